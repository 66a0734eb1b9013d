package dev.pullcord.risk;

import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One account's story and the model that folds it, under the default policy. */
abstract class RiskModelStory {
    static final RiskPolicy POLICY = PolicyCodec.defaults().risk();

    final RiskModel model = new RiskModel(POLICY);
    final Story story = Story.ofAnna();

    RiskState payments(int count) {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < count; i++) {
            state = model.fold(state, story.after(Duration.ofHours(20)).payment("p", 3000, "EUR"));
        }
        return state;
    }

    static RiskPolicy withSaturation(double nats) {
        Map<Family, Double> high = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            high.put(family, nats);
        }
        return new RiskPolicy(
                POLICY.prior(),
                POLICY.families(),
                high,
                POLICY.opening(),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals());
    }

    boolean opens(RiskState state) {
        return model.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY);
    }

    double score(RiskState state, Instant at) {
        return model.assess(state, at).score();
    }

    double weight(RiskState state) {
        return model.assess(state, story.now()).contributions().get(0).weight();
    }

    List<String> explanations(RiskState state) {
        return model.assess(state, story.now()).contributions().stream()
                .map(Contribution::explanation)
                .toList();
    }
}

package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.risk.AnyStory.Step;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The state follows from what happened when, and not from how it was told. */
class RiskOrderTest {
    private final RiskModel model = new RiskModel(PolicyCodec.defaults().risk());

    private RiskState fold(RiskState before, List<LoggedEvent> events) {
        return model.fold(before, events, event -> AnyStory.BESIDE);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return AnyStory.steps();
    }

    /**
     * All signals at once, and several things in one millisecond now and then: the state follows from what happened when, not from
     * the order in which a batch came, nor from where the batches were cut.
     */
    @Property(tries = 400)
    void neitherTheOrderWithinABatchNorTheCutsMatter(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<LoggedEvent> events = AnyStory.tell(random.nextBoolean() ? steps : quick(steps, random));
        RiskState whole = fold(RiskState.EMPTY, events);

        RiskState shuffled = RiskState.EMPTY;
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(20));
            while (to < events.size() && at(events, to).equals(at(events, to - 1))) {
                to++; // what happened in the same millisecond, and came in different batches, cannot be told apart
                // later
            }
            List<LoggedEvent> batch = new ArrayList<>(events.subList(from, to));
            Collections.shuffle(batch, random);
            shuffled = fold(shuffled, batch);
            from = to;
        }

        assertThat(shuffled).isEqualTo(whole);
    }

    private static Instant at(List<LoggedEvent> events, int index) {
        return events.get(index).event().time();
    }

    /** The same steps, but half of them at once, and most others within the hour: so that signals speak. */
    private static List<Step> quick(List<Step> steps, Random random) {
        return steps.stream()
                .map(step -> new Step(step.what(), step.who() % 3, random.nextBoolean() ? 0 : step.seconds() % 3600))
                .toList();
    }

    /** The three signals that ask what came first, told backwards in one batch. */
    @Example
    void whatCameFirstIsFirstHoweverItIsTold() {
        Story cycle = Story.ofAnna();
        List<LoggedEvent> extortion = List.of(
                cycle.asks("v", Map.of()),
                cycle.after(Duration.ofMinutes(30)).attended("m", "v", Duration.ofMinutes(10), Map.of()),
                cycle.after(Duration.ofMinutes(5)).blockedBy("v"));
        Story fresh = Story.ofAnna();
        List<LoggedEvent> reused = List.of(fresh.created(), fresh.device());
        Story shown = Story.ofAnna();
        List<LoggedEvent> oneWay = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            oneWay.add(shown.after(Duration.ofDays(2 * i % 5))
                    .attended(
                            "m" + i,
                            "",
                            Duration.ofMinutes(20),
                            Map.of("published", true, "publishing", 1L, "restricted", true, "people", 4L)));
        }

        assertThat(signals(extortion)).contains("SEX-1");
        assertThat(signals(reused)).contains("ACC-1");
        assertThat(signals(oneWay)).contains("SES-1");
        for (List<LoggedEvent> told : List.of(extortion, reused, oneWay)) {
            List<LoggedEvent> backwards = new ArrayList<>(told);
            Collections.reverse(backwards);
            assertThat(fold(RiskState.EMPTY, backwards)).isEqualTo(fold(RiskState.EMPTY, told));
        }
    }

    private List<String> signals(List<LoggedEvent> events) {
        return fold(RiskState.EMPTY, events).notes().stream()
                .map(RiskState.Note::signal)
                .toList();
    }
}

package dev.pullcord.insight;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskPolicy;
import dev.pullcord.risk.Terms;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What decisions would make of a policy's weights.
 *
 * @param factors what each family's evidence is multiplied by; 1 where none is given
 * @param reported the starting points of reported accounts that change, as probabilities
 */
public record FittedWeights(Map<Family, Double> factors, Map<Reason.Group, Double> reported) {
    /** Nothing changes. */
    static final FittedWeights NONE = new FittedWeights(Map.of(), Map.of());

    public FittedWeights {
        factors = ordered(factors, Family.class);
        reported = ordered(reported, Reason.Group.class);
    }

    /** In an order that is the same in every process: a candidate is named by how it is written. */
    private static <K extends Enum<K>> Map<K, Double> ordered(Map<K, Double> map, Class<K> type) {
        Map<K, Double> ordered = new EnumMap<>(type);
        ordered.putAll(map);
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * The policy with these starting points, to be asked of terms that were {@linkplain Terms#times multiplied}. What
     * makes the terms, weights and limits, is untouched.
     */
    RiskPolicy startingFrom(RiskPolicy base) {
        Map<Reason.Group, Double> starts = new EnumMap<>(base.prior().reported());
        starts.putAll(reported);
        return new RiskPolicy(
                new RiskPolicy.Prior(
                        base.prior().unreported(), starts, base.prior().halfLife()),
                base.families(),
                base.saturation(),
                base.opening(),
                base.networkCap(),
                base.minorFloor(),
                base.signals());
    }
}

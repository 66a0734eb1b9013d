package dev.pullcord.insight;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskPolicy;
import dev.pullcord.risk.Terms;
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
        factors = Map.copyOf(factors);
        reported = Map.copyOf(reported);
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

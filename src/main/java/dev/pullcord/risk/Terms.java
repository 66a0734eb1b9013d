package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a risk is the sum of, at one moment: the families' shares, and how much of each reported starting point is left.
 * The one place where they are added up, so that whoever asks what other numbers would have said asks the same sum.
 *
 * @param shares what each family adds once saturated, in nats, before network evidence is capped
 * @param reported by group of reasons it was reported for, what is left of that starting point's effect, 0 … 1
 * @param minor whether it was reported for harming a minor
 */
public record Terms(Map<Family, Double> shares, Map<Reason.Group, Double> reported, boolean minor) {
    public Terms {
        shares = shares.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(shares));
        reported = reported.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(reported));
    }

    /** Where it starts, in log-odds: between reports it sinks back to that of an account nobody reported. */
    public double prior(RiskPolicy.Prior prior) {
        double unreported = RiskModel.logit(prior.unreported());
        double most = 0;
        for (Map.Entry<Reason.Group, Double> group : reported.entrySet()) {
            double more = RiskModel.logit(prior.reported().get(group.getKey())) - unreported;
            most = Math.max(most, more * group.getValue());
        }
        return unreported + most;
    }

    /** The log-odds it comes to. */
    public double score(RiskPolicy policy) {
        double bare = withoutNetwork(policy);
        double score = withNetwork(policy, bare);
        return minor && policy.minorFloor() > 0 ? Math.max(score, RiskModel.logit(policy.minorFloor())) : score;
    }

    /** The probability it comes to, 0 … 1. */
    public double probability(RiskPolicy policy) {
        return RiskModel.sigmoid(score(policy));
    }

    double withoutNetwork(RiskPolicy policy) {
        double score = prior(policy.prior());
        for (Map.Entry<Family, Double> share : shares.entrySet()) {
            score += share.getKey() == Family.NETWORK ? 0 : share.getValue();
        }
        return score;
    }

    private double withNetwork(RiskPolicy policy, double bare) {
        double network = shares.getOrDefault(Family.NETWORK, 0.0);
        double most = RiskModel.sigmoid(bare) + policy.networkCap();
        return RiskModel.sigmoid(bare + network) <= most ? bare + network : RiskModel.logit(most);
    }

    /** The shares as they count: network evidence capped. */
    Map<Family, Double> counting(RiskPolicy policy) {
        if (!shares.containsKey(Family.NETWORK)) {
            return shares;
        }
        double bare = withoutNetwork(policy);
        Map<Family, Double> counting = new EnumMap<>(shares);
        counting.put(Family.NETWORK, withNetwork(policy, bare) - bare);
        return counting;
    }

    /** The same with each family's share multiplied; 1 where none is given. */
    public Terms times(Map<Family, Double> factors) {
        Map<Family, Double> scaled = new EnumMap<>(Family.class);
        shares.forEach((family, share) -> scaled.put(family, share * factors.getOrDefault(family, 1.0)));
        return new Terms(scaled, reported, minor);
    }
}

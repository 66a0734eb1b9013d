package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What evidence weighs. Weights are in nats: +0.7 doubles the odds, +2.3 makes them ten times as high.
 *
 * @param prior how likely serious harm is before any evidence is weighed
 * @param families which families count; the others' signals are read and thrown away
 * @param saturation the most a family can ever add, in nats
 * @param opening when behaviour that nobody reported opens a case
 * @param networkCap the most that network evidence may add to a probability; 0 … 0.05
 * @param minorFloor the probability that an account reported for harming a minor never falls below
 * @param signals the signals' own numbers
 */
public record RiskPolicy(
        Prior prior,
        Set<Family> families,
        Map<Family, Double> saturation,
        Opening opening,
        double networkCap,
        double minorFloor,
        SignalPolicy signals) {

    /**
     * Starting points.
     *
     * @param unreported the probability for an account that nobody reported
     * @param reported for one reported for a reason of this group; not below {@code unreported}
     * @param halfLife in which the difference between the two fades to a half after the last report
     */
    public record Prior(double unreported, Map<Reason.Group, Double> reported, Duration halfLife) {
        public Prior {
            reported = Map.copyOf(reported);
        }
    }

    /**
     * The bar for behaviour alone. Network evidence never helps over it.
     *
     * @param probability to be passed
     * @param families whose evidence counts over it; network's never does
     * @param atLeast how many of them must say so; two or more
     * @param familyMinimum what a family must add, in nats, to count as one
     * @param margin how far the score must be above the one last decided on, in nats
     */
    public record Opening(double probability, Set<Family> families, int atLeast, double familyMinimum, double margin) {
        public Opening {
            families = Set.copyOf(families);
        }
    }

    public RiskPolicy {
        families = Set.copyOf(families);
        saturation = Map.copyOf(saturation);
        Bounds.probability("risk.prior.unreported", prior.unreported());
        for (Reason.Group group : Reason.Group.values()) {
            String key = "risk.prior.reported." + Bounds.word(group);
            double reported = Bounds.present(key, prior.reported().get(group));
            Bounds.probability(key, reported);
            if (reported < prior.unreported()) {
                throw new IllegalArgumentException(
                        key + ": " + reported + " is below risk.prior.unreported, " + prior.unreported());
            }
        }
        Bounds.duration("risk.prior.halfLife", prior.halfLife());
        for (Family family : Family.values()) {
            String key = "risk.saturation." + family.word();
            Bounds.within(key, Bounds.present(key, saturation.get(family)), 0.01, 20);
        }
        check(opening, families);
        Bounds.within("risk.opening.familyMinimum", opening.familyMinimum(), 0.01, 20);
        Bounds.within("risk.opening.margin", opening.margin(), 0, 20);
        Bounds.within("risk.networkCap", networkCap, 0, 0.05);
        Bounds.within("risk.minorFloor", minorFloor, 0, 0.9);
    }

    /** What may follow where somebody reports without cause again and again. */
    public MisusePolicy misuse() {
        return signals.reporters().misuse();
    }

    /** Behaviour alone opens a case only where two kinds of it agree, and how somebody is connected is none. */
    private static void check(Opening opening, Set<Family> counting) {
        Bounds.probability("risk.opening.probability", opening.probability());
        if (counting.equals(Set.of(Family.NETWORK))) {
            throw new BrokenRule("network-alone", "risk.families", "network evidence alone cannot be all that counts");
        }
        if (opening.families().contains(Family.NETWORK)) {
            throw new BrokenRule(
                    "network-alone", "risk.opening.families", "network evidence never opens a case, nor helps to");
        }
        if (opening.families().contains(Family.VOICE)) {
            throw new IllegalArgumentException(
                    "risk.opening.families: 'voice' is reports, and these open a case without it");
        }
        if (opening.atLeast() < 2) {
            throw new BrokenRule(
                    "one-family-alone",
                    "risk.opening.atLeast",
                    opening.atLeast() + " is below 2: behaviour of one kind alone opens no case");
        }
        Bounds.within("risk.opening.atLeast", opening.atLeast(), 2, Family.values().length);
    }
}

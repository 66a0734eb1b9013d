package dev.pullcord.risk;

import java.util.List;

/**
 * What everything known adds up to at one moment. It orders work and never punishes.
 *
 * @param score log-odds in nats
 * @param prior where it started, log-odds in nats: what is expected of an account with its reports and nothing else
 * @param probability 0 … 1
 * @param contributions the weightiest first
 */
public record Risk(double score, double prior, double probability, List<Contribution> contributions) {
    /** Nothing is known. */
    public static final Risk NONE = new Risk(Double.NEGATIVE_INFINITY, 0, 0, List.of());

    private static final double ROUNDING = 1e-9; // nats: what adding doubles up leaves over

    public Risk {
        contributions = List.copyOf(contributions);
    }

    /**
     * What of the score neither the prior nor what is shown accounts for, in nats: faded or crowded-out evidence, and a
     * policy's floor.
     */
    public double rest() {
        double rest = score
                - prior
                - contributions.stream().mapToDouble(Contribution::counts).sum();
        return Math.abs(rest) < ROUNDING ? 0 : rest;
    }
}

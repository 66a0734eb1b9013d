package dev.pullcord.risk;

import java.util.List;

/**
 * What everything known adds up to at one moment. It orders work and never punishes.
 *
 * @param score log-odds in nats
 * @param probability 0 … 1
 * @param contributions the weightiest first
 */
public record Risk(double score, double probability, List<Contribution> contributions) {
    /** Nothing is known. */
    public static final Risk NONE = new Risk(Double.NEGATIVE_INFINITY, 0, List.of());

    public Risk {
        contributions = List.copyOf(contributions);
    }
}

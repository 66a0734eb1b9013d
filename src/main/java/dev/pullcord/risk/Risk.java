package dev.pullcord.risk;

import java.util.List;
import java.util.Set;

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

    private static final Set<String> OF_ITSELF = Set.of(
            "PAY-1", "PAY-2", "PAY-3", "PAY-5", "GRM-2", "SEX-2", "OUT-1", "NET-1", "ACC-2", "SES-1", "SES-2", "CNT-1",
            "CNT-2");

    private static final double ROUNDING = 1e-9; // nats: what adding doubles up leaves over

    public Risk {
        contributions = List.copyOf(contributions);
    }

    /**
     * As it is shown to people who have yet to decide: without what became of reporters' earlier flags, neither as a line nor in the
     * score, from which it could be worked out. What they conclude goes into these records, and must not follow from them.
     * Where the case stands in the queue follows from the whole.
     */
    public Risk toDecide() {
        double records = contributions.stream()
                .filter(c -> c.signal().equals(ProvenReporter.ID))
                .mapToDouble(Contribution::counts)
                .sum();
        return records == 0
                ? this
                : new Risk(
                        score - records,
                        prior,
                        RiskModel.sigmoid(score - records),
                        contributions.stream()
                                .filter(c -> !c.signal().equals(ProvenReporter.ID))
                                .toList());
    }

    /** What was observed, and not said, adds to the score, in nats; where somebody's network is has no part in it. */
    public double behaviour() {
        return contributions.stream()
                .filter(c -> c.family() != Family.VOICE && c.family() != Family.NETWORK)
                .mapToDouble(Contribution::counts)
                .sum();
    }

    /**
     * What rests wholly on what the platform said of the account itself: no report, no block, no other account can be read off it. A
     * closed list, so that a signal that is new is told to nobody before somebody thought of it.
     */
    public List<Contribution> ofItself() {
        return contributions.stream()
                .filter(c -> OF_ITSELF.contains(c.signal()))
                .toList();
    }

    /**
     * Whether it rests on people's word alone, and some of these people may be one another's echo: they share an origin, or flagged the
     * same others wrongly before.
     */
    public boolean onlyVoicesTogether() {
        return behaviour() <= 0
                && contributions.stream().anyMatch(c -> c.signal().equals(NotIndependent.ID));
    }

    /**
     * What of the score neither the prior nor what is shown accounts for, in nats: faded or crowded-out evidence, a
     * policy's floor.
     */
    public double rest() {
        double rest = score
                - prior
                - contributions.stream().mapToDouble(Contribution::counts).sum();
        return Math.abs(rest) < ROUNDING ? 0 : rest;
    }
}

package dev.pullcord.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What decisions say about a policy's weights.
 *
 * @param base the version they were fitted on top of
 * @param since cases opened from then on
 * @param counts how many there were, and why some say nothing
 * @param cases how many were learned from
 * @param violations how many of them were
 * @param verdict what is to be made of it
 * @param gain how much the log-loss falls on cases that were not learned from
 * @param before the base's accuracy on these cases
 * @param after the fitted weights', each case judged by weights learned from the other accounts' cases
 * @param weights every number that could have moved
 * @param unreported what decisions would say of the starting point of those nobody reported; it is not changed
 * @param sample how the audit sample came out beside what the desk chose itself
 */
public record FitReport(
        String base,
        Instant since,
        DecidedCases.Counts counts,
        long cases,
        long violations,
        Verdict verdict,
        Gain gain,
        Accuracy before,
        Accuracy after,
        List<Weight> weights,
        Optional<Weight> unreported,
        Sample sample) {

    /** Cases that must speak about a number before it moves. */
    public static final int ENOUGH = 30;

    /** Of all cases, as many violations, and as many that were none. */
    public static final int ENOUGH_OF_EACH = 10;

    /** What is to be made of it. */
    public enum Verdict {
        /** surely better on cases not learned from */
        BETTER,
        /** not surely: nothing should change for it */
        NO_BETTER,
        /** nothing has enough cases to be fitted */
        TOO_FEW
    }

    /**
     * The fall of the mean log-loss, and where it may truly lie, in 95 of 100: the normal interval over accounts.
     *
     * @param mean nats a case; negative when it rises
     */
    public record Gain(double mean, double low, double high) {}

    /**
     * One number.
     *
     * @param kind a family's evidence, by what it is multiplied; or a starting point, a probability
     * @param name the family, or the group of reasons
     * @param cases how many speak about it
     * @param violations how many of them were
     * @param before as the base has it
     * @param after as it came out
     * @param low where it may truly lie, in 95 of 100, given what is believed of it before
     * @param high the other end
     * @param state whether it moved
     */
    public record Weight(
            Kind kind,
            String name,
            long cases,
            long violations,
            double before,
            double after,
            double low,
            double high,
            State state) {
        private static final Set<String> GRAVE = Set.of("minors", "coercion", "life");

        /** Whether it would make reports of the gravest kinds start lower, which nobody should agree to unasked. */
        public boolean lowersGrave() {
            return kind == Kind.PRIOR && GRAVE.contains(name) && after < before;
        }
    }

    /** What a number is. */
    public enum Kind {
        FAMILY,
        PRIOR
    }

    /** Why a number is as it is. */
    public enum State {
        FITTED,
        /** it would go further, and may not */
        AT_BOUND,
        /** left as it is */
        TOO_FEW,
        /** the base does not let it count */
        OFF,
        /** left as it is though there are enough, for decisions cannot say it */
        LEFT
    }

    /**
     * Reported cases that stood low when they were opened.
     *
     * @param below what is low
     * @param drawn of those drawn at random, the share that were violations
     * @param others of the others, the same
     */
    public record Sample(double below, Interval drawn, Interval others) {}

    public FitReport {
        weights = List.copyOf(weights);
    }
}

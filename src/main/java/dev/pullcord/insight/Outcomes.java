package dev.pullcord.insight;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What became of the cases that there were. */
public interface Outcomes {
    /**
     * One case.
     *
     * @param caseId its id
     * @param subject whom it was about
     * @param openedAt when it was opened
     * @param firstDecidedAt when it was decided the first time; absent while it is open. What came in later may follow from
     *     that decision, and is no ground for it
     * @param decidedAt when it was decided, the last time
     * @param outcome what was concluded then
     * @param stood how it stood then, or stands now
     */
    record Past(
            String caseId,
            Subject subject,
            Instant openedAt,
            Optional<Instant> firstDecidedAt,
            Optional<Instant> decidedAt,
            Optional<Outcome> outcome,
            Optional<Stood> stood) {
        /** One that was decided once at most. */
        public Past(
                String caseId,
                Subject subject,
                Instant openedAt,
                Optional<Instant> decidedAt,
                Optional<Outcome> outcome) {
            this(caseId, subject, openedAt, decidedAt, decidedAt, outcome, Optional.empty());
        }
    }

    /**
     * How a case stands that nothing is added to any more.
     *
     * @param policyVersion it was opened under
     * @param probability 0 … 1
     */
    record Stood(String policyVersion, String lane, Instant deadline, double probability) {}

    /**
     * Every case of a partition, in no order.
     *
     * @param told each once, one after the other, on any thread
     */
    CompletionStage<Void> each(Partition partition, Consumer<Past> told);
}

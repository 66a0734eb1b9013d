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
     */
    record Past(
            String caseId,
            Subject subject,
            Instant openedAt,
            Optional<Instant> firstDecidedAt,
            Optional<Instant> decidedAt,
            Optional<Outcome> outcome) {
        /** One that was decided once at most. */
        public Past(
                String caseId,
                Subject subject,
                Instant openedAt,
                Optional<Instant> decidedAt,
                Optional<Outcome> outcome) {
            this(caseId, subject, openedAt, decidedAt, decidedAt, outcome);
        }
    }

    /**
     * Every case of a partition, in no order.
     *
     * @param told each once, one after the other, on any thread
     */
    CompletionStage<Void> each(Partition partition, Consumer<Past> told);
}

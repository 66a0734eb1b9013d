package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The cases that wait past their deadline, for somebody to take them or for a second person's answer, and who was turned to for them. */
public interface Overdue {
    /**
     * One whose next step is due.
     *
     * @param overdue the case
     * @param made how many steps were made for it
     */
    record Due(Case overdue, int made) {}

    /**
     * Up to {@code max} waiting cases past their deadline whose next step is due: those whose proposal waits first, then of each queue the
     * earliest deadline first.
     */
    CompletionStage<List<Due>> due(Partition partition, List<String> queues, Instant now, int max);

    /**
     * Makes a step: case, queue and audit entry together; false when the case no longer waits so, and nothing was changed. A case
     * that waits for an answer goes on doing so.
     */
    CompletionStage<Boolean> turn(Due due, Escalation.Turn turn, Instant now);

    /** How many cases of a partition somebody was paged for and still nobody has taken, or answered. */
    CompletionStage<Long> unattended(Partition partition);

    /** The same of all of a platform, as last counted. */
    CompletionStage<Long> unattended(Platform platform);
}

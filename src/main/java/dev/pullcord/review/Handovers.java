package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Claims that end otherwise than by a decision or by handing the case back: it is put off, or handed up. Every change is
 * one atomic step that also writes its audit entry; a reply other than the hoped-for one has changed nothing.
 */
public interface Handovers {
    /** Puts a case off: it waits for nobody until its time has come, or a report joins it. */
    CompletionStage<HolderReply> snooze(
            Platform platform,
            String caseId,
            Moderator holder,
            String token,
            Instant until,
            String reason,
            Instant now);

    /** Up to {@code max} cases whose time has come. */
    CompletionStage<List<String>> due(Partition partition, Instant now, int max);

    /** Returns such a case to its place in the queue; false when its time has not come, or it is back already. */
    CompletionStage<Boolean> wake(Partition partition, String caseId, Instant now);

    /**
     * Hands a case to a role above: it is back in its queue, for that role and those above only.
     *
     * @param handed as read before
     * @param skipped whether this is because it was handed back too often, and counts as one time more
     */
    CompletionStage<HolderReply> handUp(
            Case handed, Moderator holder, String token, Role to, boolean skipped, String reason, Instant now);
}

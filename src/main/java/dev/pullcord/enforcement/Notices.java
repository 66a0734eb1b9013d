package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The notices that are on their way. They enter it in the step that turns to somebody ({@link
 * dev.pullcord.review.Overdue#turn}) and leave it as actions leave the {@link Outbox}: begun, tried, recorded, at least once.
 */
public interface Notices {
    /** Up to {@code max} notices that are due, the longest due first. */
    CompletionStage<List<Notice>> due(Partition partition, Instant now, int max);

    /**
     * Begins a try, unless somebody else has.
     *
     * @param retryAt when it is due again should this try never be recorded
     * @return the notice with its try counted; empty when it is no longer due
     */
    CompletionStage<Optional<Notice>> begin(Partition partition, Notice notice, Instant now, Instant retryAt);

    /** Records what a try came to, with its audit entry. Changes nothing if a later try was begun. */
    CompletionStage<Void> record(Partition partition, Notice begun, Enforcer.Ending ending, Instant now);

    /** Those of a platform that were given up, oldest first; at most {@code max}. */
    CompletionStage<List<Notice>> parked(Platform platform, int max);

    /** Remembers that this notice may have opened an incident at whoever pages people; to be said before it is told. */
    CompletionStage<Void> opened(Partition partition, Notice notice, Instant now);

    /**
     * The incidents that may be open, the longest open first; at most {@code max}.
     *
     * @return the notices by when they opened one
     */
    CompletionStage<Map<Notice, Instant>> incidents(Partition partition, int max);

    /** The incident is closed there, or nobody can close it. */
    CompletionStage<Void> cleared(Partition partition, Notice notice);

    /** How many were given up. */
    CompletionStage<Long> countParked(Platform platform);

    CompletionStage<Optional<Notice>> find(Platform platform, String noticeId);

    /** Makes one that was given up due at once; false when it was not. */
    CompletionStage<Boolean> retry(Platform platform, String noticeId, Moderator by, Instant now);
}

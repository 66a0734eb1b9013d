package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Meetings' cases that are about an account. Meeting and account lie in different partitions, so no single step can touch
 * both: the case is ended first and put on a list, and its reports are carried over until they have arrived. Whatever crashes
 * in between, the list is worked off, and each report arrives once.
 */
public interface Attributions {
    /** Ends a meeting's case, in one step with its audit entry, and lists it. */
    CompletionStage<HolderReply> attribute(
            Case ofMeeting, Moderator holder, String token, String account, String reason, Instant now);

    /** Up to {@code max} cases whose reports have not all arrived, the longest waiting first. */
    CompletionStage<List<String>> pending(Partition partition, int max);

    /**
     * Carries a listed case's reports into its account's case, which is opened, or raised as by a panic if there was one.
     * Its deadline is at most that of the case they come from. Asked again it goes on where it was; of one that is
     * through it answers where they went.
     *
     * @return the case that has them now; empty where the case was not attributed, or had none
     */
    CompletionStage<Optional<String>> carryOver(Platform platform, String caseId, Instant now);
}

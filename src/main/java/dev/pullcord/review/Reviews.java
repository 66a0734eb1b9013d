package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where blind second looks are kept. Each lies in its case's partition. */
public interface Reviews {
    /** The last entry of the partition's desk chain that was looked at for decisions to draw; 0 for none. */
    CompletionStage<Long> drawnTo(Partition partition);

    /**
     * Remembers how far decisions were looked at, and keeps what was drawn, in one step; false when another process was
     * faster, and nothing was done. One that is kept already stays as it is.
     */
    CompletionStage<Boolean> draw(Partition partition, long from, long to, List<Review> drawn);

    /** Up to {@code max} of a platform that may be given now, those first that have waited longest. */
    CompletionStage<List<Review>> waiting(Platform platform, Instant now, int max);

    /** How many of a platform wait or are given. */
    CompletionStage<Long> count(Platform platform);

    CompletionStage<Optional<Review>> find(Platform platform, String id);

    /** What this person was given last, whether he still has it or not. */
    CompletionStage<Optional<Review>> last(Platform platform, Moderator moderator);

    /**
     * Puts one in another's place, with its audit entry, in one step.
     *
     * @param before as it was read; absent for one that is new
     * @return false when it is another by now, and nothing was done
     */
    CompletionStage<Boolean> change(Partition partition, Optional<Review> before, Review after, AuditDraft entry);

    /** Those answered in this time, at most {@code max}, the newest first. */
    CompletionStage<List<Review>> answered(Platform platform, Instant from, Instant to, int max);

    CompletionStage<List<Review.Gold>> gold(Platform platform);

    /** Sets a case's right answer, in place of an older one. */
    CompletionStage<Void> mark(Partition partition, Review.Gold gold);

    /** Takes it off the gold cases; what was answered stays. */
    CompletionStage<Boolean> unmark(Partition partition, String caseId);
}

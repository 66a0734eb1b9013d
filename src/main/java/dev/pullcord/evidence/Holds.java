package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where legal holds are kept: each beside what it holds, so that whatever deletes sees it in the same step. */
public interface Holds {
    /** What a write was answered with. */
    enum Written {
        WRITTEN,
        /** somebody changed it meanwhile */
        MOVED,
        /** there is no such case */
        UNKNOWN
    }

    /**
     * Writes a hold's next version with its audit entry, or nothing: {@code MOVED} unless the version before is what is kept.
     * From then on nothing of its target is deleted, or no longer held by it.
     */
    CompletionStage<Written> write(Platform platform, LegalHold next, AuditDraft audit);

    CompletionStage<Optional<LegalHold>> find(Platform platform, String holdId);

    /** All of a platform, also those that are over; the newest first, at most {@code max}. */
    CompletionStage<List<LegalHold>> all(Platform platform, int max);

    /** Ids of those that hold this now. */
    CompletionStage<List<String>> on(Platform platform, LegalHold.Target target, Instant now);
}

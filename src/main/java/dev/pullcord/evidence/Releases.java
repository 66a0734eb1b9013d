package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where releases of evidence are kept, each with its case. */
public interface Releases {
    /** What a write was answered with. */
    enum Written {
        WRITTEN,
        /** somebody changed it meanwhile, or its number is taken */
        MOVED,
        /** there is no such case */
        UNKNOWN
    }

    /** Writes the next version with its audit entry if the one before is what is kept. */
    CompletionStage<Written> write(Platform platform, Release next, AuditDraft audit);

    /** All of a case, in the order of their numbers. */
    CompletionStage<List<Release>> ofCase(Platform platform, String caseId);
}

package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where wishes to be erased are kept, one for each account, each in its account's partition. */
public interface Erasures {
    /**
     * Writes the next version if the one before is what is kept; with an audit entry where something was asked or is done.
     *
     * @return false when somebody else was faster
     */
    CompletionStage<Boolean> write(Platform platform, Erasure next, Optional<AuditDraft> audit, boolean byPeople);

    CompletionStage<Optional<Erasure>> find(Platform platform, String account);

    /** Those of this partition that are due, the longest due first. */
    CompletionStage<List<Erasure>> due(Platform platform, Partition partition, Instant now, int max);
}

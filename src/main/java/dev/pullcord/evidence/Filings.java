package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where filings are kept: with their case, sealed, each move together with its audit entry. Thread-safe. */
public interface Filings {
    /** What became of the wish to write one down. */
    sealed interface Drafted {
        record Written(Filing filing) implements Drafted {}

        /** There is one for this already. */
        record Known(Filing filing) implements Drafted {}

        /** There is no such case. */
        record Unknown() implements Drafted {}
    }

    /**
     * Writes one down under the case's next number.
     *
     * @param once marks what it is for, so that there is one for it and no second; empty for none
     * @param audit the entry that goes with it; the filing's id is added
     */
    CompletionStage<Drafted> draft(Platform platform, Filing draft, Optional<String> once, AuditDraft audit);

    /**
     * Writes the next state of a filing, if it still is as it was read.
     *
     * @param next as it shall be: its version is the one after that read
     * @param byPeople whether somebody at the desk did it, or the service
     * @return false if it has moved on: nothing is written
     */
    CompletionStage<Boolean> move(Platform platform, Filing next, boolean byPeople, AuditDraft audit);

    CompletionStage<Optional<Filing>> find(Platform platform, String filingId);

    /** All of a case, in the order of their numbers. */
    CompletionStage<List<Filing>> ofCase(Platform platform, String caseId);

    /** The newest of a platform, the newest first; at most {@code max}, of each partition as many. */
    CompletionStage<List<Filing>> newest(Platform platform, Optional<FilingState> state, int max);

    /** The ids of the newest of a platform, in no order; of each partition at most {@code max}. Opens none. */
    CompletionStage<List<String>> newestIds(Platform platform, int max);

    /** Ids of filings in this partition whose next try is due, the longest due first. */
    CompletionStage<List<String>> due(Partition partition, Instant now, int max);
}

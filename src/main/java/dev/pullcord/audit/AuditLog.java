package dev.pullcord.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the chains are kept. Entries that go with a change are written by that change's own step, not through here. */
public interface AuditLog {
    /** Appends what changes nothing else: a look, a refusal, a role given. Durable when the stage completes. */
    CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft);

    /**
     * Appends what goes with a change in another slot, and is said again where nobody knows whether it was.
     *
     * @param id the saying's own; the chain takes no second entry of it within a day
     * @return whether it was this call's
     */
    CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft);

    /** Up to {@code max} entries of a chain from {@code fromSeq} on, oldest first. */
    CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max);

    /**
     * What was written since: up to {@code max} entries of each of these chains, oldest first within a chain.
     *
     * @param after by chain, the place of the last entry known; 0 for none
     */
    default CompletionStage<List<AuditEntry>> readAfter(Map<ChainId, Long> after, int max) {
        List<CompletableFuture<List<AuditEntry>>> reads = after.entrySet().stream()
                .map(from -> read(from.getKey(), from.getValue() + 1, max).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(ready ->
                        reads.stream().flatMap(read -> read.join().stream()).toList());
    }

    /**
     * An entry as the store holds it.
     *
     * @param entry as it reads
     * @param asWritten whether it is kept byte for byte as it was written: what reads alike may not be
     */
    record Stored(AuditEntry entry, boolean asWritten) {}

    /**
     * The same as {@link #read}, for a walk that has to see everything: also what was put where no entry belongs, between
     * two places or before the first.
     *
     * @param afterSeq the place of the last entry known; 0 for none
     */
    default CompletionStage<List<Stored>> stored(ChainId chain, long afterSeq, int max) {
        return read(chain, afterSeq + 1, max)
                .thenApply(read -> read.stream().map(e -> new Stored(e, true)).toList());
    }

    /**
     * Some of the entries that a case's own timeline names, oldest first, each as {@link Timelines#name} has it; empty where
     * the log derives timelines from the chains and keeps none.
     *
     * @param chain any of the case's partition
     * @param from of how many to pass over
     */
    default CompletionStage<Optional<List<String>>> timeline(ChainId chain, String caseId, long from, int max) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** The highest place ever written in this chain, as far as the store knows by itself; 0 for none. */
    CompletionStage<Long> written(ChainId chain);

    /** The document that this entry names by {@link Verification#DOCUMENT_DIGEST}, as stored now; empty when it is gone. */
    CompletionStage<Optional<String>> document(AuditEntry entry);
}

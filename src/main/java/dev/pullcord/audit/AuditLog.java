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

    /** The highest place ever written in this chain, as far as the store knows by itself; 0 for none. */
    CompletionStage<Long> written(ChainId chain);

    /** The document that this entry names by {@link Verification#DOCUMENT_DIGEST}, as stored now; empty when it is gone. */
    CompletionStage<Optional<String>> document(AuditEntry entry);
}

package dev.pullcord.redis;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs scripts that write an audit entry with their change. The entry's link is computed here, because Redis has no
 * SHA-256; the script compares the chain's head and refuses if it has moved, then the entry is linked anew. Calls of
 * this process on one chain wait for each other, so that only other processes can move it.
 */
final class AuditedScript {
    private static final String MOVED = "audit_moved";

    private final RedisLink link;
    private final Keys keys;
    private final Map<ChainId, Chain> chains = new ConcurrentHashMap<>();

    AuditedScript(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    /**
     * Runs the script with the chain and the timeline as its first keys and the linked entry as its first arguments.
     *
     * @param writtenOn the reply on which the entry was written
     * @return what the script replied; never {@code audit_moved}
     */
    CompletionStage<Reply> run(
            Script script,
            String writtenOn,
            ChainId chainId,
            AuditDraft draft,
            List<String> moreKeys,
            List<String> moreArgs) {
        return chains.computeIfAbsent(chainId, Chain::new).run(new Call(script, writtenOn, draft, moreKeys, moreArgs));
    }

    /** Runs it without an entry: seq 0 tells the script that there is none. */
    CompletionStage<List<String>> runUnaudited(
            Script script, ChainId chainId, String caseId, List<String> moreKeys, List<String> moreArgs) {
        List<String> args = new ArrayList<>(List.of("0", "", "", "", "", "", "", caseId, "", ""));
        args.addAll(moreArgs);
        return script.run(keysFor(chainId, caseId, moreKeys), args);
    }

    /**
     * What came of it.
     *
     * @param words the script's reply
     * @param entry the entry, written only if the script did what was asked
     */
    record Reply(List<String> words, AuditEntry entry) {
        String word() {
            return words.get(0);
        }
    }

    private List<String> keysFor(ChainId chainId, String caseId, List<String> moreKeys) {
        List<String> all = new ArrayList<>(2 + moreKeys.size());
        all.add(keys.audit(chainId));
        all.add(keys.timeline(new Partition(chainId.platform(), chainId.partition()), caseId));
        all.addAll(moreKeys);
        return all;
    }

    private record Call(Script script, String writtenOn, AuditDraft draft, List<String> keys, List<String> args) {}

    /** The highest place written and the last entry's hash, as far as this process knows. */
    private record Head(long seq, String hash) {}

    private final class Chain {
        private final ChainId id;
        private Head head;
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        Chain(ChainId id) {
            this.id = id;
        }

        synchronized CompletionStage<Reply> run(Call call) {
            CompletableFuture<Reply> mine = last.handle((done, failed) -> null)
                    .thenCompose(turn -> attempt(call))
                    .toCompletableFuture();
            last = mine;
            return mine;
        }

        private CompletionStage<Reply> attempt(Call call) {
            return head().thenCompose(h -> {
                AuditDraft draft = call.draft();
                AuditEntry entry = AuditChain.link(id, h.seq() + 1, h.hash(), draft);
                List<String> args = new ArrayList<>(10 + call.args().size());
                args.addAll(List.of(
                        Long.toString(entry.seq()),
                        entry.previousHash(),
                        entry.hash(),
                        Long.toString(draft.at().toEpochMilli()),
                        draft.actor(),
                        draft.role(),
                        draft.verb(),
                        draft.caseId().orElse(""),
                        StoredJson.write(draft.detail()),
                        entry.detailDigest()));
                args.addAll(call.args());
                return call.script()
                        .run(keysFor(id, draft.caseId().orElse("none"), call.keys()), args)
                        .handle((words, failure) -> after(call, entry, words, failure))
                        .thenCompose(next -> next);
            });
        }

        /** A call that failed may have been written all the same: the head is then read anew. */
        private CompletionStage<Reply> after(Call call, AuditEntry entry, List<String> words, Throwable failure) {
            if (failure != null) {
                forget();
                return CompletableFuture.failedFuture(failure);
            }
            if (words.get(0).equals(MOVED)) {
                forget();
                return attempt(call);
            }
            if (words.get(0).equals(call.writtenOn())) {
                know(new Head(entry.seq(), entry.hash()));
            }
            return CompletableFuture.completedFuture(new Reply(words, entry));
        }

        private synchronized void forget() {
            head = null;
        }

        private synchronized void know(Head now) {
            head = now;
        }

        private synchronized CompletionStage<Head> head() {
            if (head != null) {
                return CompletableFuture.completedFuture(head);
            }
            return link.commands()
                    .xrevrange(keys.audit(id), Range.unbounded(), Limit.from(1))
                    .thenCombine(RedisAuditLog.written(link, keys, id), Chain::read);
        }

        /**
         * What comes next goes behind the highest place ever written, though the last entry may be a lower one: then
         * somebody cut the chain's end off, and the gap shows it for ever.
         */
        private static Head read(List<StreamMessage<String, String>> newest, long written) {
            return new Head(
                    written,
                    newest.isEmpty()
                            ? AuditChain.GENESIS
                            : newest.get(0).getBody().get("hash"));
        }
    }
}

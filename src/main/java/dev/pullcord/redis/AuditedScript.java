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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs scripts that write an audit entry with their change. The entry's link is computed here, because Redis has no
 * SHA-256; the script compares the chain's head and refuses if it has moved, then the entry is linked anew. Calls of
 * this process on one chain wait for each other, so that only other processes can move it.
 */
final class AuditedScript {
    private static final String MOVED = "audit_moved";
    private static final int MOST_WAITING = 10_000; // of one chain: about as many as are written in ten seconds
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final RedisLink link;
    private final Keys keys;
    private final Clock clock;
    private final Map<ChainId, Chain> chains = new ConcurrentHashMap<>();

    /** How many calls wait for their turn, or have it now, over all chains. */
    long waiting() {
        return chains.values().stream().mapToLong(chain -> chain.waiting.get()).sum();
    }

    AuditedScript(RedisLink link, Keys keys, Clock clock) {
        this.link = link;
        this.clock = clock;
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
        Prepared prepared = new Prepared(draft, moreKeys, moreArgs);
        return run(script, writtenOn, chainId, () -> CompletableFuture.completedFuture(prepared));
    }

    /**
     * The same, with what is to be written made when its turn at the chain has come, and again should it lose that turn:
     * for what hangs on what others write before.
     */
    CompletionStage<Reply> run(
            Script script, String writtenOn, ChainId chainId, Supplier<CompletionStage<Prepared>> prepare) {
        return chains.computeIfAbsent(chainId, Chain::new).run(new Call(script, writtenOn, prepare));
    }

    /**
     * What a script is to write.
     *
     * @param draft the entry that goes with it
     * @param keys after the chain and the timeline
     * @param args after the entry
     */
    record Prepared(AuditDraft draft, List<String> keys, List<String> args) {}

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

    private record Call(Script script, String writtenOn, Supplier<CompletionStage<Prepared>> prepare) {}

    /** The highest place written and the last entry's hash, as far as this process knows. */
    private record Head(long seq, String hash) {}

    private final class Chain {
        private final ChainId id;
        private final AtomicInteger waiting = new AtomicInteger();
        private Head head;
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        Chain(ChainId id) {
            this.id = id;
        }

        synchronized CompletionStage<Reply> run(Call call) {
            if (waiting.get() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new Contended(MOST_WAITING + " wait for the audit chain before"));
            }
            waiting.incrementAndGet();
            Instant since = clock.instant();
            CompletableFuture<Reply> mine = last.handle((done, failed) -> null)
                    .thenCompose(turn -> inTime(since)
                            ? Contended.until("an audit entry", () -> attempt(call))
                            : CompletableFuture.failedFuture(new Contended("no turn at the audit chain in time")))
                    .whenComplete((reply, failure) -> waiting.decrementAndGet())
                    .toCompletableFuture();
            last = mine;
            return mine;
        }

        /** A turn that comes later is of no use to whoever asked: a panic, say, is in the journal by then. */
        private boolean inTime(Instant since) {
            return clock.instant().isBefore(since.plus(LONGEST_WAIT));
        }

        private CompletionStage<Optional<Reply>> attempt(Call call) {
            return call.prepare()
                    .get()
                    .thenCompose(what -> head().thenCompose(h -> {
                        AuditDraft draft = what.draft();
                        AuditEntry entry = AuditChain.link(id, h.seq() + 1, h.hash(), draft);
                        List<String> args = new ArrayList<>(10 + what.args().size());
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
                        args.addAll(what.args());
                        return call.script()
                                .run(keysFor(id, draft.caseId().orElse("none"), what.keys()), args)
                                .handle((words, failure) -> after(call, entry, words, failure))
                                .thenCompose(next -> next);
                    }));
        }

        /** A call that failed may have been written all the same: the head is then read anew. */
        private CompletionStage<Optional<Reply>> after(
                Call call, AuditEntry entry, List<String> words, Throwable failure) {
            if (failure != null) {
                forget();
                return CompletableFuture.failedFuture(failure);
            }
            if (words.get(0).equals(MOVED)) {
                forget();
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (words.get(0).equals(call.writtenOn())) {
                know(new Head(entry.seq(), entry.hash()));
            }
            return CompletableFuture.completedFuture(Optional.of(new Reply(words, entry)));
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

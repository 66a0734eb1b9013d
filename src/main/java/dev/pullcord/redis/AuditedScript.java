package dev.pullcord.redis;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.redis.Pipeline.Head;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs scripts that write an audit entry with their change. The entry's link is computed here, because Redis has no
 * SHA-256; the script compares the chain's head and refuses if it has moved, then the entry is linked anew. Calls of
 * this process on one chain stand in one {@link Pipeline}, so that seldom anybody but other processes moves it.
 */
final class AuditedScript {
    static final String MOVED = "audit_moved";

    private static final Set<ChainId.Hand> SAID_BY_OTHERS = EnumSet.of(ChainId.Hand.DESK, ChainId.Hand.DISPATCH);

    private final RedisLink link;
    private final Keys keys;
    private final Optional<CaseKeys> cases;
    private final Map<ChainId, Pipeline> chains = new ConcurrentHashMap<>();

    /** How many calls wait for their turn or their answer, over all chains. */
    long waiting() {
        return chains.values().stream().mapToLong(Pipeline::unanswered).sum();
    }

    /** Nothing is sealed. */
    AuditedScript(RedisLink link, Keys keys) {
        this(link, keys, Optional.empty());
    }

    /** @param cases what people did to a case, and what is marked so, is sealed under the case's key */
    AuditedScript(RedisLink link, Keys keys, Optional<CaseKeys> cases) {
        this.link = link;
        this.keys = keys;
        this.cases = cases;
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
        // Before its turn comes: the key of a case that has none yet is asked for, and nobody waits for that.
        return sealed(chainId, new Prepared(draft, moreKeys, moreArgs))
                .thenCompose(prepared -> run(new Run(
                        this, script, writtenOn, chainId, false, () -> CompletableFuture.completedFuture(prepared))));
    }

    /**
     * The same, with what is to be written made when all calls before it are answered, and again should it lose its turn:
     * for what hangs on what others write before.
     */
    CompletionStage<Reply> run(
            Script script, String writtenOn, ChainId chainId, Supplier<CompletionStage<Prepared>> prepare) {
        return run(new Run(
                this,
                script,
                writtenOn,
                chainId,
                true,
                () -> prepare.get().thenCompose(prepared -> sealed(chainId, prepared))));
    }

    /** What the service says by itself, and about no case, has words of no person in it: ids, times and numbers. */
    private CompletionStage<Prepared> sealed(ChainId chain, Prepared what) {
        boolean said = SAID_BY_OTHERS.contains(chain.hand());
        Optional<String> caseId = what.draft().caseId();
        if (cases.isEmpty()
                || caseId.isEmpty()
                || (!said && what.args().stream().noneMatch(CaseKeys::isMarked))) {
            return CompletableFuture.completedFuture(what.under(Optional.empty(), false));
        }
        return cases.get()
                .of(new Partition(chain.platform(), chain.partition()), caseId.get())
                .thenApply(key -> what.under(key, said));
    }

    private CompletionStage<Reply> run(Run call) {
        return chains.computeIfAbsent(
                        call.chain(), id -> new Pipeline(id, () -> head(id), Contended::pause, System::nanoTime))
                .run(call);
    }

    /**
     * What a script is to write.
     *
     * @param draft the entry that goes with it
     * @param keys after the chain and the timeline
     * @param args after the entry; those marked by {@link CaseKeys#its} are sealed
     * @param key what the entry's detail is sealed under; absent where it is not
     */
    record Prepared(AuditDraft draft, List<String> keys, List<String> args, Optional<CaseSeal.Key> key) {
        Prepared(AuditDraft draft, List<String> keys, List<String> args) {
            this(draft, keys, args, Optional.empty());
        }

        private Prepared under(Optional<CaseSeal.Key> its, boolean detail) {
            return new Prepared(
                    draft,
                    keys,
                    args.stream().map(arg -> CaseKeys.close(arg, its)).toList(),
                    detail ? its : Optional.empty());
        }

        private String detail() {
            String plain = StoredJson.write(draft.detail());
            return key.map(its -> its.close(plain)).orElse(plain);
        }
    }

    /** Runs it without an entry: seq 0 tells the script that there is none. */
    CompletionStage<List<String>> runUnaudited(
            Script script, ChainId chainId, String caseId, List<String> moreKeys, List<String> moreArgs) {
        List<String> args = new ArrayList<>(List.of("0", "", "", "", "", "", "", caseId, "", ""));
        moreArgs.forEach(arg -> args.add(CaseKeys.close(arg, Optional.empty())));
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

    private CompletionStage<Head> head(ChainId id) {
        return link.commands()
                .xrevrange(keys.audit(id), Range.unbounded(), Limit.from(1))
                .thenCombine(RedisAuditLog.written(link, keys, id), AuditedScript::read);
    }

    /**
     * What comes next goes behind the highest place ever written, though the last entry may be a lower one: then
     * somebody cut the chain's end off, and the gap shows it for ever.
     */
    private static Head read(List<StreamMessage<String, String>> newest, long written) {
        return new Head(
                written,
                newest.isEmpty() ? AuditChain.GENESIS : newest.get(0).getBody().get("hash"));
    }

    /**
     * A script that is to run.
     *
     * @param alone whether what it writes hangs on what the calls before it wrote
     */
    private record Run(
            AuditedScript to,
            Script script,
            String writtenOn,
            ChainId chain,
            boolean alone,
            Supplier<CompletionStage<Prepared>> preparing)
            implements Pipeline.Call {
        @Override
        public CompletionStage<Prepared> prepare() {
            return preparing.get();
        }

        @Override
        public CompletionStage<List<String>> send(Prepared what, AuditEntry entry) {
            AuditDraft draft = what.draft();
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
                    what.detail(),
                    entry.detailDigest()));
            args.addAll(what.args());
            return script.run(to.keysFor(chain, draft.caseId().orElse("none"), what.keys()), args);
        }

        @Override
        public boolean writtenOn(String word) {
            return word.equals(writtenOn);
        }
    }
}

package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Filings;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Filings on Redis, in their case's slot, sealed: whom they are about is nobody's business who merely has a copy. */
public final class RedisFilings implements Filings {
    private enum Draft {
        DRAFTED,
        KNOWN,
        TAKEN,
        UNKNOWN
    }

    private enum Move {
        MOVED,
        STALE
    }

    private static final Pattern ID = Pattern.compile("c[^:]*\\.f[1-9][0-9]{0,5}");

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Seal seal;
    private final Script draftFiling;
    private final Script moveFiling;

    RedisFilings(RedisLink link, Keys keys, AuditedScript audited, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.seal = seal;
        this.draftFiling = new Script(link, "draft_filing");
        this.moveFiling = new Script(link, "move_filing");
    }

    @Override
    public CompletionStage<Drafted> draft(Platform platform, Filing draft, Optional<String> once, AuditDraft audit) {
        Optional<Partition> partition =
                CaseId.partition(platform.id(), platform.partitions(), CaseId.caseOf(draft.caseId()));
        return partition.isEmpty()
                ? done(new Drafted.Unknown())
                : Contended.until(
                        "a filing",
                        () -> ofCase(platform, draft.caseId())
                                .thenCompose(known -> tryDraft(
                                        platform,
                                        partition.get(),
                                        draft.as(draft.caseId() + ".f" + (known.size() + 1)),
                                        once,
                                        audit)));
    }

    private CompletionStage<Optional<Drafted>> tryDraft(
            Platform platform, Partition partition, Filing draft, Optional<String> once, AuditDraft audit) {
        SortedMap<String, String> detail = new TreeMap<>(audit.detail());
        detail.put("filing", draft.id());
        boolean byService = audit.actor().equals("service");
        return audited.run(
                        draftFiling,
                        "drafted",
                        chain(partition, !byService),
                        new AuditDraft(audit.at(), audit.actor(), audit.role(), audit.verb(), audit.caseId(), detail),
                        List.of(
                                keys.reviewCase(partition, draft.caseId()),
                                keys.filings(partition, draft.caseId()),
                                keys.filings(partition)),
                        List.of(
                                draft.id(),
                                close(platform, draft),
                                Long.toString(draft.version()),
                                once.map(Keys::digest).orElse(""),
                                CaseFields.millis(draft.hands().draftedAt())))
                .thenCompose(reply -> switch (Script.word(Draft.class, reply.word())) {
                    case DRAFTED -> done(Optional.of(new Drafted.Written(draft)));
                    case KNOWN ->
                        find(platform, reply.words().get(1)).thenApply(before -> before.map(Drafted.Known::new));
                    case TAKEN -> done(Optional.empty()); // somebody else has this number
                    case UNKNOWN -> done(Optional.of(new Drafted.Unknown()));
                });
    }

    @Override
    public CompletionStage<Boolean> move(Platform platform, Filing next, boolean byPeople, AuditDraft audit) {
        Partition partition = CaseId.partition(platform.id(), platform.partitions(), next.id())
                .orElseThrow();
        return audited.run(
                        moveFiling,
                        "moved",
                        chain(partition, byPeople),
                        audit,
                        List.of(keys.filings(partition, next.caseId()), keys.submitting(partition)),
                        List.of(
                                next.id(),
                                Long.toString(next.version() - 1),
                                Long.toString(next.version()),
                                close(platform, next),
                                next.progress().dueAt().map(CaseFields::millis).orElse("")))
                .thenApply(reply -> Script.word(Move.class, reply.word()) == Move.MOVED);
    }

    @Override
    public CompletionStage<Optional<Filing>> find(Platform platform, String filingId) {
        return CaseId.partition(platform.id(), platform.partitions(), filingId)
                .filter(partition -> ID.matcher(filingId).matches())
                .map(partition -> link.commands()
                        .hget(keys.filings(partition, CaseId.caseOf(filingId)), filingId)
                        .thenApply(stored -> Optional.ofNullable(stored).map(text -> open(platform, text))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<List<Filing>> ofCase(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId)
                .map(partition -> link.commands()
                        .hgetall(keys.filings(partition, CaseId.caseOf(caseId)))
                        .thenApply(hash -> hash.entrySet().stream()
                                .filter(field -> ID.matcher(field.getKey()).matches())
                                .map(Map.Entry::getValue)
                                .map(text -> open(platform, text))
                                .sorted(Comparator.comparing((Filing f) -> f.id().length())
                                        .thenComparing(Filing::id))
                                .toList()))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    @Override
    public CompletionStage<List<Filing>> newest(Platform platform, Optional<FilingState> state, int max) {
        List<CompletableFuture<List<Filing>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> link.commands()
                        // Those in one state may be any of them. Filings are few.
                        .zrevrange(keys.filings(partition), 0, state.isPresent() ? -1 : max - 1L)
                        .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                                .map(id -> find(platform, id).toCompletableFuture())
                                .toList()))
                        .thenApply(found ->
                                found.stream().flatMap(Optional::stream).toList())
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .filter(f -> state.isEmpty() || state.get() == f.state())
                        .sorted(Comparator.comparing((Filing f) -> f.hands().draftedAt())
                                .reversed()
                                .thenComparing(Filing::id))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<List<String>> newestIds(Platform platform, int max) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .zrevrange(keys.filings(partition), 0, max - 1L)
                                .toCompletableFuture())
                        .toList())
                .thenApply(lists -> lists.stream().flatMap(List::stream).toList());
    }

    @Override
    public CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(
                        keys.submitting(partition),
                        Range.create(Double.NEGATIVE_INFINITY, (double) now.toEpochMilli()),
                        Limit.from(max));
    }

    private static ChainId chain(Partition partition, boolean byPeople) {
        return byPeople
                ? RedisReviewQueue.desk(partition)
                : new ChainId(partition.platform(), partition.number(), ChainId.Hand.DISPATCH);
    }

    private String close(Platform platform, Filing filing) {
        return CaseKeys.its(seal.close(StoredJson.write(filing), platform.id()));
    }

    private Filing open(Platform platform, String stored) {
        return StoredJson.read(seal.open(stored, platform.id()), Filing.class);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

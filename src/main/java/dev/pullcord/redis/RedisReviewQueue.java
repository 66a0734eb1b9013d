package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases, queues, claims and decisions on Redis. */
public final class RedisReviewQueue implements ReviewQueue {
    private enum Told {
        TOLD,
        DECIDED_AGAIN
    }

    private enum Remember {
        REMEMBERED
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final RedisAuditLog auditLog;
    private final EventLog log;
    private final CaseSearch search;

    private volatile ClaimGuard guard = ClaimGuard.NONE;
    private final Claims claims;
    private final Returns returns;
    private final Decisions decisions;
    private final QueueStandings standings;
    private final Script remember;
    private final Script told;

    RedisReviewQueue(
            RedisLink link, Keys keys, AuditedScript audited, Damage damage, RedisAuditLog auditLog, EventLog log) {
        this.link = link;
        this.damage = damage;
        this.keys = keys;
        this.audited = audited;
        this.auditLog = auditLog;
        this.log = log;
        this.search = new CaseSearch(link, keys, damage);
        this.returns = new Returns(link, keys, audited, damage);
        this.claims = new Claims(link, keys, audited, damage, returns);
        this.decisions = new Decisions(link, keys, audited);
        this.standings = new QueueStandings(link, keys);
        this.remember = new Script(link, "remember");
        this.told = new Script(link, "told");
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(Platform platform, List<String> queues, Role role, int perPartition) {
        List<CompletableFuture<List<Waiting>>> heads = new ArrayList<>();
        for (Partition partition : partitions(platform)) {
            for (String queue : queues) {
                for (String place : Place.open(queue, role)) {
                    heads.add(link.commands()
                            .zrangeWithScores(keys.queue(partition, place), 0, perPartition - 1)
                            .thenApply(found -> found.stream()
                                    .map(v -> new Waiting(
                                            v.getValue(), partition, queue, Instant.ofEpochMilli((long) v.getScore())))
                                    .toList())
                            .toCompletableFuture());
                }
            }
        }
        return all(heads)
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Waiting::deadline).thenComparing(Waiting::caseId))
                        .toList());
    }

    @Override
    public CompletionStage<List<Standing>> standings(Platform platform, List<String> queues, Instant now) {
        return standings.of(partitions(platform), queues, now);
    }

    @Override
    public CompletionStage<Optional<Intent>> intent(Moderator moderator, Platform platform) {
        return claims.intent(moderator, platform);
    }

    @Override
    public CompletionStage<Boolean> intend(
            Moderator moderator, Platform platform, Optional<Intent> expected, Optional<Intent> next) {
        return claims.intend(moderator, platform, expected, next);
    }

    @Override
    public CompletionStage<ClaimReply> claim(
            Platform platform, String caseId, Moderator holder, String token, Instant now, Instant expiresAt) {
        return within(
                platform,
                caseId,
                new ClaimReply.Unknown(),
                partition -> claims.claim(platform, partition, caseId, holder, token, now, expiresAt, guard));
    }

    @Override
    public CompletionStage<Void> handBack(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now) {
        return within(
                        platform,
                        caseId,
                        HolderReply.UNKNOWN,
                        partition -> claims.handBack(platform, partition, caseId, holder, token, reason, now))
                .thenAccept(back -> {});
    }

    /** From now on every claim goes by this guard. */
    public void guardedBy(ClaimGuard other) {
        guard = other;
    }

    @Override
    public CompletionStage<HolderReply> renew(
            Platform platform, String caseId, String token, Instant now, Instant expiresAt) {
        return within(
                platform,
                caseId,
                HolderReply.UNKNOWN,
                partition -> claims.renew(partition, caseId, token, now, expiresAt));
    }

    @Override
    public CompletionStage<HolderReply> release(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now) {
        return within(
                platform,
                caseId,
                HolderReply.UNKNOWN,
                partition -> claims.release(partition, caseId, holder, token, reason, 1, now));
    }

    @Override
    public CompletionStage<Void> skip(Moderator moderator, Platform platform, String caseId, Instant until) {
        return claims.skip(moderator, platform, caseId, until);
    }

    @Override
    public CompletionStage<Set<String>> skipped(Moderator moderator, Platform platform, Instant now) {
        return claims.skipped(moderator, platform, now);
    }

    @Override
    public CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max) {
        return claims.lapsed(partition, now, max);
    }

    @Override
    public CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now) {
        return claims.lapse(partition, caseId, now);
    }

    @Override
    public CompletionStage<List<Untold>> untold(Partition partition, int skip, int max) {
        return link.commands()
                .zrangeWithScores(keys.untold(partition), skip, skip + max - 1L)
                .thenApply(found -> found.stream()
                        .map(v -> new Untold(v.getValue(), Instant.ofEpochMilli((long) v.getScore())))
                        .toList());
    }

    @Override
    public CompletionStage<Void> told(Partition partition, Untold told) {
        return this.told
                .run(List.of(keys.untold(partition)), List.of(told.caseId(), CaseFields.millis(told.decidedAt())))
                .thenAccept(reply -> Script.word(Told.class, reply.get(0)));
    }

    @Override
    public CompletionStage<DecideReply> decide(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Decision decision,
            String reasonCode,
            Optional<String> repeatKey,
            Instant now) {
        return decisions.decide(platform, decided, moderator, token, decision, reasonCode, repeatKey, now);
    }

    @Override
    public CompletionStage<ProposeReply> propose(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Proposal proposal,
            Optional<String> repeatKey,
            Instant now) {
        return decisions.propose(decided, moderator, token, proposal, repeatKey, now);
    }

    @Override
    public CompletionStage<DecideReply> approve(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now) {
        return decisions.approve(platform, decided, second, proposal, reason, now);
    }

    @Override
    public CompletionStage<HolderReply> refuse(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now) {
        return returns.refuse(decided, second, proposal, reason, now);
    }

    @Override
    public CompletionStage<Long> countProposed(Platform platform) {
        return all(partitions(platform).stream()
                        .flatMap(p -> Stream.of(keys.approvals(p), keys.corrections(p)))
                        .map(key -> link.commands().zcard(key).toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(n -> n).sum());
    }

    @Override
    public CompletionStage<List<String>> expired(Partition partition, Instant now, int max) {
        return returns.expired(partition, now, max);
    }

    @Override
    public CompletionStage<Boolean> expire(Partition partition, String caseId, Instant now) {
        return returns.expire(partition, caseId, now);
    }

    @Override
    public CompletionStage<Optional<Case>> find(Platform platform, String caseId) {
        return within(platform, caseId, Optional.empty(), partition -> find(partition, caseId));
    }

    private CompletionStage<Optional<Case>> find(Partition partition, String caseId) {
        return CaseFields.find(link, keys, damage, partition, caseId);
    }

    @Override
    public CompletionStage<Optional<Case>> findOpen(Platform platform, Subject subject) {
        Partition partition = subject.partition(platform);
        return link.commands()
                .hget(keys.subject(partition, subject), "open_case")
                .thenCompose(id -> id == null ? done(Optional.empty()) : find(partition, id));
    }

    @Override
    public CompletionStage<List<LoggedEvent>> reports(Platform platform, String caseId, long skip, int max) {
        if (max < 1) {
            return done(List.of()); // to LRANGE, -0 is the first
        }
        return within(
                platform,
                caseId,
                List.of(),
                partition -> link.commands()
                        .lrange(keys.reports(partition, caseId), -skip - max, -skip - 1)
                        .thenCompose(ids -> log.readAll(partition, ids))
                        .thenApply(RedisReviewQueue::reversed));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Case c, List<LoggedEvent> reports) {
        Map<Partition, Map<String, String>> places =
                new LinkedHashMap<>(); // where each was first taken, and its place here
        for (LoggedEvent report : reports) {
            Optional<String> brought = report.concerns();
            int slash = brought.map(place -> place.indexOf('/')).orElse(0);
            Partition partition = brought.map(place ->
                            new Partition(c.partition().platform(), Integer.parseInt(place.substring(0, slash))))
                    .orElse(c.partition());
            places.computeIfAbsent(partition, p -> new HashMap<>())
                    .put(brought.map(place -> place.substring(slash + 1)).orElse(report.logId()), report.logId());
        }
        return all(places.entrySet().stream()
                        .map(of -> log.additions(
                                        of.getKey(), List.copyOf(of.getValue().keySet()))
                                .toCompletableFuture())
                        .toList())
                .thenApply(found -> {
                    Map<String, List<LoggedEvent>> additions = new HashMap<>();
                    int next = 0;
                    for (Map<String, String> here : places.values()) {
                        found.get(next++).forEach((first, later) -> additions.put(here.get(first), later));
                    }
                    return additions;
                });
    }

    @Override
    public CompletionStage<List<Decision>> decisions(Platform platform, String caseId) {
        return within(
                platform,
                caseId,
                List.of(),
                partition -> link.commands()
                        .lrange(keys.decisions(partition, caseId), 0, -1)
                        .thenApply(found -> found.stream()
                                .map(d -> StoredJson.read(d, Decision.class))
                                .toList()));
    }

    @Override
    public CompletionStage<List<AuditEntry>> timeline(Platform platform, String caseId, int max) {
        return within(platform, caseId, List.of(), partition -> auditLog.timeline(partition, caseId, max));
    }

    private static <T> CompletionStage<T> within(
            Platform platform, String caseId, T unknown, Function<Partition, CompletionStage<T>> then) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId)
                .map(then)
                .orElseGet(() -> done(unknown));
    }

    @Override
    public CompletionStage<Page> search(Platform platform, Filter filter, Optional<String> cursor, int limit) {
        return search.run(platform, partitions(platform), filter, cursor, limit);
    }

    @Override
    public CompletionStage<AuditEntry> remember(Platform platform, String caseId, AuditDraft draft) {
        Partition partition = CaseId.partition(platform.id(), platform.partitions(), caseId)
                .orElseThrow(() -> new IllegalArgumentException("caseId: is none of this platform's"));
        return audited.run(remember, "remembered", desk(partition), draft, List.of(), List.of())
                .thenApply(reply -> {
                    Script.word(Remember.class, reply.word());
                    return reply.entry();
                });
    }

    static AuditDraft byModerator(
            Moderator moderator, Instant now, String verb, String caseId, Map<String, String> detail) {
        return new AuditDraft(
                now, moderator.id(), moderator.role().word(), verb, Optional.of(caseId), new TreeMap<>(detail));
    }

    static ChainId desk(Partition partition) {
        return new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK);
    }

    static List<Partition> partitions(Platform platform) {
        return IntStream.range(0, platform.partitions())
                .mapToObj(n -> new Partition(platform.id(), n))
                .toList();
    }

    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenApply(ready -> stages.stream().map(CompletableFuture::join).toList());
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

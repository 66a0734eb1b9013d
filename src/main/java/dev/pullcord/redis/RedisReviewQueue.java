package dev.pullcord.redis;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cases, queues, claims and decisions on Redis. */
public final class RedisReviewQueue implements ReviewQueue {
    private enum ClaimWord {
        CLAIMED,
        ALREADY_YOURS,
        ALREADY_CLAIMED,
        NOT_WAITING,
        SPENT,
        UNKNOWN,
        STALE
    }

    private enum Renew {
        RENEWED,
        NOT_HOLDER,
        UNKNOWN
    }

    private enum Return {
        RETURNED,
        NOT_HOLDER,
        NOT_DUE,
        UNKNOWN,
        STALE
    }

    private enum Decide {
        DECIDED,
        REPEATED,
        ALREADY_DECIDED,
        NOT_HOLDER,
        UNKNOWN,
        STALE
    }

    private enum Swap {
        SWAPPED,
        STALE
    }

    private enum Remember {
        REMEMBERED
    }

    private static final Duration INTENT_KEPT = Duration.ofDays(1);
    private static final Duration SPENT_KEPT = Duration.ofDays(2); // no intent of before is left by then

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final RedisAuditLog auditLog;
    private final EventLog log;
    private final CaseSearch search;
    private final Script claimCase;
    private final Script renewClaim;
    private final Script returnCase;
    private final Script decideCase;
    private final Script swapIntent;
    private final Script remember;

    RedisReviewQueue(RedisLink link, Keys keys, AuditedScript audited, RedisAuditLog auditLog, EventLog log) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.auditLog = auditLog;
        this.log = log;
        this.search = new CaseSearch(link, keys);
        this.claimCase = new Script(link, "claim_case");
        this.renewClaim = new Script(link, "renew_claim");
        this.returnCase = new Script(link, "return_case");
        this.decideCase = new Script(link, "decide_case");
        this.swapIntent = new Script(link, "swap_intent");
        this.remember = new Script(link, "remember");
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(Platform platform, List<String> queues, int perPartition) {
        List<CompletableFuture<List<Waiting>>> heads = new ArrayList<>();
        for (Partition partition : partitions(platform)) {
            for (String queue : queues) {
                heads.add(link.commands()
                        .zrangeWithScores(keys.queue(partition, queue), 0, perPartition - 1)
                        .thenApply(found -> found.stream()
                                .map(v -> new Waiting(
                                        v.getValue(), partition, queue, Instant.ofEpochMilli((long) v.getScore())))
                                .toList())
                        .toCompletableFuture());
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
        return new QueueStandings(link, keys).of(partitions(platform), queues, now);
    }

    @Override
    public CompletionStage<Optional<Intent>> intent(Moderator moderator, Platform platform) {
        return link.commands()
                .get(keys.intent(home(platform, moderator), moderator.id()))
                .thenApply(text -> Optional.ofNullable(text)
                        .map(t -> new Intent(t.substring(0, t.indexOf(' ')), t.substring(t.indexOf(' ') + 1))));
    }

    @Override
    public CompletionStage<Boolean> intend(
            Moderator moderator, Platform platform, Optional<Intent> expected, Optional<Intent> next) {
        return swapIntent
                .run(
                        List.of(keys.intent(home(platform, moderator), moderator.id())),
                        List.of(text(expected), text(next), Long.toString(INTENT_KEPT.toMillis())))
                .thenApply(words -> Script.word(Swap.class, words.get(0)) == Swap.SWAPPED);
    }

    private static String text(Optional<Intent> intent) {
        return intent.map(i -> i.caseId() + ' ' + i.token()).orElse("");
    }

    /** A moderator's own things lie in a partition of his. */
    private static Partition home(Platform platform, Moderator moderator) {
        return Subject.account(moderator.id()).partition(platform);
    }

    @Override
    public CompletionStage<ClaimReply> claim(
            Platform platform, String caseId, Moderator holder, String token, Instant now, Instant expiresAt) {
        return onCase(platform, caseId, new ClaimReply.Unknown(), found -> {
            Partition partition = found.partition();
            String queue = found.placement().queue();
            AuditDraft draft = byModerator(holder, now, "case_claimed", caseId, Map.of("queue", queue));
            return audited.run(
                            claimCase,
                            "claimed",
                            desk(partition),
                            draft,
                            List.of(
                                    keys.reviewCase(partition, caseId),
                                    keys.queue(partition, queue),
                                    keys.claims(partition),
                                    keys.spent(partition, caseId)),
                            List.of(
                                    token,
                                    holder.id(),
                                    CaseFields.millis(now),
                                    CaseFields.millis(expiresAt),
                                    queue,
                                    words(CaseState.from(CaseState.Move.CLAIM)),
                                    Long.toString(SPENT_KEPT.toMillis())))
                    .thenCompose(reply -> switch (Script.word(ClaimWord.class, reply.word())) {
                        case CLAIMED, ALREADY_YOURS ->
                            done(new ClaimReply.Claimed(CaseFields.read(partition, hash(reply.words()))
                                    .orElseThrow()));
                        case ALREADY_CLAIMED -> done(new ClaimReply.AlreadyClaimed());
                        case NOT_WAITING ->
                            done(new ClaimReply.NotWaiting(
                                    CaseState.ofWord(reply.words().get(1)).orElseThrow()));
                        case SPENT -> done(new ClaimReply.Spent());
                        case UNKNOWN -> done(new ClaimReply.Unknown());
                        case STALE -> claim(platform, caseId, holder, token, now, expiresAt);
                    });
        });
    }

    @Override
    public CompletionStage<HolderReply> renew(
            Platform platform, String caseId, String token, Instant now, Instant expiresAt) {
        return within(
                platform,
                caseId,
                HolderReply.UNKNOWN,
                partition -> renewClaim
                        .run(
                                List.of(keys.reviewCase(partition, caseId), keys.claims(partition)),
                                List.of(caseId, token, CaseFields.millis(now), CaseFields.millis(expiresAt)))
                        .thenApply(words -> switch (Script.word(Renew.class, words.get(0))) {
                            case RENEWED -> HolderReply.DONE;
                            case NOT_HOLDER -> HolderReply.NOT_HOLDER;
                            case UNKNOWN -> HolderReply.UNKNOWN;
                        }));
    }

    @Override
    public CompletionStage<HolderReply> release(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now) {
        AuditDraft draft = byModerator(holder, now, "claim_released", caseId, Map.of("reason", reason));
        return onCase(
                        platform,
                        caseId,
                        Return.UNKNOWN,
                        found -> token.isEmpty() // to the script that is the clock, which needs none
                                ? done(Return.NOT_HOLDER)
                                : giveBack(found, draft, desk(found.partition()), token))
                .thenApply(word -> switch (word) {
                    case RETURNED -> HolderReply.DONE;
                    case UNKNOWN -> HolderReply.UNKNOWN;
                    case NOT_HOLDER, NOT_DUE, STALE -> HolderReply.NOT_HOLDER;
                });
    }

    @Override
    public CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.claims(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max));
    }

    @Override
    public CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now) {
        return find(partition, caseId).thenCompose(found -> {
            if (found.isEmpty() || found.get().claim().isEmpty()) {
                return done(false);
            }
            AuditDraft draft = AuditDraft.byService(
                    now,
                    "claim_lapsed",
                    caseId,
                    Map.of("holder", found.get().claim().get().holder()));
            ChainId chain = new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK);
            return giveBack(found.get(), draft, chain, "").thenApply(word -> word == Return.RETURNED);
        });
    }

    private CompletionStage<Return> giveBack(Case claimed, AuditDraft draft, ChainId chain, String token) {
        Partition partition = claimed.partition();
        String queue = claimed.placement().queue();
        return audited.run(
                        returnCase,
                        "returned",
                        chain,
                        draft,
                        List.of(
                                keys.reviewCase(partition, claimed.id()),
                                keys.queue(partition, queue),
                                keys.claims(partition)),
                        List.of(
                                token,
                                CaseFields.millis(draft.at()),
                                queue,
                                CaseState.resting(1).word(),
                                CaseState.resting(2).word()))
                .thenCompose(reply -> {
                    Return word = Script.word(Return.class, reply.word());
                    return word == Return.STALE
                            ? find(partition, claimed.id())
                                    .thenCompose(again -> giveBack(again.orElseThrow(), draft, chain, token))
                            : done(word);
                });
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
        Partition partition = decided.partition();
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "decision", decision.id(),
                "outcome", decision.outcome().word(),
                "reason", decision.reason(),
                "actions", decision.actions().stream().map(a -> a.type().code()).collect(Collectors.joining(" "))));
        String stored = StoredJson.write(decision);
        detail.put(Verification.DOCUMENT_DIGEST, AuditChain.digest(stored));
        decision.policy().ifPresent(p -> detail.put("policy", p));
        decision.approvedBy().ifPresent(p -> detail.put("approvedBy", p));
        AuditDraft draft = byModerator(moderator, now, "case_decided", decided.id(), detail);
        List<String> moreKeys = List.of(
                keys.reviewCase(partition, decided.id()),
                keys.decisions(partition, decided.id()),
                keys.actions(partition, decided.id()),
                keys.claims(partition),
                keys.subject(partition, decided.subject()),
                keys.outbox(partition));
        List<String> moreArgs = new ArrayList<>(List.of(
                token,
                CaseFields.millis(now),
                stored,
                Integer.toString(decided.decisionCount() + 1),
                CaseState.DECIDED.word(),
                Double.toString(decided.risk().score()),
                repeatKey.orElse(""),
                reasonCode));
        for (ActionOrder order : decision.actions()) {
            moreArgs.add(order.id().substring(decided.id().length() + 1));
            moreArgs.add(StoredJson.write(order));
        }
        return audited.run(decideCase, "decided", desk(partition), draft, moreKeys, moreArgs)
                .thenApply(reply -> switch (Script.word(Decide.class, reply.word())) {
                    case DECIDED -> DecideReply.DECIDED;
                    case REPEATED -> DecideReply.REPEATED;
                    case ALREADY_DECIDED, STALE -> DecideReply.ALREADY_DECIDED;
                    case NOT_HOLDER -> DecideReply.NOT_HOLDER;
                    case UNKNOWN -> DecideReply.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<Optional<Case>> find(Platform platform, String caseId) {
        return within(platform, caseId, Optional.empty(), partition -> find(partition, caseId));
    }

    private CompletionStage<Optional<Case>> find(Partition partition, String caseId) {
        return link.commands()
                .hgetall(keys.reviewCase(partition, caseId))
                .thenApply(hash -> CaseFields.read(partition, hash));
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

    private <T> CompletionStage<T> onCase(
            Platform platform, String caseId, T unknown, Function<Case, CompletionStage<T>> then) {
        return find(platform, caseId).thenCompose(found -> found.map(then).orElseGet(() -> done(unknown)));
    }

    private static AuditDraft byModerator(
            Moderator moderator, Instant now, String verb, String caseId, Map<String, String> detail) {
        return new AuditDraft(
                now, moderator.id(), moderator.role().word(), verb, Optional.of(caseId), new TreeMap<>(detail));
    }

    private static ChainId desk(Partition partition) {
        return new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK);
    }

    /** The hash that a reply has after its word, as field and value in turn. */
    private static Map<String, String> hash(List<String> words) {
        Map<String, String> hash = new HashMap<>();
        for (int i = 1; i < words.size(); i += 2) {
            hash.put(words.get(i), words.get(i + 1));
        }
        return hash;
    }

    private static String words(java.util.Set<CaseState> states) {
        return states.stream().map(CaseState::word).sorted().collect(Collectors.joining(" "));
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

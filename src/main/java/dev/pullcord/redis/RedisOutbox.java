package dev.pullcord.redis;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Patience;
import dev.pullcord.enforcement.Trail;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The actions on their way, on Redis. */
public final class RedisOutbox implements Outbox {
    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final Tries tries;
    private final Standings standings;

    RedisOutbox(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.damage = damage;
        this.keys = keys;
        this.tries = new Tries(link, audited, "action", new Tries.Under() {
            @Override
            public String ofCase(Partition partition, String caseId) {
                return keys.actions(partition, caseId);
            }

            @Override
            public String onTheirWay(Partition partition) {
                return keys.outbox(partition);
            }

            @Override
            public String givenUp(Partition partition) {
                return keys.failed(partition);
            }

            @Override
            public String watched(Partition partition) {
                return keys.watched(partition);
            }
        });
        this.standings = new Standings(link, keys);
    }

    @Override
    public CompletionStage<List<Action>> due(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.outbox(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max))
                .thenCompose(ids -> all(partition, ids));
    }

    @Override
    public CompletionStage<Optional<Action>> begin(
            Partition partition, Action action, Instant now, Instant retryAt, Patience patience) {
        String id = action.order().id();
        return tries.begin(partition, id, now, retryAt, patience)
                .thenCompose(
                        begun -> begun ? find(partition, id) : CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Void> record(
            Partition partition,
            Action begun,
            Action.State state,
            String status,
            String detail,
            Optional<Instant> retryAt,
            Optional<Instant> lookAt,
            Instant now) {
        return tries.record(
                partition,
                begun.order().id(),
                begun.tries(),
                new Enforcer.Ending(state, status, detail, retryAt),
                Map.of("type", begun.order().type().code()),
                lookAt,
                now);
    }

    @Override
    public CompletionStage<List<Action>> ofCase(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId)
                .map(partition -> ofCase(partition, caseId))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    /** What the platform was asked because of this case, in order. */
    CompletionStage<List<Action>> ofCase(Partition partition, String caseId) {
        return link.commands().hgetall(keys.actions(partition, caseId)).thenApply(hash -> {
            TreeSet<String> suffixes = new TreeSet<>(
                    Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())); // a2 before a10
            hash.keySet().forEach(field -> suffixes.add(field.substring(0, field.indexOf(':'))));
            return suffixes.stream()
                    .flatMap(s -> damage.pass("action", caseId + "." + s, () -> read(caseId, s, hash)).stream())
                    .toList();
        });
    }

    @Override
    public CompletionStage<Page> inState(Platform platform, Action.State state, Optional<String> cursor, int limit) {
        List<CompletableFuture<List<Action>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> inState(partition, state).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenApply(lists -> {
            List<Action> sorted = lists.stream()
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(RedisOutbox::place))
                    .filter(a -> cursor.map(c -> place(a).compareTo(c) > 0).orElse(true))
                    .limit(limit + 1L)
                    .toList();
            return sorted.size() > limit
                    ? new Page(sorted.subList(0, limit), Optional.of(place(sorted.get(limit - 1))))
                    : new Page(sorted, Optional.empty());
        });
    }

    private static String place(Action a) {
        return String.format(
                Locale.ROOT, "%016d.%s", a.createdAt().toEpochMilli(), a.order().id());
    }

    private CompletionStage<List<Action>> inState(Partition partition, Action.State state) {
        String key = state == Action.State.FAILED ? keys.failed(partition) : keys.outbox(partition);
        return link.commands()
                .zrange(key, 0, -1)
                .thenCompose(ids -> all(partition, ids))
                .thenApply(actions ->
                        actions.stream().filter(a -> a.state() == state).toList());
    }

    @Override
    public CompletionStage<Long> countFailed(Platform platform) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition ->
                                link.commands().zcard(keys.failed(partition)).toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletionStage<Long> countDueAfter(Platform platform, Instant time) {
        Range<Long> later = Range.create(time.toEpochMilli() + 1, Long.MAX_VALUE);
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .zcount(keys.outbox(partition), later)
                                .toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletionStage<Optional<Action>> find(Platform platform, String actionId) {
        return CaseId.partition(platform.id(), platform.partitions(), actionId)
                .map(partition -> find(partition, actionId))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletionStage<Optional<Action>> find(Partition partition, String actionId) {
        return all(partition, List.of(actionId))
                .thenApply(found -> found.stream().findFirst());
    }

    private CompletionStage<List<Action>> all(Partition partition, List<String> ids) {
        List<CompletableFuture<List<Action>>> cases = ids.stream()
                .map(CaseId::caseOf)
                .distinct()
                .map(caseId -> ofCase(partition, caseId).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(cases).thenApply(lists -> {
            Map<String, Action> byId = new TreeMap<>();
            lists.forEach(actions -> actions.forEach(a -> byId.put(a.order().id(), a)));
            List<Action> inOrder = new ArrayList<>();
            ids.stream().filter(byId::containsKey).map(byId::get).forEach(inOrder::add);
            return inOrder;
        });
    }

    @Override
    public CompletionStage<Boolean> settle(
            Platform platform,
            String actionId,
            Settled as,
            Moderator by,
            String reason,
            Optional<Instant> lookAt,
            Instant now) {
        return partition(platform, actionId)
                .map(found -> tries.settle(found, actionId, as.status().code(), by, reason, lookAt, now))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    @Override
    public CompletionStage<Unsettled> unsettle(
            Platform platform, String actionId, Moderator by, String reason, Instant now) {
        return partition(platform, actionId)
                .map(found -> tries.unsettle(
                        found, actionId, keys.reviewCase(found, CaseId.caseOf(actionId)), by, reason, now))
                .orElseGet(() -> CompletableFuture.completedFuture(Unsettled.NOT_SETTLED));
    }

    /** Where an action lies; empty of what is no action's id. */
    private static Optional<Partition> partition(Platform platform, String actionId) {
        return CaseId.partition(platform.id(), platform.partitions(), actionId)
                .filter(found -> !CaseId.caseOf(actionId).equals(actionId));
    }

    @Override
    public CompletionStage<Boolean> retry(Platform platform, String actionId, Moderator by, Instant now) {
        return partition(platform, actionId)
                .map(found -> tries.retry(found, actionId, by, now))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    @Override
    public CompletionStage<Void> setStanding(
            Platform platform, String caseId, StandingChange change, Instant decidedAt) {
        return standings.set(platform, caseId, change, decidedAt);
    }

    @Override
    public CompletionStage<Standing> standing(Platform platform, Right right, String account, Instant now) {
        return standings.find(platform, right, account, now);
    }

    private static Action read(String caseId, String suffix, Map<String, String> hash) {
        return new Action(
                StoredJson.read(hash.get(suffix + ":order"), ActionOrder.class),
                caseId,
                hash.get(suffix + ":reason_code"),
                Action.State.valueOf(hash.get(suffix + ":state").toUpperCase(Locale.ROOT)),
                Integer.parseInt(hash.get(suffix + ":tries")),
                Integer.parseInt(hash.getOrDefault(suffix + ":tries_before", "0")),
                Instant.ofEpochMilli(Long.parseLong(hash.get(suffix + ":created_at_ms"))),
                Optional.ofNullable(hash.get(suffix + ":next_try_at_ms"))
                        .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms))),
                Optional.ofNullable(hash.get(suffix + ":status")),
                Optional.ofNullable(hash.get(suffix + ":detail")),
                trail(caseId, suffix, hash));
    }

    private static Trail trail(String caseId, String suffix, Map<String, String> hash) {
        return new Trail(
                words(hash.get(suffix + ":after")).stream()
                        .map(step -> caseId + "." + step)
                        .toList(),
                Optional.ofNullable(hash.get(suffix + ":follows")),
                Optional.ofNullable(hash.get(suffix + ":because")),
                Integer.parseInt(hash.getOrDefault(suffix + ":joins", "0")),
                Integer.parseInt(hash.getOrDefault(suffix + ":resent", "0")),
                Optional.ofNullable(hash.get(suffix + ":ended_at_ms"))
                        .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms))),
                Optional.ofNullable(hash.get(suffix + ":shown_by"))
                        .map(by -> new Trail.Proof(
                                by, Instant.ofEpochMilli(Long.parseLong(hash.get(suffix + ":shown_at_ms"))))),
                words(hash.get(suffix + ":proposes")));
    }

    private static List<String> words(String said) {
        return said == null || said.isEmpty() ? List.of() : List.of(said.split(" "));
    }
}

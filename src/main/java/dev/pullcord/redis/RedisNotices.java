package dev.pullcord.redis;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.enforcement.Patience;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The notices on their way, on Redis. */
public final class RedisNotices implements Notices {
    private static final List<String> FIELDS = List.of(
            ":order", ":state", ":tries", ":tries_before", ":created_at_ms", ":next_try_at_ms", ":status", ":detail");

    private static final Patience NONE_AHEAD = new Patience(Duration.ZERO, Duration.ZERO, 1);

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final Tries tries;

    RedisNotices(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.damage = damage;
        this.tries = new Tries(link, audited, "notice", new Tries.Under() {
            @Override
            public String ofCase(Partition partition, String caseId) {
                return keys.notices(partition, caseId);
            }

            @Override
            public String onTheirWay(Partition partition) {
                return keys.notifying(partition);
            }

            @Override
            public String givenUp(Partition partition) {
                return keys.unnotified(partition);
            }

            @Override
            public String watched(Partition partition) {
                return keys.watched(partition);
            }
        });
    }

    @Override
    public CompletionStage<List<Notice>> due(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.notifying(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max))
                .thenCompose(ids -> all(partition, ids));
    }

    @Override
    public CompletionStage<Optional<Notice>> begin(Partition partition, Notice notice, Instant now, Instant retryAt) {
        String id = notice.order().id();
        return tries.begin(partition, id, now, retryAt, NONE_AHEAD)
                .thenCompose(
                        begun -> begun ? find(partition, id) : CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Void> record(Partition partition, Notice begun, Enforcer.Ending ending, Instant now) {
        NoticeOrder order = begun.order();
        return tries.record(
                partition,
                order.id(),
                begun.tries(),
                ending,
                Map.of(
                        "recipient",
                        order.recipient().word(),
                        "level",
                        order.page() ? "page" : order.level(),
                        "step",
                        Integer.toString(order.step())),
                Optional.empty(),
                now);
    }

    @Override
    public CompletionStage<List<Notice>> parked(Platform platform, int max) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .zrange(keys.unnotified(partition), 0, max - 1L)
                                .thenCompose(ids -> all(partition, ids))
                                .toCompletableFuture())
                        .toList())
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .filter(notice -> notice.state() == Action.State.FAILED)
                        .sorted(Comparator.comparing(Notice::createdAt)
                                .thenComparing(notice -> notice.order().id()))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<Void> opened(Partition partition, Notice notice, Instant now) {
        return link.commands()
                .zadd(
                        keys.incidents(partition),
                        (double) now.toEpochMilli(),
                        notice.order().id())
                .thenAccept(added -> {});
    }

    /** One whose case is forgotten is forgotten, too. */
    @Override
    public CompletionStage<Map<Notice, Instant>> incidents(Partition partition, int max) {
        return link.commands()
                .zrangeWithScores(keys.incidents(partition), 0, max - 1L)
                .thenCompose(open -> RedisReviewQueue.all(open.stream()
                                .map(one -> find(partition, one.getValue())
                                        .thenCompose(found -> found.isPresent()
                                                ? CompletableFuture.completedFuture(found)
                                                : link.commands()
                                                        .zrem(keys.incidents(partition), one.getValue())
                                                        .thenApply(gone -> found))
                                        .toCompletableFuture())
                                .toList())
                        .thenApply(found -> {
                            Map<Notice, Instant> incidents = new LinkedHashMap<>();
                            for (int i = 0; i < open.size(); i++) {
                                Instant at =
                                        Instant.ofEpochMilli((long) open.get(i).getScore());
                                found.get(i).ifPresent(notice -> incidents.put(notice, at));
                            }
                            return incidents;
                        }));
    }

    @Override
    public CompletionStage<Void> cleared(Partition partition, Notice notice) {
        return link.commands()
                .zrem(keys.incidents(partition), notice.order().id())
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Long> countParked(Platform platform) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .zcard(keys.unnotified(partition))
                                .toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletionStage<Optional<Notice>> find(Platform platform, String noticeId) {
        return partition(platform, noticeId)
                .map(partition -> find(partition, noticeId))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Boolean> retry(Platform platform, String noticeId, Moderator by, Instant now) {
        return partition(platform, noticeId)
                .map(partition -> tries.retry(partition, noticeId, by, now))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    /** Where this notice lies; empty when the id is of something else. */
    private static Optional<Partition> partition(Platform platform, String noticeId) {
        return noticeId.contains(".n")
                ? CaseId.partition(platform.id(), platform.partitions(), noticeId)
                : Optional.empty();
    }

    private CompletionStage<List<Notice>> all(Partition partition, List<String> ids) {
        return RedisReviewQueue.all(ids.stream()
                        .map(id -> find(partition, id).toCompletableFuture())
                        .toList())
                .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private CompletionStage<Optional<Notice>> find(Partition partition, String id) {
        String suffix = Tries.suffix(id);
        return link.commands()
                .hmget(
                        keys.notices(partition, CaseId.caseOf(id)),
                        FIELDS.stream().map(suffix::concat).toArray(String[]::new))
                .thenApply(values -> {
                    Map<String, String> fields = new HashMap<>();
                    for (KeyValue<String, String> value : values) {
                        value.ifHasValue(known -> fields.put(value.getKey().substring(suffix.length()), known));
                    }
                    return fields.isEmpty() ? Optional.empty() : damage.pass("notice", id, () -> read(fields));
                });
    }

    private static Notice read(Map<String, String> fields) {
        return new Notice(
                StoredJson.read(fields.get(":order"), NoticeOrder.class),
                Action.State.valueOf(fields.get(":state").toUpperCase(Locale.ROOT)),
                Integer.parseInt(fields.get(":tries")),
                Integer.parseInt(fields.getOrDefault(":tries_before", "0")),
                Instant.ofEpochMilli(Long.parseLong(fields.get(":created_at_ms"))),
                Optional.ofNullable(fields.get(":next_try_at_ms")).map(ms -> Instant.ofEpochMilli(Long.parseLong(ms))),
                Optional.ofNullable(fields.get(":status")),
                Optional.ofNullable(fields.get(":detail")));
    }
}

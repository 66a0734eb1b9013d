package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.ReviewQueue.Standing;
import dev.pullcord.review.Role;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts how each queue stands, over all partitions. */
final class QueueStandings {
    /**
     * The longest-waiting case is looked for among this many with the earliest deadlines of a partition. Within a lane
     * a deadline is at most the opening plus the lane's clock, so the oldest is among them unless so many newer ones
     * were brought forward past it.
     */
    private static final int SEEN = 100;

    private final RedisLink link;
    private final Keys keys;

    QueueStandings(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    private record Share(long queued, long overdue, List<ScoredValue<String>> first) {}

    CompletionStage<List<Standing>> of(List<Partition> partitions, List<String> queues, Instant now) {
        List<CompletableFuture<Standing>> standings = queues.stream()
                .map(queue -> of(partitions, queue, now).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(standings)
                .thenCombine(
                        claimedQueues(partitions),
                        (all, claimed) -> all.stream()
                                .map(s -> withClaimed(
                                        s,
                                        claimed.stream()
                                                .filter(s.name()::equals)
                                                .count()))
                                .toList());
    }

    private static Standing withClaimed(Standing s, long claimed) {
        return new Standing(s.name(), s.queued(), claimed, s.overdue(), s.nextDeadline(), s.oldestOpenedAt());
    }

    private CompletionStage<Standing> of(List<Partition> partitions, String queue, Instant now) {
        List<CompletableFuture<Share>> shares = new ArrayList<>();
        List<CompletableFuture<Optional<Instant>>> oldest = new ArrayList<>();
        for (Partition partition : partitions) {
            for (String place : Place.open(queue, Role.ADMIN)) {
                CompletableFuture<Share> share = share(partition, place, now).toCompletableFuture();
                shares.add(share);
                oldest.add(share.thenCompose(s -> oldest(partition, s.first())));
            }
        }
        return RedisReviewQueue.all(shares)
                .thenCombine(
                        RedisReviewQueue.all(oldest),
                        (all, opened) -> new Standing(
                                queue,
                                all.stream().mapToLong(Share::queued).sum(),
                                0,
                                all.stream().mapToLong(Share::overdue).sum(),
                                all.stream()
                                        .flatMap(s -> s.first().stream().limit(1))
                                        .map(v -> Instant.ofEpochMilli((long) v.getScore()))
                                        .min(Comparator.naturalOrder()),
                                opened.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())));
    }

    private CompletionStage<Share> share(Partition partition, String place, Instant now) {
        String key = keys.queue(partition, place);
        CompletionStage<Long> queued = link.commands().zcard(key);
        CompletionStage<Long> overdue = link.commands().zcount(key, Range.create(0L, now.toEpochMilli()));
        CompletionStage<List<ScoredValue<String>>> first = link.commands().zrangeWithScores(key, 0, SEEN - 1);
        return queued.thenCombine(overdue, (q, o) -> new long[] {q, o})
                .thenCombine(first, (counts, f) -> new Share(counts[0], counts[1], f));
    }

    private CompletionStage<Optional<Instant>> oldest(Partition partition, List<ScoredValue<String>> first) {
        List<CompletableFuture<String>> opened = first.stream()
                .map(v -> link.commands()
                        .hget(keys.reviewCase(partition, v.getValue()), "opened_at_ms")
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(opened)
                .thenApply(times -> times.stream()
                        .filter(t -> t != null && t.matches("[0-9]{1,18}")) // a damaged case has no say here
                        .map(t -> Instant.ofEpochMilli(Long.parseLong(t)))
                        .min(Comparator.naturalOrder()));
    }

    /** The queue of every claimed case: there are no more of these than moderators. */
    private CompletionStage<List<String>> claimedQueues(List<Partition> partitions) {
        List<CompletableFuture<List<String>>> queues = partitions.stream()
                .map(partition -> link.commands()
                        .zrange(keys.claims(partition), 0, -1)
                        .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                                .map(id -> link.commands()
                                        .hget(keys.reviewCase(partition, id), "queue")
                                        .toCompletableFuture())
                                .toList()))
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(queues)
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .map(Place::queue)
                        .toList());
    }
}

package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Review;
import dev.pullcord.review.Reviews;
import dev.pullcord.review.Superseding;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Blind second looks on Redis. */
public final class RedisReviews implements Reviews {
    private enum Draw {
        DRAWN,
        MOVED
    }

    private enum Change {
        CHANGED,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final CaseKeys cases;
    private final Script drawReviews;
    private final Script changeReview;

    RedisReviews(RedisLink link, Keys keys, AuditedScript audited, CaseKeys cases) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.cases = cases;
        this.drawReviews = new Script(link, "draw_reviews");
        this.changeReview = new Script(link, "change_review");
    }

    @Override
    public CompletionStage<Long> drawnTo(Partition partition) {
        return link.commands().get(keys.drawn(partition)).thenApply(seq -> seq == null ? 0L : Long.parseLong(seq));
    }

    @Override
    public CompletionStage<Boolean> draw(Partition partition, long from, long to, List<Review> drawn) {
        return RedisReviewQueue.all(drawn.stream()
                        .map(review -> cases.close(partition, review.caseId(), StoredJson.write(review))
                                .toCompletableFuture())
                        .toList())
                .thenCompose(closed -> draw(partition, from, to, drawn, closed));
    }

    private CompletionStage<Boolean> draw(
            Partition partition, long from, long to, List<Review> drawn, List<String> closed) {
        List<String> args = new ArrayList<>(List.of(Long.toString(from), Long.toString(to)));
        for (int i = 0; i < drawn.size(); i++) {
            Review review = drawn.get(i);
            // Whoever decided may still take it back at once.
            Instant rested = review.decidedAt().plus(Superseding.UNDO_WITHIN.multipliedBy(2));
            args.addAll(List.of(review.id(), closed.get(i), CaseFields.millis(rested)));
        }
        return drawReviews
                .run(List.of(keys.drawn(partition), keys.reviews(partition), keys.reviewsWaiting(partition)), args)
                .thenApply(reply -> Script.word(Draw.class, reply.get(0)) == Draw.DRAWN);
    }

    @Override
    public CompletionStage<List<Review>> waiting(Platform platform, Instant now, int max) {
        return everywhere(
                        platform,
                        partition -> link.commands()
                                .zrangebyscore(
                                        keys.reviewsWaiting(partition),
                                        Range.create(0L, now.toEpochMilli()),
                                        Limit.from(max))
                                .thenCompose(ids -> read(partition, ids)))
                .thenApply(all -> all.stream()
                        .sorted(Comparator.comparing(Review::drawnAt).thenComparing(Review::id))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<Long> count(Platform platform) {
        List<CompletableFuture<Long>> counts = RedisReviewQueue.partitions(platform).stream()
                .map(partition ->
                        link.commands().zcard(keys.reviewsWaiting(partition)).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(counts)
                .thenApply(all -> all.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletionStage<Optional<Review>> find(Platform platform, String id) {
        return Review.partition(platform, id)
                .map(partition -> link.commands()
                        .hget(keys.reviews(partition), id)
                        .thenApply(json -> Optional.ofNullable(json).map(RedisReviews::review)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Optional<Review>> last(Platform platform, Moderator moderator) {
        return everywhere(
                        platform,
                        partition -> link.commands()
                                .hget(keys.reviewing(partition), moderator.id())
                                .thenCompose(id -> id == null
                                        ? CompletableFuture.completedFuture(List.of())
                                        : read(partition, List.of(id))))
                .thenApply(all -> all.stream()
                        .max(Comparator.comparing(
                                (Review review) -> review.until().orElse(Instant.EPOCH))));
    }

    @Override
    public CompletionStage<Boolean> change(
            Partition partition, Optional<Review> before, Review after, AuditDraft entry) {
        return before.map(read -> link.stored(keys.reviews(partition), read.id())
                        .thenCompose(lies ->
                                lies.filter(text -> review(link.opened(text)).equals(read))
                                                .isEmpty()
                                        ? CompletableFuture.completedFuture(false)
                                        : swap(partition, lies.get(), after, entry)))
                .orElseGet(() -> swap(partition, "", after, entry));
    }

    /** @param before as it lies there */
    private CompletionStage<Boolean> swap(Partition partition, String before, Review after, AuditDraft entry) {
        return audited.run(
                        changeReview,
                        "changed",
                        RedisReviewQueue.desk(partition),
                        entry,
                        List.of(
                                keys.reviews(partition),
                                keys.reviewsWaiting(partition),
                                keys.reviewsAnswered(partition),
                                keys.reviewing(partition)),
                        List.of(
                                after.id(),
                                before,
                                CaseKeys.its(StoredJson.write(after)),
                                givenAt(after),
                                after.answer()
                                        .map(verdict -> CaseFields.millis(verdict.at()))
                                        .orElse(""),
                                after.reviewer().orElse("")))
                .thenApply(reply -> Script.word(Change.class, reply.word()) == Change.CHANGED);
    }

    /** When it is anybody's: a drawn one at once or when its time runs out, a gold one never, for it was made for one. */
    private static String givenAt(Review review) {
        return review.gold()
                ? ""
                : switch (review.state()) {
                    case WAITING -> CaseFields.millis(review.drawnAt());
                    case GIVEN -> CaseFields.millis(review.until().orElseThrow());
                    case ANSWERED, DROPPED -> "";
                };
    }

    @Override
    public CompletionStage<List<Review>> answered(Platform platform, Instant from, Instant to, int max) {
        return everywhere(
                        platform,
                        partition -> link.commands()
                                .zrevrangebyscore(
                                        keys.reviewsAnswered(partition),
                                        Range.create(from.toEpochMilli(), to.toEpochMilli()),
                                        Limit.from(max))
                                .thenCompose(ids -> read(partition, ids)))
                .thenApply(all -> all.stream()
                        .filter(review -> review.answer().isPresent())
                        .sorted(Comparator.comparing((Review review) ->
                                        review.answer().orElseThrow().at())
                                .reversed()
                                .thenComparing(Review::id))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<List<Review.Gold>> gold(Platform platform) {
        return everywhere(
                        platform,
                        partition -> link.commands()
                                .hvals(keys.gold(partition))
                                .thenApply(all -> all.stream()
                                        .map(json -> StoredJson.read(json, Review.Gold.class))
                                        .toList()))
                .thenApply(all -> all.stream()
                        .sorted(Comparator.comparing(Review.Gold::at).thenComparing(Review.Gold::caseId))
                        .toList());
    }

    @Override
    public CompletionStage<Void> mark(Partition partition, Review.Gold gold) {
        return cases.close(partition, gold.caseId(), StoredJson.write(gold))
                .thenCompose(closed -> link.commands().hset(keys.gold(partition), gold.caseId(), closed))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Boolean> unmark(Partition partition, String caseId) {
        return link.commands().hdel(keys.gold(partition), caseId).thenApply(gone -> gone == 1);
    }

    private CompletionStage<List<Review>> read(Partition partition, List<String> ids) {
        return ids.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : link.commands()
                        .hmget(keys.reviews(partition), ids.toArray(String[]::new))
                        .thenApply(found -> found.stream()
                                .filter(field -> field.hasValue())
                                .map(field -> review(field.getValue()))
                                .toList());
    }

    private static Review review(String json) {
        return StoredJson.read(json, Review.class);
    }

    private static <T> CompletionStage<List<T>> everywhere(
            Platform platform, Function<Partition, CompletionStage<List<T>>> read) {
        List<CompletableFuture<List<T>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> read.apply(partition).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(all -> all.stream().flatMap(List::stream).toList());
    }
}

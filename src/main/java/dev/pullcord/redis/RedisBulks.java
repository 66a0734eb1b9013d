package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Bulks;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.StoredJson;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Decisions for several cases, on Redis. */
public final class RedisBulks implements Bulks {
    private static final Duration KEPT = Duration.ofDays(30);
    /** One that waits for its second person to the last, and is kept from then on, is no older. */
    private static final Duration LISTED = Duration.ofDays(90);

    private enum Change {
        CHANGED,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final CaseKeys cases;
    private final Script changeBulk;

    RedisBulks(RedisLink link, Keys keys, CaseKeys cases) {
        this.link = link;
        this.keys = keys;
        this.cases = cases;
        this.changeBulk = new Script(link, "change_bulk");
    }

    @Override
    public CompletionStage<Optional<Bulk>> find(Platform platform, String id) {
        return Bulk.partition(platform, id)
                .map(partition -> link.commands()
                        .get(keys.bulk(partition, id))
                        .thenApply(json -> Optional.ofNullable(json).map(RedisBulks::bulk)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<List<Bulk>> newest(Platform platform, int most) {
        return all(IntStream.range(0, platform.partitions())
                        .mapToObj(number -> new Partition(platform.id(), number))
                        .map(partition -> link.commands()
                                .zrevrangeWithScores(keys.bulks(partition), 0, most - 1L)
                                .thenApply(all -> all.stream()
                                        .map(one -> new Listed(one.getValue(), (long) one.getScore()))
                                        .toList()))
                        .toList())
                .thenCompose(found -> all(found.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(Listed::atMs)
                                .reversed()
                                .thenComparing(Listed::id))
                        .limit(most)
                        .map(one -> find(platform, one.id()))
                        .toList()))
                .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private static <T> CompletionStage<List<T>> all(List<? extends CompletionStage<T>> stages) {
        List<CompletableFuture<T>> reads =
                stages.stream().map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(read -> reads.stream().map(CompletableFuture::join).toList());
    }

    private record Listed(String id, long atMs) {}

    @Override
    public CompletionStage<Boolean> change(Partition partition, Optional<Bulk> before, Bulk after) {
        return key(partition, after)
                .thenCompose(key -> before.map(read -> link.stored(keys.bulk(partition, read.id()))
                                .thenCompose(lies -> lies.filter(text ->
                                                        bulk(link.opened(text)).equals(read))
                                                .isEmpty()
                                        ? CompletableFuture.completedFuture(false)
                                        : swap(partition, lies.get(), after, key)))
                        .orElseGet(() -> swap(partition, "", after, key)));
    }

    private static Bulk bulk(String json) {
        return StoredJson.read(json, Bulk.class);
    }

    /** That of its first case: the same words are in all of them, and they were decided together. */
    private CompletionStage<Optional<CaseSeal.Key>> key(Partition partition, Bulk bulk) {
        String first = bulk.items().get(0).caseId();
        return CaseId.partition(partition.platform(), Integer.MAX_VALUE, first)
                .map(its -> cases.of(its, first))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** @param before as it lies there */
    private CompletionStage<Boolean> swap(Partition partition, String before, Bulk after, Optional<CaseSeal.Key> key) {
        return changeBulk
                .run(
                        List.of(keys.bulk(partition, after.id()), keys.bulks(partition)),
                        List.of(
                                before,
                                CaseKeys.close(CaseKeys.its(StoredJson.write(after)), key),
                                Long.toString(KEPT.toMillis()),
                                after.id(),
                                Long.toString(after.at().toEpochMilli()),
                                Long.toString(LISTED.toMillis())))
                .thenApply(reply -> Script.word(Change.class, reply.get(0)) == Change.CHANGED);
    }
}

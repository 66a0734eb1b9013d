package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Bulks;
import dev.pullcord.wire.StoredJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Decisions for several cases, on Redis. */
public final class RedisBulks implements Bulks {
    private static final Duration KEPT = Duration.ofDays(30);

    private enum Change {
        CHANGED,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script changeBulk;

    RedisBulks(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.changeBulk = new Script(link, "change_bulk");
    }

    @Override
    public CompletionStage<Optional<Bulk>> find(Platform platform, String id) {
        return Bulk.partition(platform, id)
                .map(partition -> link.commands()
                        .get(keys.bulk(partition, id))
                        .thenApply(json -> Optional.ofNullable(json).map(known -> StoredJson.read(known, Bulk.class))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Boolean> change(Partition partition, Optional<Bulk> before, Bulk after) {
        return changeBulk
                .run(
                        List.of(keys.bulk(partition, after.id())),
                        List.of(
                                before.map(StoredJson::write).orElse(""),
                                StoredJson.write(after),
                                Long.toString(KEPT.toMillis())))
                .thenApply(reply -> Script.word(Change.class, reply.get(0)) == Change.CHANGED);
    }
}

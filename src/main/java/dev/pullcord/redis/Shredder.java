package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Destroys the keys of what was forgotten. The script that takes records away lists their keys in the same step, and a key leaves the
 * list only once it is destroyed: whatever crashes, each is met again, and none is destroyed whose record is still there.
 */
final class Shredder {
    private static final int AT_ONCE = 500;

    private final RedisLink link;
    private final Keys keys;
    private final CaseSeal seal;

    private final Clock clock;

    Shredder(RedisLink link, Keys keys, CaseSeal seal, Clock clock) {
        this.link = link;
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    /** Destroys all that are listed in this partition, and those whose time is over. */
    CompletionStage<Void> runAll(Partition partition) {
        String passing = keys.passing(partition);
        return link.commands()
                .zrangebyscore(passing, Range.create(0L, clock.instant().toEpochMilli()), Limit.from(AT_ONCE))
                .thenCompose(over -> over.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : seal.destroy(over)
                                .thenCompose(done -> link.commands().zrem(passing, over.toArray(String[]::new))))
                .thenCompose(done -> run(partition));
    }

    /** Destroys all that are listed in this partition. */
    CompletionStage<Void> run(Partition partition) {
        String doomed = keys.doomed(partition);
        return link.commands()
                .srandmember(doomed, AT_ONCE)
                .thenCompose(ids -> ids.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : destroy(doomed, List.copyOf(ids)).thenCompose(done -> run(partition)));
    }

    private CompletionStage<Void> destroy(String doomed, List<String> ids) {
        return seal.destroy(ids)
                .thenCompose(done -> link.commands().srem(doomed, ids.toArray(String[]::new)))
                .thenAccept(gone -> {});
    }
}

package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.PartitionLeases;
import io.lettuce.core.Range;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leases as keys that expire by themselves, and the living nodes as a sorted set. */
public final class RedisPartitionLeases implements PartitionLeases {
    private enum Hold {
        HELD,
        TAKEN
    }

    private enum Release {
        RELEASED,
        NOT_HOLDER
    }

    private final RedisLink link;
    private final Keys keys;
    private final Clock clock;
    private final Script hold;
    private final Script release;

    RedisPartitionLeases(RedisLink link, Keys keys, Clock clock) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
        this.hold = new Script(link, "hold_partition");
        this.release = new Script(link, "release_partition");
    }

    @Override
    public CompletionStage<Boolean> hold(Partition partition, String node, Duration lease) {
        return hold.run(List.of(keys.consumer(partition)), List.of(node, Long.toString(lease.toMillis())))
                .thenApply(words -> Script.word(Hold.class, words.get(0)) == Hold.HELD);
    }

    @Override
    public CompletionStage<Void> release(Partition partition, String node) {
        return release.run(List.of(keys.consumer(partition)), List.of(node))
                .thenAccept(words -> Script.word(Release.class, words.get(0)));
    }

    @Override
    public CompletionStage<Map<Partition, String>> holders(Collection<Partition> partitions) {
        List<Partition> asked = List.copyOf(partitions);
        List<CompletableFuture<String>> reads = asked.stream()
                .map(p -> link.commands().get(keys.consumer(p)).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenApply(nodes -> {
            Map<Partition, String> holders = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                if (nodes.get(i) != null) {
                    holders.put(asked.get(i), nodes.get(i));
                }
            }
            return holders;
        });
    }

    @Override
    public CompletionStage<Integer> heartbeat(String node, Duration lease) {
        long now = clock.millis();
        return link.commands()
                .zremrangebyscore(keys.nodes(), Range.create(0L, now))
                .thenCompose(gone -> link.commands().zadd(keys.nodes(), (double) (now + lease.toMillis()), node))
                .thenCompose(added -> link.commands().zcard(keys.nodes()))
                .thenApply(Long::intValue);
    }

    @Override
    public CompletionStage<Void> leave(String node) {
        return link.commands().zrem(keys.nodes(), node).thenAccept(gone -> {});
    }
}

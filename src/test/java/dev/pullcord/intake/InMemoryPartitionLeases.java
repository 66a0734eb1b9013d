package dev.pullcord.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leases among threads. Runs the same {@link PartitionLeasesContract} as those in Redis. */
public final class InMemoryPartitionLeases implements PartitionLeases {
    private record Held(String node, Instant until) {}

    private final Clock clock;
    private final Map<Partition, Held> held = new HashMap<>();
    private final Map<String, Instant> alive = new HashMap<>();

    public InMemoryPartitionLeases(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Boolean> hold(Partition partition, String node, Duration lease) {
        Instant now = clock.instant();
        held.values().removeIf(h -> !h.until().isAfter(now));
        Held holder = held.get(partition);
        boolean mine = holder == null || holder.node().equals(node);
        if (mine) {
            held.put(partition, new Held(node, now.plus(lease)));
        }
        return CompletableFuture.completedFuture(mine);
    }

    @Override
    public synchronized CompletionStage<Void> release(Partition partition, String node) {
        held.computeIfPresent(partition, (p, h) -> h.node().equals(node) ? null : h);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Map<Partition, String>> holders(Collection<Partition> partitions) {
        Map<Partition, String> holders = new HashMap<>();
        held.forEach((partition, holder) -> {
            if (partitions.contains(partition) && holder.until().isAfter(clock.instant())) {
                holders.put(partition, holder.node());
            }
        });
        return CompletableFuture.completedFuture(holders);
    }

    @Override
    public synchronized CompletionStage<Integer> heartbeat(String node, Duration lease) {
        Instant now = clock.instant();
        alive.values().removeIf(until -> !until.isAfter(now));
        alive.put(node, now.plus(lease));
        return CompletableFuture.completedFuture(alive.size());
    }

    @Override
    public synchronized CompletionStage<Void> leave(String node) {
        alive.remove(node);
        return CompletableFuture.completedFuture(null);
    }
}

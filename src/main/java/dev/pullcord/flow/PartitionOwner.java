package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.PartitionLeases;
import dev.pullcord.intake.Platform;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Works this node's fair share of all partitions. A partition is worked by whoever holds its lease; the lease of a node
 * that died runs out, and the others share what was its. A node that has more than its share (a new
 * one came) gives the rest back.
 */
public final class PartitionOwner extends VerticleBase {
    private final Stores stores;
    private final String node;
    private final Work work;
    private final Consumer<Platform> seen;
    private final Duration lease;
    private final Meters meters;
    private final Map<Partition, Owned> owned = new ConcurrentHashMap<>();
    private final Map<String, Platform> platforms = new ConcurrentHashMap<>();
    private Loop beat;

    /** What is done on an owned partition. */
    @FunctionalInterface
    public interface Work {
        /**
         * The loops of this partition, the fold first and the dispatch last, not started yet.
         *
         * @param context theirs; called on it
         */
        List<Loop> on(Platform platform, Partition partition, Context context);
    }

    private record Owned(PartitionWork work, Future<String> deployment) {}

    /**
     * An owner of nothing yet.
     *
     * @param node this process, unlike any other on the same Redis
     * @param seen told of each platform as it is set up, at every beat
     * @param lease how long a silent node keeps its partitions from the others; renewed four times as often
     */
    PartitionOwner(Stores stores, String node, Work work, Consumer<Platform> seen, Duration lease, Meters meters) {
        this.stores = stores;
        this.seen = seen;
        this.node = node;
        this.work = work;
        this.lease = lease;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        beat = Pulse.ofNode("the share of partitions", context, lease.dividedBy(4), this::share);
        beat.start();
        return Future.succeededFuture();
    }

    /** Finishes what is under way and gives every lease back, so that others go on at once. */
    @Override
    public Future<?> stop() {
        return beat.stop()
                .compose(stopped ->
                        Future.join(owned.keySet().stream().map(this::giveBack).toList()))
                .compose(given -> of(stores.leases().leave(node)))
                .otherwiseEmpty(); // Redis may be gone already: then the leases run out
    }

    /** There may be something to fold on this partition; does nothing if another node works it. Any thread. */
    void nudgeFold(Partition partition) {
        Owned mine = owned.get(partition);
        if (mine != null) {
            mine.work().nudgeFold();
        }
    }

    /** There may be something to send from this partition; does nothing if another node works it. Any thread. */
    void nudgeDispatch(Partition partition) {
        Owned mine = owned.get(partition);
        if (mine != null) {
            mine.work().nudgeDispatch();
        }
    }

    /** A platform as it is set up now, as far as this node knows: no older than a beat. */
    Platform platform(String id) {
        return platforms.get(id);
    }

    private Future<Boolean> share() {
        PartitionLeases leases = stores.leases();
        return of(leases.heartbeat(node, lease))
                .compose(nodes -> of(stores.platforms().all()).compose(known -> {
                    Map<Partition, Platform> all = new HashMap<>();
                    known.forEach(p -> platforms.put(p.id(), p));
                    known.forEach(seen);
                    known.forEach(p ->
                            IntStream.range(0, p.partitions()).forEach(n -> all.put(new Partition(p.id(), n), p)));
                    return of(leases.holders(all.keySet())).compose(holders -> settle(all, holders, nodes));
                }));
    }

    private Future<Boolean> settle(Map<Partition, Platform> all, Map<Partition, String> holders, int nodes) {
        int fair = (all.size() + Math.max(1, nodes) - 1) / Math.max(1, nodes);
        List<Future<Void>> moves = new ArrayList<>();
        Set<Partition> kept = new HashSet<>();
        for (Partition mine : List.copyOf(owned.keySet())) {
            if (kept.size() < fair && all.containsKey(mine)) {
                kept.add(mine);
                moves.add(hold(mine)
                        .onSuccess(held -> {
                            if (!held) {
                                drop(mine);
                            }
                        })
                        .mapEmpty());
            } else {
                giveBack(mine); // not waited for: what is under way there may take longer than the other leases last
            }
        }
        int room = fair - kept.size();
        for (Map.Entry<Partition, Platform> entry : all.entrySet()) {
            Partition partition = entry.getKey();
            boolean free =
                    !holders.containsKey(partition) || holders.get(partition).equals(node);
            if (room > 0 && free && !owned.containsKey(partition)) {
                room--;
                moves.add(hold(partition)
                        .onSuccess(held -> {
                            if (held) {
                                take(entry.getValue(), partition);
                            }
                        })
                        .mapEmpty());
            }
        }
        int taken = fair - kept.size() - room;
        return Future.join(moves).map(done -> {
            meters.partitions(owned.size(), Math.max(0, all.size() - holders.size() - taken));
            return false;
        });
    }

    private Future<Boolean> hold(Partition partition) {
        return of(stores.leases().hold(partition, node, lease));
    }

    private void take(Platform platform, Partition partition) {
        PartitionWork its = new PartitionWork(context -> work.on(platform, partition, context));
        owned.put(partition, new Owned(its, vertx.deployVerticle(its)));
    }

    private Future<Void> giveBack(Partition partition) {
        return drop(partition).compose(dropped -> of(stores.leases().release(partition, node)));
    }

    private Future<Void> drop(Partition partition) {
        Owned mine = owned.remove(partition);
        return mine == null
                ? Future.succeededFuture()
                : mine.deployment().compose(vertx::undeploy).otherwiseEmpty(); // it went before us: we deployed it
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}

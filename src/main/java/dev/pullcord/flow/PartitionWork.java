package dev.pullcord.flow;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Function;

/**
 * What is done on one partition, on a context of its own: Vert.x spreads these over its event loops, so that a busy
 * partition does not hold the others up.
 */
final class PartitionWork extends VerticleBase {
    private final Function<Context, List<Loop>> make;
    private volatile List<Loop> loops = List.of();

    /** @param make the partition's loops, the fold first and the dispatch last, not started; called on their context */
    PartitionWork(Function<Context, List<Loop>> make) {
        this.make = make;
    }

    @Override
    public Future<?> start() {
        loops = make.apply(context);
        loops.forEach(Loop::start);
        return Future.succeededFuture();
    }

    /** Finishes what is under way. */
    @Override
    public Future<?> stop() {
        return Future.join(loops.stream().map(Loop::stop).toList());
    }

    /** There may be something to fold. Any thread. */
    void nudgeFold() {
        List<Loop> now = loops;
        if (!now.isEmpty()) {
            now.get(0).nudge();
        }
    }

    /** There may be something to send. Any thread. */
    void nudgeDispatch() {
        List<Loop> now = loops;
        if (!now.isEmpty()) {
            now.get(now.size() - 1).nudge();
        }
    }
}

package dev.pullcord.flow;

import dev.pullcord.intake.StoreAway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step over and over, one at a time: at once again while there is more to do, else when nudged or after a rest.
 * A step that fails is tried again after a pause that grows up to five times the rest, for as long as it takes.
 */
final class Pulse implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final int NO_TIMER = -1;

    private final String name;
    private final Context context;
    private final Duration rest;
    private final Supplier<Future<Boolean>> step;
    private final Voice voice;
    private long timer = NO_TIMER;
    private boolean running;
    private boolean nudged;
    private int failures;
    private Promise<Void> stopped;

    /**
     * @param name for the log: the kind of work and the partition's number
     * @param rest how long to wait for a nudge
     * @param step answers whether there is more to do at once
     */
    Pulse(String name, Context context, Duration rest, Supplier<Future<Boolean>> step) {
        this(name, context, rest, step, Voice.QUIET);
    }

    /** One that a node has once: it is the one to say that the store is away, not every loop of every partition. */
    static Pulse ofNode(String name, Context context, Duration rest, Supplier<Future<Boolean>> step) {
        return new Pulse(name, context, rest, step, Voice.OF_NODE);
    }

    /** One that has to be heard of by itself: it may be kept waiting while all else goes on. */
    static Pulse heard(String name, Context context, Duration rest, Supplier<Future<Boolean>> step) {
        return new Pulse(name, context, rest, step, Voice.OF_ITSELF);
    }

    /** Whether it says that the store keeps it waiting, and for whom. */
    private enum Voice {
        QUIET,
        OF_ITSELF,
        OF_NODE
    }

    private Pulse(String name, Context context, Duration rest, Supplier<Future<Boolean>> step, Voice voice) {
        this.voice = voice;
        this.name = name;
        this.context = context;
        this.rest = rest;
        this.step = step;
    }

    @Override
    public void start() {
        context.runOnContext(go -> beat());
    }

    @Override
    public void nudge() {
        context.runOnContext(go -> {
            nudged = true;
            if (!running && failures == 0) {
                beat();
            }
        });
    }

    @Override
    public Future<Void> stop() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(go -> {
            stopped = stopped == null ? done : stopped;
            if (stopped != done) {
                stopped.future().onComplete(done);
            }
            cancel();
            if (!running) {
                stopped.tryComplete();
            }
        });
        return done.future();
    }

    private void beat() {
        cancel();
        if (stopped != null || running) {
            return;
        }
        running = true;
        nudged = false;
        Future<Boolean> once;
        try {
            once = step.get();
        } catch (RuntimeException | Error e) { // whatever it is, the loop goes on
            once = Future.failedFuture(e);
        }
        once.onComplete(result -> context.runOnContext(go -> {
            running = false;
            if (stopped != null) {
                stopped.tryComplete();
            } else if (result.failed()) {
                failed(result.cause());
            } else {
                succeeded();
                next(result.result() || nudged);
            }
        }));
    }

    private void next(boolean atOnce) {
        if (atOnce) {
            beat();
        } else {
            timer = context.owner().setTimer(rest.toMillis(), t -> beat());
        }
    }

    private void succeeded() {
        if (failures > 0 && voice != Voice.QUIET) {
            LOG.info("{} goes on", name);
        }
        failures = 0;
    }

    private void failed(Throwable cause) {
        if (failures == 0) {
            say(cause);
        }
        failures = Math.min(failures + 1, 5);
        timer = context.owner().setTimer(rest.toMillis() * failures, t -> beat());
    }

    private void say(Throwable cause) {
        if (!StoreAway.is(cause)) {
            LOG.warn("{} cannot go on and will try again", name, cause);
        } else {
            switch (voice) {
                case OF_NODE ->
                    LOG.warn("{} waits for Redis, and so does all else here: {}", name, StoreAway.why(cause));
                case OF_ITSELF -> LOG.warn("{} waits for Redis: {}", name, StoreAway.why(cause));
                case QUIET -> LOG.debug("{} waits for Redis: {}", name, StoreAway.why(cause));
            }
        }
    }

    private void cancel() {
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}

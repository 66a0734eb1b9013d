package dev.pullcord.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps bodies on their way in from filling the memory. A body is read only once it is known who sends it, where that can
 * be known before; all bodies together may take a share of the memory, and each has its time to arrive. A small body, as
 * a panic is, is not counted: it gets in however many large ones are under way. Thread-safe.
 */
final class Uploads {
    static final int SMALL = 16 * 1024; // bytes

    private static final String TIMER = "upload.timer";

    private final int maxBody;
    private final Duration time;
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param maxBody largest body, bytes
     * @param time within which a body must have arrived
     * @param most how much all bodies but small ones may take together, bytes
     */
    Uploads(int maxBody, Duration time, long most) {
        this.maxBody = maxBody;
        this.time = time;
        this.most = Math.max(most, maxBody);
    }

    /** An eighth of the memory for what is under way; it may be held twice, as bytes and as what is read of them. */
    static long share() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /** Before a body is read. */
    void begin(RoutingContext ctx) {
        long size = size(ctx.request().getHeader("content-length"));
        if (size > SMALL) {
            if (taken.addAndGet(size) > most) {
                taken.addAndGet(-size);
                throw Problem.of(503, "unavailable", "Too much is under way", "Try again, or send less at a time.")
                        .retryAfter(Duration.ofSeconds(1))
                        .toException();
            }
            ctx.addEndHandler(end -> taken.addAndGet(-size));
        }
        long timer = ctx.vertx().setTimer(time.toMillis(), late -> giveUp(ctx));
        ctx.put(TIMER, timer);
        ctx.addEndHandler(end -> ctx.vertx().cancelTimer(timer));
        ctx.next();
    }

    /** Once it is read. */
    void end(RoutingContext ctx) {
        ctx.vertx().cancelTimer(ctx.<Long>get(TIMER));
        ctx.next();
    }

    /** The caller's own word counts only where it is one; a chunked body may become as large as any. */
    private long size(String declared) {
        return declared != null && declared.matches("[0-9]{1,9}")
                ? Math.min(maxBody, Long.parseLong(declared))
                : maxBody;
    }

    private void giveUp(RoutingContext ctx) {
        ctx.addEndHandler(answered -> ctx.request().connection().close());
        ctx.response().putHeader("connection", "close");
        ctx.fail(Problem.of(
                        408,
                        "too-slow",
                        "The body did not arrive in time",
                        "It has " + time.toSeconds() + " seconds from its first byte.")
                .toException());
    }

    /** Finds out who sends before the body is read, unless only the body can tell: then it is asked again after it. */
    static Handler<RoutingContext> known(Access access, List<Access.Way> ways) {
        return ctx -> {
            boolean signed = ctx.request().getHeader("authorization") == null
                    && ctx.request().getHeader("webhook-signature") != null;
            if (ways.isEmpty() || signed) {
                ctx.next();
                return;
            }
            ctx.request().pause();
            access.check(ctx, ways)
                    .onFailure(refused -> {
                        ctx.request().resume(); // what is left of the body is let go of
                        ctx.fail(refused);
                    })
                    .onSuccess(caller -> {
                        ctx.put("caller", caller);
                        ctx.request().resume();
                        ctx.next();
                    });
        };
    }
}

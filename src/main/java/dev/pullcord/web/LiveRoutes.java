package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.intake.Platform;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Server-sent events: what happens to cases and queues, to consoles that are open. */
final class LiveRoutes {
    /** Its operationId: what takes minutes by nature is in no meter of how long requests take. */
    static final String OPERATION = "listenLive";

    private static final Duration BREATH = Duration.ofSeconds(5);
    /** Then he must come again, so that nothing is open for days. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final AuditLog audit;
    private final Function<Platform, CompletionStage<ObjectNode>> standings;
    private final Clock clock;
    private final Map<String, LiveFeed> feeds = new ConcurrentHashMap<>();

    /** @param standings how a platform's queues stand, as {@code GET /v1/queues} says it */
    LiveRoutes(AuditLog audit, Function<Platform, CompletionStage<ObjectNode>> standings, Clock clock) {
        this.clock = clock;
        this.audit = audit;
        this.standings = standings;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(OPERATION, this::listen);
    }

    private void listen(RoutingContext ctx) {
        Vertx vertx = ctx.vertx();
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        HttpServerResponse response = ctx.response();
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("x-accel-buffering", "no"); // else nginx keeps events until it has a page of them
        if (ctx.request().method().name().equals("HEAD")) {
            response.end();
            return;
        }
        LiveListener listener = new LiveListener(response, vertx.getOrCreateContext());
        LiveFeed feed = feeds.computeIfAbsent(
                platform.id(), first -> new LiveFeed(vertx, audit, platform, () -> standings.apply(platform), clock));
        long breath = vertx.setPeriodic(BREATH.toMillis(), tick -> stillMay(ctx, listener));
        long life = vertx.setTimer(LIFE.toMillis(), over -> listener.end());
        ctx.addEndHandler(gone -> {
            vertx.cancelTimer(breath);
            vertx.cancelTimer(life);
            feed.leave(listener);
        });
        feed.join(listener, ctx.request().getHeader("last-event-id")).onFailure(ctx::fail);
    }

    /** A right that was taken away, here or on another node, ends the stream: whoever comes again is refused. */
    private void stillMay(RoutingContext ctx, LiveListener listener) {
        Supplier<Future<Caller>> again = ctx.get(Operations.AGAIN);
        again.get().onComplete(known -> {
            boolean same = known.succeeded()
                    && known.result() instanceof Caller.OfModerator now
                    && now.moderator().equals(ClaimRoutes.moderator(ctx).moderator());
            if (same) {
                listener.stillHere();
            } else if (known.succeeded() || known.cause() instanceof ProblemException) {
                listener.end();
            } // whoever cannot be asked now is asked at the next breath
        });
    }

    /** Ends all streams. */
    void close() {
        feeds.values().forEach(LiveFeed::close);
    }
}

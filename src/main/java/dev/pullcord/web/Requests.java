package dev.pullcord.web;

import dev.pullcord.Meters;
import dev.pullcord.Traces;
import dev.pullcord.intake.StoreAway;
import dev.pullcord.review.Damaged;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request has in common: its headers, its time, and how its failure is answered. */
final class Requests {
    /** Where a request keeps its operationId. */
    static final String OPERATION = "operation";

    private static final String CALL = "call"; // its trace

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final int maxBody;
    private final Meters meters;
    private final Clock clock;
    private final Comings comings;

    /** @param maxBody largest body, bytes */
    Requests(int maxBody, Meters meters, Clock clock, Comings comings) {
        this.maxBody = maxBody;
        this.comings = comings;
        this.meters = meters;
        this.clock = clock;
    }

    int maxBody() {
        return maxBody;
    }

    void begin(RoutingContext ctx) {
        Instant began = clock.instant();
        ctx.response().putHeader("x-content-type-options", "nosniff").putHeader("cache-control", "no-store");
        ctx.addEndHandler(end -> {
            String operation = ctx.get(OPERATION, "none");
            if (!operation.equals(LiveRoutes.OPERATION)) {
                meters.requestServed(
                        operation, ctx.response().getStatusCode(), Duration.between(began, clock.instant()));
            }
        });
        ctx.next();
    }

    /** Begins its trace, if calls are traced. What stays open for hours is none. */
    void trace(RoutingContext ctx, String operation) {
        if (!meters.traces().on() || operation.equals(LiveRoutes.OPERATION)) {
            return;
        }
        Traces.Call call =
                meters.traces().call(operation, ctx.request().method().name(), ctx.request()::getHeader);
        ctx.put(CALL, call);
        ctx.addEndHandler(end -> call.end(ctx.response().getStatusCode()));
    }

    /** Does what its handler does, inside its trace. */
    void traced(RoutingContext ctx, Handler<RoutingContext> handler) {
        Traces.Call call = ctx.get(CALL);
        if (call == null) {
            handler.handle(ctx);
        } else {
            call.during(() -> handler.handle(ctx));
        }
    }

    /** Does this in the trace of the request, if it has one: what it measures is seen there. */
    static void inTrace(RoutingContext ctx, Runnable work) {
        Traces.Call call = ctx.get(CALL);
        if (call == null) {
            work.run();
        } else {
            call.during(work);
        }
    }

    /** Says why not. What somebody was refused is on record before he is told. */
    void fail(RoutingContext ctx) {
        Problem problem = problem(ctx, ctx.failure());
        comings.refused(ctx, problem).onComplete(written -> fail(ctx, ctx.failure(), problem));
    }

    private static void fail(RoutingContext ctx, Throwable failure, Problem problem) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (failure instanceof Operations.MethodNotAllowed not) {
            response.putHeader("allow", not.allowed());
        }
        if (problem.status() == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        problem.retryAfter()
                .ifPresent(pause -> response.putHeader("retry-after", Long.toString(Problem.seconds(pause))));
        response.setStatusCode(problem.status())
                .putHeader("content-type", "application/problem+json")
                .end(problem.json().toString());
    }

    private Problem problem(RoutingContext ctx, Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof Operations.MethodNotAllowed not) {
            return Doorstep.methodNotAllowed(Optional.of(not.allowed()));
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
        if (status == 413 || failure instanceof TooLongHttpContentException) {
            return Problem.of(413, "too-large", "The body is too large", "At most " + maxBody + " bytes are taken.");
        }
        if (status == 404) {
            return Doorstep.notFound();
        }
        if (status >= 400 && status < 500) {
            return Problem.of(400, "malformed", "The request cannot be read", "It breaks HTTP.");
        }
        if (StoreAway.is(failure)) {
            return Problem.unavailable();
        }
        if (Damaged.is(failure)) {
            return Problem.of(
                    500, "damaged-record", "A stored record is damaged", "It was logged. An operator must restore it.");
        }
        LOG.error("operation {} failed", ctx.<String>get(OPERATION), failure);
        return Problem.internal();
    }
}

package dev.pullcord.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What comes before the routes of a port, and what is behind them: a request that cannot be read, or that no route takes,
 * is answered with a problem like any other, where Vert.x by itself would answer with nothing or with HTML.
 */
final class Doorstep {
    private static final int[] BY_THE_ROUTER = {400, 404, 405, 406, 413, 415, 500};

    private Doorstep() {}

    /** Has these routes answer at this server. */
    static HttpServer before(HttpServer server, Router router) {
        for (int status : BY_THE_ROUTER) {
            router.errorHandler(status, ctx -> unrouted(ctx, status));
        }
        return server.invalidRequestHandler(Doorstep::unreadable).requestHandler(request -> checked(request, router));
    }

    private static void checked(HttpServerRequest request, Handler<HttpServerRequest> router) {
        if (request.uri() == null || !escapesHold(request.uri())) {
            answer(request, malformed("Its address holds a % that two hex digits do not follow."));
        } else {
            router.handle(request);
        }
    }

    private static boolean escapesHold(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || Character.digit(uri.charAt(at + 1), 16) < 0
                    || Character.digit(uri.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Netty could not read it, so nobody knows where it ends: the connection goes with it. */
    private static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem;
        if (cause instanceof TooLongHttpLineException) {
            problem = Problem.of(414, "uri-too-long", "The address is too long", "At most 8192 bytes are taken.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = Problem.of(431, "headers-too-large", "The headers are too large", "At most 16 KiB are taken.");
        } else {
            problem = malformed("It breaks HTTP.");
        }
        request.response().putHeader("connection", "close");
        answer(request, problem);
        request.connection().close();
    }

    private static void unrouted(RoutingContext ctx, int status) {
        if (!ctx.response().headWritten()) {
            answer(
                    ctx.request(),
                    switch (status) {
                        case 400 -> malformed("It breaks HTTP.");
                        case 404 -> notFound();
                        case 405 ->
                            methodNotAllowed(
                                    Optional.ofNullable(ctx.response().headers().get("allow")));
                        case 500 -> Problem.internal();
                        default -> Problem.of(status, "not-taken", "This is not taken here", "See /openapi.yaml.");
                    });
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed", "The request cannot be read", detail);
    }

    static Problem notFound() {
        return Problem.of(404, "not-found", "There is nothing here", "See /openapi.yaml.");
    }

    static Problem methodNotAllowed(Optional<String> allowed) {
        return Problem.of(
                405,
                "method-not-allowed",
                "Not this method",
                allowed.map(methods -> "Here go " + methods + ".").orElse("See /openapi.yaml."));
    }

    private static void answer(HttpServerRequest request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("content-type", "application/problem+json")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("cache-control", "no-store")
                .end(problem.json().toString());
    }
}

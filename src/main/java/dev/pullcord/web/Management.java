package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The management port: metrics, and whether the service lives and is ready. Asks nobody who he is, so it belongs on an
 * address that only operators reach.
 */
public final class Management {
    /** A check that takes longer has failed: whoever asks wants an answer now. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /** Prometheus' own form. */
    public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** What can say in which trace something was measured. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final UnaryOperator<String> metrics;
    private final Map<String, Supplier<CompletionStage<Boolean>>> checks;
    private final Map<String, Supplier<CompletionStage<Boolean>>> cares;
    private final Map<String, LongSupplier> counts;
    private final Map<String, Supplier<String>> details;

    /**
     * The port's routes.
     *
     * @param metrics in the form of this content type, Prometheus' own or OpenMetrics'
     * @param checks by name; the service is ready when all answer true
     * @param cares by name; where one answers false the service is ready, and says that it is degraded: to take a node out
     *     would help nobody
     * @param counts by name; told beside the checks, and no reason not to be ready
     * @param details by name; the same in words
     */
    public Management(
            UnaryOperator<String> metrics,
            Map<String, Supplier<CompletionStage<Boolean>>> checks,
            Map<String, Supplier<CompletionStage<Boolean>>> cares,
            Map<String, LongSupplier> counts,
            Map<String, Supplier<String>> details) {
        this.details = new TreeMap<>(details);
        this.metrics = metrics;
        this.checks = new TreeMap<>(checks);
        this.cares = new TreeMap<>(cares);
        this.counts = new TreeMap<>(counts);
    }

    /** Listens; port 0 takes a free one. */
    public Future<HttpServer> listen(Vertx vertx, String host, int port) {
        Router router = Router.router(vertx);
        router.get("/metrics").handler(ctx -> {
            String accept = ctx.request().getHeader("accept");
            String form = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
            ctx.vertx()
                    .executeBlocking(() -> metrics.apply(form), false) // a megabyte of text: no panic waits behind it
                    .onSuccess(text ->
                            ctx.response().putHeader("content-type", form).end(text))
                    .onFailure(ctx::fail);
        });
        router.get("/health/live")
                .handler(ctx -> ctx.response()
                        .putHeader("content-type", "application/json")
                        .end("{\"status\":\"up\"}"));
        router.get("/health/ready").handler(this::ready);
        router.route("/metrics").handler(Management::getOnly);
        router.route("/health/*").handler(Management::getOnly);
        return Doorstep.before(
                        vertx.createHttpServer(
                                new HttpServerOptions().setHost(host).setPort(port)),
                        router)
                .listen();
    }

    private static void getOnly(RoutingContext ctx) {
        boolean known = List.of("/metrics", "/health/live", "/health/ready").contains(ctx.normalizedPath());
        if (known) {
            ctx.response().putHeader("allow", "GET");
        }
        ctx.fail(known ? 405 : 404);
    }

    private void ready(RoutingContext ctx) {
        Map<String, Future<Boolean>> checked = ask(ctx, checks);
        Map<String, Future<Boolean>> cared = ask(ctx, cares);
        List<Future<Boolean>> answers = new ArrayList<>(checked.values());
        answers.addAll(cared.values());
        Future.join(answers).onComplete(all -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            boolean ready = checked.values().stream().allMatch(Management::well);
            boolean whole = cared.values().stream().allMatch(Management::well);
            ObjectNode each = body.put("status", !ready ? "down" : whole ? "up" : "degraded")
                    .putObject("checks");
            checked.forEach((name, answer) -> each.put(name, well(answer) ? "up" : "down"));
            cared.forEach((name, answer) -> each.put(name, well(answer) ? "up" : "degraded"));
            ObjectNode counted = body.putObject("counts");
            counts.forEach((name, count) -> counted.put(name, count.getAsLong()));
            ObjectNode told = body.putObject("details");
            details.forEach((name, detail) -> told.put(name, detail.get()));
            ctx.response()
                    .setStatusCode(ready ? 200 : 503)
                    .putHeader("content-type", "application/json")
                    .end(body.toString());
        });
    }

    private static boolean well(Future<Boolean> answer) {
        return answer.succeeded() && answer.result();
    }

    private static Map<String, Future<Boolean>> ask(
            RoutingContext ctx, Map<String, Supplier<CompletionStage<Boolean>>> checks) {
        Map<String, Future<Boolean>> answers = new TreeMap<>();
        checks.forEach((name, check) -> answers.put(name, ask(ctx, check)));
        return answers;
    }

    private static Future<Boolean> ask(RoutingContext ctx, Supplier<CompletionStage<Boolean>> check) {
        try {
            return Answer.of(ctx, check.get()).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

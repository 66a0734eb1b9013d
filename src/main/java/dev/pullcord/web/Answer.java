package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param body JSON; a missing node for none
 */
record Answer(int status, JsonNode body) {
    static Answer of(int status, JsonNode body) {
        return new Answer(status, body);
    }

    static Answer empty(int status) {
        return new Answer(status, JsonNodeFactory.instance.missingNode());
    }

    /** The route's handler of an operation that answers JSON. */
    static Handler<RoutingContext> by(Function<RoutingContext, Future<Answer>> operation) {
        return ctx -> {
            Future<Answer> answer;
            try {
                answer = operation.apply(ctx);
            } catch (RuntimeException e) {
                answer = Future.failedFuture(e);
            }
            Future<?> written = ctx.get(Looks.WRITTEN);
            if (written != null) {
                Future<Answer> read = answer;
                answer = written.compose(entry -> read);
            }
            answer.onSuccess(a -> a.send(ctx.response())).onFailure(ctx::fail);
        };
    }

    /** The route's handler of an operation that answers a file of text. */
    static Handler<RoutingContext> file(String type, Function<RoutingContext, Future<String>> operation) {
        return ctx -> {
            Future<String> text;
            try {
                text = operation.apply(ctx);
            } catch (RuntimeException e) {
                text = Future.failedFuture(e);
            }
            Future<?> written = ctx.get(Looks.WRITTEN);
            Future<String> read = text;
            (written == null ? read : written.compose(entry -> read))
                    .onSuccess(whole ->
                            ctx.response().putHeader("content-type", type).end(whole))
                    .onFailure(ctx::fail);
        };
    }

    /** The stage's result, back on the request's own context. */
    static <T> Future<T> of(RoutingContext ctx, CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, ctx.vertx().getOrCreateContext());
    }

    private void send(HttpServerResponse response) {
        response.setStatusCode(status);
        if (body.isMissingNode()) {
            response.end();
        } else {
            response.putHeader("content-type", "application/json").end(body.toString());
        }
    }
}

package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.wire.StoredJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers a desk write that is sent again under its Idempotency-Key as it was answered the first time. */
final class Repeats {
    private final RepeatedCalls calls;

    Repeats(RepeatedCalls calls) {
        this.calls = calls;
    }

    /** Names a decision for the store: only the same person's same words are its repetition. */
    static Optional<String> decision(RoutingContext ctx, Moderator moderator) {
        return call(ctx)
                .map(call -> Access.digest(
                        moderator.id() + '\0' + call + '\0' + ctx.body().asString()));
    }

    /** Names the call that this request is a try of, if the caller marked it. */
    static Optional<String> call(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getHeader("idempotency-key"))
                .map(key -> Access.digest(ctx.request().method() + " " + ctx.normalizedPath() + '\0' + key));
    }

    /** Runs the write, unless the same call was answered before. */
    Future<Answer> once(RoutingContext ctx, Moderator moderator, Supplier<Future<Answer>> write) {
        Optional<String> call = call(ctx);
        if (call.isEmpty()) {
            return write.get();
        }
        String body = Access.digest(
                ctx.body() == null || ctx.body().asString() == null
                        ? ""
                        : ctx.body().asString());
        return Answer.of(ctx, calls.find(moderator, call.get()))
                .compose(given -> given.isPresent()
                        ? again(given.get(), body)
                        : write.get().compose(answer -> keep(ctx, moderator, call.get(), body, answer)));
    }

    private static Future<Answer> again(RepeatedCalls.Given given, String body) {
        if (!given.bodyDigest().equals(body)) {
            return Future.failedFuture(Problem.of(
                            409,
                            "key-reused",
                            "This Idempotency-Key came before with another body",
                            "Take a new key for a new call.")
                    .toException());
        }
        return Future.succeededFuture(
                given.body().isEmpty()
                        ? Answer.empty(given.status())
                        : Answer.of(given.status(), StoredJson.read(given.body(), JsonNode.class)));
    }

    private Future<Answer> keep(RoutingContext ctx, Moderator moderator, String call, String body, Answer answer) {
        String text = answer.body().isMissingNode() ? "" : answer.body().toString();
        return Answer.of(ctx, calls.keep(moderator, call, new RepeatedCalls.Given(body, answer.status(), text)))
                .map(answer)
                .otherwise(answer); // it is done: that its repetition may not be known is no reason to say otherwise
    }
}

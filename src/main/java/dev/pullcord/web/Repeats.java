package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.review.RepeatedCalls.Standing;
import dev.pullcord.wire.StoredJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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

    /**
     * Makes the write, unless the same call was made before or is being made. All desk writes go through here.
     *
     * <p>A write that is refused has changed nothing, so its call is let go of at once. One that fails otherwise may have
     * changed something: its call stays begun until it lapses, and so does one whose process dies.
     */
    Future<Answer> once(RoutingContext ctx, Moderator moderator, Supplier<Future<Answer>> write) {
        Optional<String> call = call(ctx);
        if (call.isEmpty()) {
            return write.get();
        }
        String body = Access.digest(
                ctx.body() == null || ctx.body().asString() == null
                        ? ""
                        : ctx.body().asString());
        String maker = UUID.randomUUID().toString();
        return Answer.of(ctx, calls.begin(moderator, call.get(), maker, body)).compose(standing -> {
            if (standing instanceof Standing.Answered answered) {
                return again(answered.given(), body);
            }
            if (standing instanceof Standing.UnderWay underWay) {
                return Future.failedFuture(
                        (underWay.bodyDigest().equals(body) ? underWay() : keyReused()).toException());
            }
            return made(write)
                    .recover(failure -> letGo(ctx, moderator, call.get(), maker, failure))
                    .compose(answer -> keep(ctx, moderator, call.get(), body, answer));
        });
    }

    private static Future<Answer> made(Supplier<Future<Answer>> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Answer> letGo(
            RoutingContext ctx, Moderator moderator, String call, String maker, Throwable failure) {
        boolean refused =
                failure instanceof ProblemException known && known.problem().status() < 500;
        Future<Void> released =
                refused ? Answer.of(ctx, calls.release(moderator, call, maker)) : Future.succeededFuture();
        return released.transform(done -> Future.failedFuture(failure));
    }

    private static Problem underWay() {
        return Problem.of(
                        409,
                        "call-under-way",
                        "This call is being made",
                        "One with this Idempotency-Key was begun and is not answered yet. Send it again.")
                .about("Idempotency-Key")
                .retryAfter(Duration.ofSeconds(1));
    }

    private static Problem keyReused() {
        return Problem.of(
                        422,
                        "key-reused",
                        "This Idempotency-Key came before with another body",
                        "Take a new key for a new call.")
                .about("Idempotency-Key");
    }

    private static Future<Answer> again(RepeatedCalls.Given given, String body) {
        if (!given.bodyDigest().equals(body)) {
            return Future.failedFuture(keyReused().toException());
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

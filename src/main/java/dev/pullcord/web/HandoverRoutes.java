package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Role;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A claim that ends without a decision: handed back, put off, handed up. */
final class HandoverRoutes {
    private final Handover handover;
    private final Repeats repeats;

    HandoverRoutes(Handover handover, Repeats repeats) {
        this.handover = handover;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "releaseClaim", Answer.by(this::release),
                "snoozeCase", Answer.by(this::snooze),
                "escalateCase", Answer.by(this::escalate));
    }

    private Future<Answer> release(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                handover.release(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("caseId"),
                                        body.path("token").asText(),
                                        body.path("reason").asText()))
                        .map(reply -> switch (reply) {
                            case DONE -> Answer.empty(204);
                            case NOT_HOLDER -> throw Problem.notHolder().toException();
                            case UNKNOWN -> throw Problem.unknownCase().toException();
                        }));
    }

    private Future<Answer> snooze(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return once(
                ctx,
                caller,
                () -> handover.snooze(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("token").asText(),
                        Instant.parse(body.path("until").asText()),
                        body.path("reason").asText()));
    }

    private Future<Answer> escalate(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return once(
                ctx,
                caller,
                () -> handover.escalate(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("token").asText(),
                        Role.ofWord(body.path("to").asText()).orElseThrow(),
                        body.path("reason").asText()));
    }

    private Future<Answer> once(
            RoutingContext ctx, Caller.OfModerator caller, Supplier<CompletionStage<Handover.Reply>> move) {
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, move.get())
                        .map(reply -> answer(reply, caller.moderator().id())));
    }

    private static Answer answer(Handover.Reply reply, String reader) {
        if (reply instanceof Handover.Reply.Done done) {
            return Answer.of(200, CaseView.item(done.after(), reader));
        }
        if (reply instanceof Handover.Reply.Invalid invalid) {
            throw Problem.of(
                            422, "invalid-handover", "This case cannot be passed on so", "It " + invalid.detail() + ".")
                    .at(invalid.pointer())
                    .toException();
        }
        if (reply instanceof Handover.Reply.NotHolder) {
            throw Problem.notHolder().toException();
        }
        throw Problem.unknownCase().toException();
    }
}

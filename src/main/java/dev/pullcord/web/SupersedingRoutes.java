package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.Superseding;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Decisions taken back, corrected, and looked at again. */
final class SupersedingRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Superseding superseding;
    private final SecondLooks looks;
    private final Repeats repeats;
    private final DecisionMeters meters;

    SupersedingRoutes(Superseding superseding, SecondLooks looks, Repeats repeats, DecisionMeters meters) {
        this.meters = meters;
        this.superseding = superseding;
        this.looks = looks;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "undoDecision", Answer.by(this::undo),
                "correctDecision", Answer.by(this::correct),
                "lookAgain", Answer.by(this::lookAgain),
                "listSecondLooks", Answer.by(this::list));
    }

    private Future<Answer> undo(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return once(
                ctx,
                caller,
                () -> superseding.undo(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("reason").asText(),
                        Repeats.decision(ctx, caller.moderator())));
    }

    private Future<Answer> correct(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return once(
                ctx,
                caller,
                () -> superseding.correct(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        DecisionBody.request(body, Repeats.decision(ctx, caller.moderator()))));
    }

    private Future<Answer> lookAgain(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return once(
                ctx,
                caller,
                () -> superseding.lookAgain(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("agree").asBoolean(),
                        body.path("reason").asText()));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, looks.all(caller.platform(), Pages.upTo(ctx)))
                .map(all -> Pages.of(
                        ctx,
                        all.stream()
                                .map(look -> JSON.objectNode()
                                        .put("decisionId", look.decisionId())
                                        .put("dueAt", CaseView.time(look.dueAt()))
                                        .put("overdue", looks.overdue(look)))
                                .toList()));
    }

    private Future<Answer> once(
            RoutingContext ctx, Caller.OfModerator caller, Supplier<CompletionStage<Superseding.Reply>> move) {
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, move.get()).map(reply -> {
                    if (reply instanceof Superseding.Reply.Done done) { // what is proposed is no decision yet
                        meters.superseded(caller.platform(), done.decision());
                    }
                    return answer(reply, caller.moderator().id());
                }));
    }

    static Answer answer(Superseding.Reply reply, String reader) {
        if (reply instanceof Superseding.Reply.Done done) {
            ObjectNode node = JSON.objectNode();
            node.set("decision", CaseView.decision(done.decision()));
            node.set("case", CaseView.item(done.after(), reader));
            ArrayNode remains = node.putArray("remains");
            done.remains().forEach(order -> remains.add(CaseView.order(order)));
            return Answer.of(201, node);
        }
        if (reply instanceof Superseding.Reply.Proposed proposed) {
            ObjectNode node = JSON.objectNode().put("type", "approval-required");
            node.set("proposal", CaseView.proposal(proposed.proposal()));
            return Answer.of(202, node);
        }
        if (reply instanceof Superseding.Reply.Waits) {
            throw Problem.of(
                            409,
                            "correction-waits",
                            "Another correction waits",
                            "A correction of this decision waits for a second person: that one is answered first.")
                    .toException();
        }
        if (reply instanceof Superseding.Reply.Agreed agreed) {
            ObjectNode node = JSON.objectNode();
            node.set("decision", CaseView.decision(agreed.decision()));
            return Answer.of(200, node);
        }
        if (reply instanceof Superseding.Reply.Invalid invalid) {
            throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
        }
        if (reply instanceof Superseding.Reply.NotHis not) {
            throw Problem.of(403, "own-decision", "This decision is not yours to change", not.detail())
                    .toException();
        }
        if (reply instanceof Superseding.Reply.Conflict) {
            throw Problem.conflictOfInterest().toException();
        }
        if (reply instanceof Superseding.Reply.Corrects) {
            throw Problem.of(
                            409,
                            "superseded",
                            "A correction is not undone",
                            "Nothing would be decided then, not even what it corrected: somebody else corrects it.")
                    .toException();
        }
        if (reply instanceof Superseding.Reply.TooLate) {
            throw Problem.of(
                            409,
                            "too-late",
                            "It is too late to undo this",
                            "A decision is undone within " + Superseding.UNDO_WITHIN.toSeconds()
                                    + " seconds; later somebody else corrects it.")
                    .toException();
        }
        if (reply instanceof Superseding.Reply.Moved) {
            throw Problem.of(
                            409,
                            "superseded",
                            "Another decision counts by now",
                            "The case's last decision is another one, or its case has moved on.")
                    .toException();
        }
        throw Problem.of(
                        404,
                        "unknown-decision",
                        "There is no such decision",
                        "No decision of this platform has this id.")
                .toException();
    }
}

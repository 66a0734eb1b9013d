package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Attribution;
import dev.pullcord.review.Case;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Whose a case is, and whom it is about: given to somebody, handed over at the end of a shift, attributed. */
final class AssignmentRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Assigned assigned;
    private final Attribution attribution;
    private final CaseReader reader;
    private final Repeats repeats;

    AssignmentRoutes(Assigned assigned, Attribution attribution, CaseReader reader, Repeats repeats) {
        this.assigned = assigned;
        this.attribution = attribution;
        this.reader = reader;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "assignCase", Answer.by(this::assign),
                "handOver", Answer.by(this::handOver),
                "attributeCase", Answer.by(this::attribute));
    }

    private Future<Answer> assign(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                assigned.assign(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("id"),
                                        body.path("moderator").asText(),
                                        body.path("reason").asText()))
                        .map(reply -> Answer.of(
                                200,
                                CaseView.item(
                                        done(reply).after().get(0),
                                        caller.moderator().id()))));
    }

    private Future<Answer> handOver(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        Optional<String> to = body.hasNonNull("to") ? Optional.of(body.get("to").asText()) : Optional.empty();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                assigned.handOver(
                                        caller.platform(),
                                        caller.moderator(),
                                        to,
                                        body.path("note").asText()))
                        .map(reply -> {
                            ObjectNode node = JSON.objectNode();
                            ArrayNode items = node.putArray("items");
                            done(reply)
                                    .after()
                                    .forEach(c -> items.add(
                                            CaseView.item(c, caller.moderator().id())));
                            return Answer.of(200, node);
                        }));
    }

    private static Assigned.Reply.Done done(Assigned.Reply reply) {
        if (reply instanceof Assigned.Reply.Done done) {
            return done;
        }
        if (reply instanceof Assigned.Reply.Invalid invalid) {
            throw Problem.of(
                            422, "invalid-handover", "This case cannot be passed on so", "It " + invalid.detail() + ".")
                    .at(invalid.pointer())
                    .toException();
        }
        if (reply instanceof Assigned.Reply.NotOpen not) {
            throw Problem.of(
                            409,
                            "not-waiting",
                            "This case waits for nobody",
                            "It is " + not.state().word() + ".")
                    .toException();
        }
        throw Problem.unknownCase().toException();
    }

    private Future<Answer> attribute(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                attribution.attribute(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("id"),
                                        body.path("token").asText(),
                                        body.path("account").asText(),
                                        body.path("reason").asText()))
                        .compose(reply -> answer(ctx, caller, reply)));
    }

    private Future<Answer> answer(RoutingContext ctx, Caller.OfModerator caller, Attribution.Reply reply) {
        if (reply instanceof Attribution.Reply.Done done) {
            ObjectNode node = JSON.objectNode();
            node.set("from", CaseView.item(done.from(), caller.moderator().id()));
            return done.into()
                    .map(into -> whole(ctx, caller, into, node))
                    .orElseGet(() -> Future.succeededFuture(Answer.of(202, node)));
        }
        if (reply instanceof Attribution.Reply.Invalid invalid) {
            throw Problem.of(
                            422,
                            "invalid-attribution",
                            "This case cannot be attributed so",
                            "It " + invalid.detail() + ".")
                    .at(invalid.pointer())
                    .toException();
        }
        if (reply instanceof Attribution.Reply.NotHolder) {
            throw Problem.notHolder().toException();
        }
        throw Problem.unknownCase().toException();
    }

    private Future<Answer> whole(RoutingContext ctx, Caller.OfModerator caller, Case into, ObjectNode node) {
        String id = caller.moderator().id();
        return reader.whole(ctx, caller.platform(), into).map(whole -> {
            node.set("case", CaseView.whole(into, whole, id));
            into.claim().ifPresent(claim -> node.set("claim", CaseView.claim(claim, id)));
            return Answer.of(201, node);
        });
    }
}

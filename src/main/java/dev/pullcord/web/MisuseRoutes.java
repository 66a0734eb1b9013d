package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Misuse;
import dev.pullcord.review.MisuseDesk;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is done about somebody who reports without cause again and again. */
final class MisuseRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MisuseDesk desk;
    private final Repeats repeats;

    MisuseRoutes(MisuseDesk desk, Repeats repeats) {
        this.desk = desk;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listMisuses", Answer.by(this::list),
                "getMisuse", Answer.by(this::get),
                "proposeMisuse", Answer.by(this::propose),
                "answerMisuse", Answer.by(this::answer),
                "takeBackMisuse", Answer.by(this::takeBack));
    }

    private Future<Answer> list(RoutingContext ctx) {
        int limit = CaseRoutes.limit(ctx);
        int skip = CaseRoutes.cursor(ctx, "[0-9]{1,6}").map(Integer::parseInt).orElse(0);
        return Answer.of(ctx, desk.all(ClaimRoutes.moderator(ctx).platform(), skip, limit))
                .map(all -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    all.forEach(one -> items.add(view(one)));
                    node.put("next", all.size() < limit ? null : Integer.toString(skip + limit));
                    return Answer.of(200, node);
                });
    }

    private Future<Answer> get(RoutingContext ctx) {
        return Answer.of(ctx, desk.of(ClaimRoutes.moderator(ctx).platform(), ctx.pathParam("id")))
                .map(found -> Answer.of(200, view(found)));
    }

    private Future<Answer> propose(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        List<String> cases = new ArrayList<>();
        body.path("cases").forEach(id -> cases.add(id.asText()));
        MisuseDesk.Wish wish = new MisuseDesk.Wish(
                Misuse.Kind.valueOf(body.path("measure").asText().toUpperCase(Locale.ROOT)),
                cases,
                duration(body),
                body.path("reason").asText());
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, desk.propose(caller.platform(), caller.moderator(), ctx.pathParam("id"), wish))
                        .map(reply -> answer(reply, 201)));
    }

    private static Optional<Duration> duration(JsonNode body) {
        try {
            return Optional.of(body.path("duration"))
                    .filter(JsonNode::isTextual)
                    .map(text -> Duration.parse(text.asText()));
        } catch (DateTimeParseException e) {
            throw fault("/duration", "is no duration in days and smaller units").toException();
        }
    }

    private Future<Answer> answer(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return Answer.of(
                        ctx,
                        desk.answer(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                ctx.pathParam("measure"),
                                body.path("approve").asBoolean(),
                                body.path("reason").asText()))
                .map(reply -> answer(reply, 200));
    }

    private Future<Answer> takeBack(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return Answer.of(
                        ctx,
                        desk.takeBack(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                ctx.pathParam("measure"),
                                reason))
                .map(reply -> answer(reply, 200));
    }

    private static Answer answer(MisuseDesk.Reply reply, int status) {
        if (reply instanceof MisuseDesk.Reply.Stands stands) {
            return Answer.of(status, view(stands.measure()));
        }
        throw problem(reply).toException();
    }

    private static Problem problem(MisuseDesk.Reply reply) {
        if (reply instanceof MisuseDesk.Reply.Invalid invalid) {
            return fault(invalid.pointer(), invalid.detail());
        }
        if (reply instanceof MisuseDesk.Reply.Own) {
            return Problem.of(403, "own-decision", "Somebody else must do this", "Nobody agrees to his own proposal.");
        }
        if (reply instanceof MisuseDesk.Reply.Conflict) {
            return Problem.of(
                    409,
                    "conflict-of-interest",
                    "This is not for you",
                    "You are, or know, somebody whom the account reported, or the account itself.");
        }
        if (reply instanceof MisuseDesk.Reply.Moved moved) {
            return Problem.of(
                    409,
                    "misuse-moved",
                    "This is not to be done with it now",
                    moved.measure().id() + " is " + moved.measure().state().word() + ", or others are changing it.");
        }
        return Problem.of(404, "not-found", "There is no such measure", "None of this account has this id.");
    }

    private static Problem fault(String pointer, String detail) {
        return Problem.of(422, "invalid-misuse", "This cannot be proposed so", detail)
                .at(pointer);
    }

    private static ObjectNode view(Misuse misuse) {
        ObjectNode node = JSON.objectNode().put("account", misuse.account());
        ArrayNode measures = node.putArray("measures");
        misuse.measures().forEach(measure -> measures.add(view(measure)));
        return node;
    }

    private static ObjectNode view(Misuse.Measure measure) {
        ObjectNode node = JSON.objectNode()
                .put("id", measure.id())
                .put("measure", measure.kind().word())
                .put("state", measure.state().word())
                .put("reason", measure.why())
                .put("by", measure.by())
                .put("at", CaseView.time(measure.at()));
        ArrayNode cases = node.putArray("cases");
        measure.cases().forEach(cases::add);
        measure.length().ifPresent(length -> node.put("duration", length.toString()));
        measure.second().ifPresent(second -> node.put("answeredBy", second));
        measure.since().ifPresent(since -> node.put("since", CaseView.time(since)));
        measure.until().ifPresent(until -> node.put("until", CaseView.time(until)));
        measure.actionId().ifPresent(action -> node.put("actionId", action));
        measure.takenBackBy().ifPresent(who -> node.put("takenBackBy", who));
        return node;
    }
}

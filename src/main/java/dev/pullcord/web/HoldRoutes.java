package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.HoldDesk.Reply;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.LegalHold.State;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Legal holds: placed and prolonged by one person, ended early by two. */
final class HoldRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ALL = 10_000; // of which what is asked for is taken: holds are few

    private final HoldDesk desk;
    private final Repeats repeats;
    private final Clock clock;

    HoldRoutes(HoldDesk desk, Repeats repeats, Clock clock) {
        this.desk = desk;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listHolds", Answer.by(this::list),
                "placeHold", Answer.by(this::place),
                "extendHold", Answer.by(this::extend),
                "releaseHold", Answer.by(this::release),
                "answerHold", Answer.by(this::answer));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Instant now = clock.instant();
        Optional<String> state = CaseRoutes.query(ctx, "state");
        Optional<Target> target = CaseRoutes.query(ctx, "case")
                .map(Target::ofCase)
                .or(() -> CaseRoutes.query(ctx, "account").map(Target::account));
        return Answer.of(ctx, desk.all(ClaimRoutes.moderator(ctx).platform(), ALL))
                .map(all -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    all.stream()
                            .filter(hold -> state.isEmpty()
                                    || state.get().equals(hold.state(now).word()))
                            .filter(hold -> target.isEmpty() || target.get().equals(hold.target()))
                            .limit(CaseRoutes.limit(ctx))
                            .forEach(hold -> items.add(view(hold, now)));
                    ArrayNode ending = node.putArray("expiring");
                    all.stream().filter(hold -> hold.expiresSoon(now)).forEach(hold -> ending.add(hold.id()));
                    return Answer.of(200, node);
                });
    }

    private Future<Answer> place(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        Optional<String> ofCase = Optional.ofNullable(body.path("case").textValue());
        Optional<String> account = Optional.ofNullable(body.path("account").textValue());
        if (ofCase.isPresent() == account.isPresent()) {
            throw Problem.invalid("/case", "A hold is on a case or on an account, and on one of them.")
                    .toException();
        }
        LegalHold.Order order = new LegalHold.Order(
                body.path("authority").asText(),
                Optional.ofNullable(body.path("reference").textValue()),
                body.path("basis").asText(),
                body.path("reason").asText());
        return write(
                ctx,
                caller -> desk.place(
                        caller.platform(),
                        caller.moderator(),
                        ofCase.map(Target::ofCase).orElseGet(() -> Target.account(account.orElseThrow())),
                        order,
                        until(body)),
                201);
    }

    private Future<Answer> extend(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> desk.extend(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        until(body),
                        body.path("reason").asText()),
                200);
    }

    private Future<Answer> release(RoutingContext ctx) {
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return write(
                ctx, caller -> desk.release(caller.platform(), caller.moderator(), ctx.pathParam("id"), reason), 202);
    }

    private Future<Answer> answer(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> desk.answer(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("approve").asBoolean(),
                        body.path("reason").asText()),
                200);
    }

    private static Instant until(JsonNode body) {
        return Instant.parse(body.path("expiresAt").asText());
    }

    private Future<Answer> write(
            RoutingContext ctx, Function<Caller.OfModerator, CompletionStage<Reply>> wish, int status) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, wish.apply(caller)).map(reply -> {
                    if (reply instanceof Reply.Stands stands) {
                        return Answer.of(status, view(stands.hold(), clock.instant()));
                    }
                    throw problem(reply).toException();
                }));
    }

    private static Problem problem(Reply reply) {
        if (reply instanceof Reply.Invalid invalid) {
            return Problem.of(422, "invalid-hold", "There can be no such hold", "It " + invalid.detail() + ".")
                    .at(invalid.pointer());
        }
        if (reply instanceof Reply.Own) {
            return Problem.of(403, "own-decision", "Somebody else must do this", "Nobody agrees to his own proposal.");
        }
        if (reply instanceof Reply.NotNow not) {
            return Problem.of(
                    409,
                    "hold-moved",
                    "This cannot be done with it now",
                    List.of(State.RELEASED, State.EXPIRED).contains(not.state())
                            ? "It is " + not.state().word() + "."
                            : "It is " + not.state().word() + ", or somebody changed it meanwhile. Read it again.");
        }
        return reply instanceof Reply.UnknownCase
                ? Problem.unknownCase()
                : Problem.of(404, "unknown-hold", "There is no such hold", "No hold of this platform has this id.");
    }

    private static ObjectNode view(LegalHold hold, Instant now) {
        ObjectNode node = JSON.objectNode()
                .put("id", hold.id())
                .put(hold.target().kind().word(), hold.target().id())
                .put("state", hold.state(now).word())
                .put("authority", hold.order().authority())
                .put("basis", hold.order().basis())
                .put("reason", hold.order().reason())
                .put("placedBy", hold.placedBy())
                .put("placedAt", CaseView.time(hold.placedAt()))
                .put("expiresAt", CaseView.time(hold.expiresAt()))
                .put("expiresSoon", hold.expiresSoon(now));
        hold.order().reference().ifPresent(known -> node.put("reference", known));
        hold.release().ifPresent(release -> {
            ObjectNode wish = node.putObject("release")
                    .put("by", release.by())
                    .put("at", CaseView.time(release.at()))
                    .put("reason", release.reason());
            release.second().ifPresent(second -> wish.put("approvedBy", second));
            release.endedAt().ifPresent(at -> wish.put("endedAt", CaseView.time(at)));
        });
        return node;
    }
}

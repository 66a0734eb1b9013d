package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Policies.Stored;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.wire.BadPolicy;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyDocument;
import dev.pullcord.wire.PolicyView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Policies: bring one, compare, put in force. */
final class PolicyRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PolicyDesk desk;
    private final Repeats repeats;
    private final Clock clock;

    PolicyRoutes(PolicyDesk desk, Repeats repeats, Clock clock) {
        this.desk = desk;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listPolicies", Answer.by(this::list),
                "addPolicy", Answer.by(this::add),
                "checkPolicy", Answer.by(this::check),
                "getPolicy", Answer.by(this::get),
                "diffPolicy", Answer.by(this::diff),
                "activatePolicy", Answer.by(this::activate),
                "shadowPolicy", Answer.by(this::shadow),
                "getShadow", Answer.by(this::shadowed));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Optional<String> after = CaseRoutes.cursor(ctx, "[a-z0-9][a-z0-9.-]{0,63}");
        int limit = CaseRoutes.limit(ctx);
        return Answer.of(ctx, desk.standing(caller.platform()))
                .compose(standing -> Answer.of(ctx, desk.all(caller.platform())).map(all -> {
                    List<Stored> rest = all.stream()
                            .dropWhile(s -> after.isPresent() && !s.version().equals(after.get()))
                            .skip(after.isPresent() ? 1 : 0)
                            .toList();
                    List<Stored> page = rest.subList(0, Math.min(limit, rest.size()));
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    String inForce = desk.inForce(caller.platform());
                    page.forEach(s -> items.add(PolicyView.item(s, standing, inForce, clock.instant())));
                    boolean more = rest.size() > page.size();
                    return Answer.of(
                            200,
                            node.put("next", more ? page.get(page.size() - 1).version() : null));
                }));
    }

    private Future<Answer> get(RoutingContext ctx) {
        return onVersion(ctx, ctx.pathParam("v"), stored -> shown(ctx, stored, 200));
    }

    private Future<Answer> shown(RoutingContext ctx, Stored stored, int status) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, desk.standing(caller.platform())).map(standing -> {
            ObjectNode node = PolicyView.item(stored, standing, desk.inForce(caller.platform()), clock.instant());
            node.set("policy", PolicyView.whole(stored));
            return Answer.of(status, node);
        });
    }

    private Future<Answer> diff(RoutingContext ctx) {
        String against = CaseRoutes.query(ctx, "against")
                .orElse(desk.inForce(ClaimRoutes.moderator(ctx).platform()));
        return onVersion(
                ctx,
                ctx.pathParam("v"),
                after -> onVersion(
                        ctx, against, before -> Future.succeededFuture(Answer.of(200, compared(before, after)))));
    }

    private Future<Answer> add(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String yaml = ctx.<JsonNode>get("body").path("yaml").asText();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> base(ctx, yaml).compose(base -> {
                    PolicyDocument document = judged(() -> PolicyCodec.document(yaml, version -> base));
                    Instant now = clock.instant();
                    Stored stored = new Stored(
                            document.version(),
                            document.digest(),
                            document.whole(),
                            caller.moderator().id(),
                            now);
                    return Answer.of(ctx, desk.add(caller.platform(), caller.moderator(), stored))
                            .compose(reply -> switch (reply) {
                                case ADDED -> shown(ctx, stored, 201);
                                case KNOWN -> onVersion(ctx, stored.version(), known -> shown(ctx, known, 200));
                                case TAKEN ->
                                    throw conflict(
                                                    "version-taken",
                                                    "This version is there with other content",
                                                    "A version never changes. Give yours another name.")
                                            .at("/yaml")
                                            .toException();
                            });
                }));
    }

    /** Judges what is being written, and says what it would change. */
    private Future<Answer> check(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        String yaml = ctx.<JsonNode>get("body").path("yaml").asText();
        return base(ctx, yaml).compose(base -> {
            PolicyDocument document = judged(() -> PolicyCodec.document(yaml, version -> base));
            Stored written = new Stored(document.version(), document.digest(), document.whole(), "", clock.instant());
            return onVersion(
                    ctx,
                    desk.inForce(platform),
                    before -> Future.succeededFuture(Answer.of(200, compared(before, written))));
        });
    }

    private static ObjectNode compared(Stored before, Stored after) {
        ObjectNode node = JSON.objectNode().put("version", after.version()).put("against", before.version());
        node.set("changes", PolicyView.diff(before, after));
        return node;
    }

    /** What the file builds on, if it says. */
    private Future<Optional<PolicyDocument>> base(RoutingContext ctx, String yaml) {
        Optional<String> base = judged(() -> PolicyCodec.base(yaml));
        return base.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : Answer.of(ctx, desk.find(ClaimRoutes.moderator(ctx).platform(), base.get()))
                        .map(found -> found.map(s -> PolicyCodec.stored(s.whole())));
    }

    static <T> T judged(java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadPolicy bad) {
            throw Problem.of(422, "bad-policy", "This can be no policy", bad.getMessage())
                    .at("/yaml", bad)
                    .toException();
        }
    }

    private Future<Answer> activate(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String version = ctx.pathParam("v");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, desk.activate(caller.platform(), caller.moderator(), version))
                        .map(outcome -> answer(version, outcome)));
    }

    private Future<Answer> shadow(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String version = ctx.pathParam("v");
        boolean on = ctx.<JsonNode>get("body").path("on").asBoolean();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                desk.shadow(
                                        caller.platform(),
                                        caller.moderator(),
                                        on ? Optional.of(version) : Optional.empty()))
                        .map(reply -> switch (reply) {
                            case SET ->
                                Answer.of(
                                        200,
                                        JSON.objectNode()
                                                .put("version", version)
                                                .put("state", on ? "shadow" : "off"));
                            case UNKNOWN -> throw unknown().toException();
                        }));
    }

    private Future<Answer> shadowed(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        return onVersion(
                ctx,
                ctx.pathParam("v"),
                stored -> Answer.of(ctx, desk.shadowed(platform, stored.version()))
                        .map(report ->
                                Answer.of(200, PolicyView.shadow(stored.version(), desk.inForce(platform), report))));
    }

    private static Answer answer(String version, PolicyDesk.Outcome outcome) {
        if (outcome instanceof PolicyDesk.Outcome.Proposed proposed) {
            return Answer.of(
                    202,
                    JSON.objectNode()
                            .put("version", version)
                            .put("state", "proposed")
                            .put("expiresAt", CaseView.time(proposed.expiresAt())));
        }
        if (outcome instanceof PolicyDesk.Outcome.Activated) {
            return Answer.of(200, JSON.objectNode().put("version", version).put("state", "active"));
        }
        if (outcome instanceof PolicyDesk.Outcome.Own) {
            throw Problem.of(
                            403,
                            "own-decision",
                            "This takes a second person",
                            "You proposed it yourself: another lead agrees.")
                    .toException();
        }
        if (outcome instanceof PolicyDesk.Outcome.AlreadyActive) {
            throw conflict("already-active", "This version is in force", "Nothing was changed.")
                    .toException();
        }
        if (outcome instanceof PolicyDesk.Outcome.DropsQueues drops) {
            throw conflict(
                            "queue-dropped",
                            "Cases may wait in queues that it does not have",
                            "It lacks " + drops.queues() + ". Keep a lane for each, with when: 'false' if need be.")
                    .toException();
        }
        if (outcome instanceof PolicyDesk.Outcome.Unreadable unreadable) {
            throw Problem.of(422, "bad-policy", "This can be no policy", unreadable.why())
                    .toException();
        }
        if (outcome instanceof PolicyDesk.Outcome.Moved) {
            throw conflict("policy-moved", "Others are changing the policy", "Look again, then try again.")
                    .toException();
        }
        throw unknown().toException();
    }

    private static Problem conflict(String word, String title, String detail) {
        return Problem.of(409, word, title, detail);
    }

    static Problem unknown() {
        return Problem.of(
                404, "unknown-version", "There is no such version", "No policy of this platform has this name.");
    }

    private Future<Answer> onVersion(RoutingContext ctx, String version, Function<Stored, Future<Answer>> then) {
        return Answer.of(ctx, desk.find(ClaimRoutes.moderator(ctx).platform(), version))
                .compose(found -> found.map(then)
                        .orElseGet(() -> Future.failedFuture(unknown().toException())));
    }
}

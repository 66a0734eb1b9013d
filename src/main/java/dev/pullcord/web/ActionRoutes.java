package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.PlanView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The actions on their way, and whether an account may join. */
final class ActionRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Outbox outbox;
    private final ActivePolicies active;
    private final Repeats repeats;
    private final Clock clock;

    /** @param active the policy in force on each platform */
    ActionRoutes(Outbox outbox, ActivePolicies active, Repeats repeats, Clock clock) {
        this.outbox = outbox;
        this.active = active;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listActions", Answer.by(this::list),
                "retryAction", Answer.by(this::retry),
                "settleAction", Answer.by(this::settle),
                "unsettleAction", Answer.by(this::unsettle),
                "getStanding", Answer.by(this::standing));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Action.State state = CaseRoutes.query(ctx, "state")
                .map(word -> Action.State.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Action.State.FAILED);
        return Answer.of(
                        ctx,
                        outbox.inState(
                                caller.platform(),
                                state,
                                CaseRoutes.cursor(ctx, "[0-9]{16}\\.c[0-9a-z.-]{1,60}"),
                                CaseRoutes.limit(ctx)))
                .compose(page -> cases(ctx, caller, page).map(cases -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    page.items()
                            .forEach(action ->
                                    items.add(PlanView.action(action, cases.getOrDefault(action.caseId(), List.of()))));
                    return Answer.of(200, node.put("next", page.next().orElse(null)));
                }));
    }

    /** The actions beside those that may wait for one. */
    private Future<Map<String, List<Action>>> cases(RoutingContext ctx, Caller.OfModerator caller, Outbox.Page page) {
        Map<String, List<Action>> cases = new ConcurrentHashMap<>();
        List<Future<List<Action>>> reads = page.items().stream()
                .filter(a ->
                        a.state() == Action.State.PENDING && !a.trail().after().isEmpty())
                .map(Action::caseId)
                .distinct()
                .map(id -> Answer.of(ctx, outbox.ofCase(caller.platform(), id)).onSuccess(all -> cases.put(id, all)))
                .toList();
        return Future.join(reads).map(done -> cases);
    }

    private Future<Answer> retry(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String id = ctx.pathParam("id");
        return byHand(
                ctx,
                caller,
                id,
                action -> done(ctx, outbox.retry(caller.platform(), id, caller.moderator(), clock.instant())),
                202);
    }

    /** Does something about what was given up. */
    private Future<Answer> byHand(
            RoutingContext ctx,
            Caller.OfModerator caller,
            String id,
            Function<Action, Future<Optional<Problem>>> what,
            int status) {
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, outbox.find(caller.platform(), id))
                        .compose(found -> {
                            if (found.isEmpty()) {
                                throw Problem.of(
                                                404,
                                                "unknown-action",
                                                "There is no such action",
                                                "No action of this platform has this id.")
                                        .toException();
                            }
                            return what.apply(found.get());
                        })
                        .compose(problem -> {
                            if (problem.isPresent()) {
                                throw problem.get().toException();
                            }
                            return Answer.of(ctx, outbox.find(caller.platform(), id));
                        })
                        .map(action -> Answer.of(status, CaseView.action(action.orElseThrow()))));
    }

    private static Future<Optional<Problem>> done(RoutingContext ctx, CompletionStage<Boolean> what) {
        return Answer.of(ctx, what)
                .map(done -> done
                        ? Optional.empty()
                        : Optional.of(Problem.of(
                                409,
                                "not-failed",
                                "This action is not parked",
                                "Only what was given up is tried again, or settled, by hand.")));
    }

    private Future<Answer> settle(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        String id = ctx.pathParam("id");
        Outbox.Settled as = Outbox.Settled.valueOf(body.path("status").asText().toUpperCase(Locale.ROOT));
        Instant now = clock.instant();
        return byHand(
                ctx,
                caller,
                id,
                action -> done(
                        ctx,
                        outbox.settle(
                                caller.platform(),
                                id,
                                as,
                                caller.moderator(),
                                body.path("reason").asText(),
                                Watch.firstLook(
                                        action,
                                        Enforcer.Ending.byHand(as.status()),
                                        active.of(caller.platform().id()).plans(),
                                        now),
                                now)),
                200);
    }

    private Future<Answer> unsettle(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String id = ctx.pathParam("id");
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return byHand(
                ctx,
                caller,
                id,
                action -> Answer.of(
                                ctx,
                                outbox.unsettle(caller.platform(), id, caller.moderator(), reason, clock.instant()))
                        .map(ActionRoutes::notTakenBack),
                200);
    }

    private static Optional<Problem> notTakenBack(Outbox.Unsettled unsettled) {
        return switch (unsettled) {
            case PARKED -> Optional.empty();
            case NOT_SETTLED ->
                Optional.of(Problem.of(
                        409,
                        "not-settled",
                        "This action was not settled by hand",
                        "Only what somebody settled by hand is taken back."));
            case SUPERSEDED ->
                Optional.of(Problem.of(
                        409,
                        "superseded",
                        "This has been built upon",
                        "Another decision counts, or another order has followed: change those."));
        };
    }

    private Future<Answer> standing(RoutingContext ctx) {
        Caller.OfPlatform caller = ctx.get("caller");
        String account = ctx.request().getParam("account");
        String accept = ctx.request().getHeader("accept");
        boolean accessForm = accept != null && accept.replace(" ", "").contains("profile=\"access\"");
        return Answer.of(ctx, outbox.standing(caller.platform(), account, clock.instant()))
                .map(standing -> {
                    if (accessForm) {
                        return Answer.of(200, JSON.objectNode().put("access", !standing.suspended()));
                    }
                    ObjectNode node = JSON.objectNode()
                            .put("account", account)
                            .put("standing", standing.suspended() ? "suspended" : "good");
                    standing.until().ifPresent(until -> node.put("until", CaseView.time(until)));
                    return Answer.of(200, node);
                });
    }
}

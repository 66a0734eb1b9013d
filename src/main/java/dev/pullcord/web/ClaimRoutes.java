package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Care;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** How the queues stand, and claims. */
final class ClaimRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Desk desk;
    private final Assigned assigned;
    private final ReviewQueue queue;
    private final Care care;
    private final CaseReader reader;
    private final Repeats repeats;
    private final Meters meters;
    private final Clock clock;

    ClaimRoutes(
            Desk desk,
            Assigned assigned,
            Care care,
            ReviewQueue queue,
            CaseReader reader,
            Repeats repeats,
            Meters meters,
            Clock clock) {
        this.desk = desk;
        this.assigned = assigned;
        this.care = care;
        this.queue = queue;
        this.reader = reader;
        this.repeats = repeats;
        this.meters = meters;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listQueues", Answer.by(this::queues),
                "claimNext", Answer.by(this::claimNext),
                "claimCase", Answer.by(this::claimCase),
                "renewClaim", Answer.by(this::renew));
    }

    static Caller.OfModerator moderator(RoutingContext ctx) {
        return ctx.get("caller");
    }

    static ObjectNode me(Moderator moderator) {
        return JSON.objectNode()
                .put("id", moderator.id())
                .put("name", moderator.name())
                .put("role", moderator.role().word())
                .put("platform", moderator.platform());
    }

    private Future<Answer> queues(RoutingContext ctx) {
        return Answer.of(ctx, standings(moderator(ctx).platform())).map(standings -> Answer.of(200, standings));
    }

    /** How the queues of a platform stand now. */
    CompletionStage<ObjectNode> standings(Platform platform) {
        Instant now = clock.instant();
        Map<String, String> lanes = desk.queues(platform);
        List<String> ahead = desk.ahead(platform);
        return queue.standings(platform, List.copyOf(lanes.keySet()), now).thenApply(standings -> {
            ObjectNode node = JSON.objectNode();
            ArrayNode all = node.putArray("queues");
            standings.forEach(s -> all.add(queue(s, lanes.get(s.name()), ahead.contains(s.name()), now)));
            return node;
        });
    }

    private static ObjectNode queue(ReviewQueue.Standing s, String lane, boolean ahead, Instant now) {
        ObjectNode node = JSON.objectNode()
                .put("name", s.name())
                .put("lane", lane)
                .put("ahead", ahead)
                .put("queued", s.queued())
                .put("claimed", s.claimed())
                .put("overdue", s.overdue());
        s.oldestOpenedAt()
                .ifPresentOrElse(
                        at -> node.put(
                                "oldestAgeMs",
                                Math.max(0, Duration.between(at, now).toMillis())),
                        () -> node.putNull("oldestAgeMs"));
        s.nextDeadline()
                .ifPresentOrElse(at -> node.put("nextDeadline", CaseView.time(at)), () -> node.putNull("nextDeadline"));
        return node;
    }

    private Future<Answer> claimNext(RoutingContext ctx) {
        Caller.OfModerator caller = moderator(ctx);
        List<String> wanted = new ArrayList<>();
        JsonNode body = ctx.get("body");
        if (body != null) {
            body.path("queues").forEach(name -> wanted.add(name.asText()));
        }
        Set<String> queues = desk.queues(caller.platform()).keySet();
        for (int i = 0; i < wanted.size(); i++) {
            if (!queues.contains(wanted.get(i))) {
                return Future.failedFuture(
                        Problem.invalid("/queues/" + i, "Is no queue of the active policy: " + queues + ".")
                                .toException());
            }
        }
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                body != null && body.path("setAside").asBoolean()
                                        ? assigned.claimUrgent(caller.platform(), caller.moderator(), wanted)
                                        : assigned.claimNext(caller.platform(), caller.moderator(), wanted))
                        .compose(claimed -> claimed.map(c -> claimed(ctx, c)).orElseGet(() -> {
                            meters.of(caller.platform().id()).claimAnswered("nothing");
                            return nothing(ctx);
                        })));
    }

    private Future<Answer> claimCase(RoutingContext ctx) {
        Caller.OfModerator caller = moderator(ctx);
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, desk.claim(caller.platform(), caller.moderator(), ctx.pathParam("caseId")))
                        .compose(reply -> {
                            if (reply instanceof ClaimReply.Claimed yours) {
                                return claimed(ctx, yours.claimed());
                            }
                            meters.of(caller.platform().id()).claimAnswered("refused");
                            return Future.failedFuture(refusal(reply).toException());
                        }));
    }

    /** Why somebody is given nothing though something may wait; empty: nothing waits that is for him. */
    private Future<Answer> nothing(RoutingContext ctx) {
        Caller.OfModerator caller = moderator(ctx);
        return Answer.of(ctx, care.standing(caller.platform(), caller.moderator()))
                .map(found -> {
                    found.filter(his -> his.kept().stoppedAt().isPresent()).ifPresent(his -> {
                        throw barred(ClaimGuard.Bar.STOPPED).toException();
                    });
                    found.filter(Care.Standing::used).ifPresent(his -> {
                        throw barred(ClaimGuard.Bar.BUDGET).toException();
                    });
                    found.filter(his -> !his.onShift()).ifPresent(his -> {
                        throw Problem.of(409, "off-shift", "None of your shifts is on", "A lead sets them.")
                                .toException();
                    });
                    return Answer.empty(204);
                });
    }

    static Problem barred(ClaimGuard.Bar bar) {
        return switch (bar) {
            case STOPPED ->
                Problem.of(409, "stopped", "You said that you need to stop", "POST /v1/me/resume when you are ready.");
            case BUDGET ->
                Problem.of(
                        409,
                        "exposure-used",
                        "This would be more than your exposure budget",
                        "GET /v1/me says what is left. It is not to be spent.");
            case OPTED_OUT -> Problem.of(409, "opted-out", "You opted out of this reason", "Somebody else takes it.");
            case CONFLICT -> Problem.conflictOfInterest();
        };
    }

    private static Problem refusal(ClaimReply reply) {
        if (reply instanceof ClaimReply.Barred no) {
            return barred(no.why());
        }
        if (reply instanceof ClaimReply.AlreadyClaimed) {
            return Problem.of(
                    409, "already-claimed", "Somebody holds this case", "It comes back when he is done or silent.");
        }
        if (reply instanceof ClaimReply.Needs more) {
            return Problem.forbidden("the role " + more.role().word());
        }
        if (reply instanceof ClaimReply.NotWaiting not) {
            return Problem.of(
                    409,
                    "not-waiting",
                    "This case waits for nobody",
                    "It is " + not.state().word() + ".");
        }
        return Problem.unknownCase();
    }

    private Future<Answer> claimed(RoutingContext ctx, Case c) {
        Caller.OfModerator caller = moderator(ctx);
        PlatformMeters counted = meters.of(caller.platform().id());
        counted.claimAnswered("granted");
        if (c.marks().looks() == 1) {
            Requests.inTrace(
                    ctx,
                    () -> counted.firstLook(c.placement().lane(), Duration.between(c.openedAt(), clock.instant())));
        }
        return reader.whole(ctx, caller.platform(), c).map(whole -> {
            ObjectNode node = JSON.objectNode();
            node.set("case", CaseView.whole(c, whole, caller.moderator().id()));
            node.set(
                    "claim",
                    CaseView.claim(c.claim().orElseThrow(), caller.moderator().id()));
            return Answer.of(201, node);
        });
    }

    private Future<Answer> renew(RoutingContext ctx) {
        Caller.OfModerator caller = moderator(ctx);
        String token = ctx.<JsonNode>get("body").path("token").asText();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, desk.renew(caller.platform(), caller.moderator(), ctx.pathParam("caseId"), token))
                        .map(renewal -> switch (renewal.reply()) {
                            case DONE ->
                                Answer.of(
                                        200,
                                        CaseView.claim(
                                                new Claim(caller.moderator().id(), token, renewal.expiresAt()),
                                                caller.moderator().id()));
                            case NOT_HOLDER -> throw Problem.notHolder().toException();
                            case UNKNOWN -> throw Problem.unknownCase().toException();
                        }));
    }
}

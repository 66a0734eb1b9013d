package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseDoor;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Cases: search, look, decide, note. */
final class CaseRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Desk desk;
    private final Approvals approvals;
    private final ReviewQueue queue;
    private final CaseReader reader;
    private final CaseDoor door;
    private final Repeats repeats;
    private final DecisionMeters meters;
    private final Clock clock;

    CaseRoutes(
            Desk desk,
            Approvals approvals,
            ReviewQueue queue,
            CaseReader reader,
            CaseDoor door,
            Repeats repeats,
            DecisionMeters meters,
            Clock clock) {
        this.meters = meters;
        this.desk = desk;
        this.approvals = approvals;
        this.queue = queue;
        this.reader = reader;
        this.door = door;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "searchCases", Answer.by(this::search),
                "getCase", Answer.by(this::get),
                "listReports", Answer.by(this::reports),
                "lookIntoCase", Answer.by(this::look),
                "decideCase", Answer.by(this::decide),
                "answerProposal", Answer.by(this::answerProposal),
                "withdrawProposal", Answer.by(this::withdraw),
                "addNote", Answer.by(this::note));
    }

    private Future<Answer> search(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        ReviewQueue.Filter filter = new ReviewQueue.Filter(
                query(ctx, "state").flatMap(CaseState::ofWord),
                query(ctx, "queue"),
                query(ctx, "account"),
                query(ctx, "reason"),
                query(ctx, "assignee"),
                query(ctx, "proposed").map(Boolean::parseBoolean).orElse(false));
        return Answer.of(
                        ctx,
                        queue.search(
                                caller.platform(), filter, cursor(ctx, "[0-9]{1,16}\\.c[0-9a-z-]{1,40}"), limit(ctx)))
                .map(page -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    page.items()
                            .forEach(c -> items.add(
                                    CaseView.item(c, caller.moderator().id())));
                    return Answer.of(200, node.put("next", page.next().orElse(null)));
                });
    }

    private Future<Answer> get(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return onCase(
                ctx,
                c -> CaseDoors.open(ctx, door, caller, c)
                        .compose(may -> looked(ctx, caller, c, "case_viewed"))
                        .compose(seen -> reader.whole(ctx, caller.platform(), c))
                        .map(whole -> Answer.of(
                                200, CaseView.whole(c, whole, caller.moderator().id()))));
    }

    private Future<Answer> reports(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        long skip = cursor(ctx, "[0-9]{1,12}").map(Long::parseLong).orElse(0L);
        int limit = limit(ctx);
        return onCase(
                ctx,
                c -> CaseDoors.open(ctx, door, caller, c)
                        .compose(may -> looked(ctx, caller, c, "reports_viewed"))
                        .compose(seen -> Answer.of(ctx, queue.reports(caller.platform(), c.id(), skip, limit)))
                        .compose(found -> Answer.of(ctx, queue.additions(c, found))
                                .map(additions -> page(c, skip, found, additions))));
    }

    private static Answer page(Case c, long skip, List<LoggedEvent> found, Map<String, List<LoggedEvent>> additions) {
        ObjectNode node = JSON.objectNode();
        ArrayNode items = node.putArray("items");
        found.forEach(report -> items.add(CaseView.report(report, additions.getOrDefault(report.logId(), List.of()))));
        boolean more = skip + found.size() < c.reportCount() && !found.isEmpty();
        return Answer.of(200, node.put("next", more ? Long.toString(skip + found.size()) : null));
    }

    /** Who looked is remembered before he sees anything. */
    private Future<?> looked(RoutingContext ctx, Caller.OfModerator caller, Case c, String verb) {
        return Answer.of(
                ctx,
                queue.remember(caller.platform(), c.id(), draft(caller.moderator(), verb, c.id(), new TreeMap<>())));
    }

    private Future<Answer> look(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> onCase(
                        ctx,
                        c -> Answer.of(ctx, door.say(caller.platform(), caller.moderator(), c, reason))
                                .map(said -> Answer.of(
                                        201,
                                        CaseView.entry(said.orElseThrow(
                                                () -> CaseDoors.notHis().toException()))))));
    }

    private Future<Answer> note(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String text = ctx.<JsonNode>get("body").path("text").asText();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> onCase(
                        ctx,
                        c -> Answer.of(
                                        ctx,
                                        queue.remember(
                                                caller.platform(),
                                                c.id(),
                                                draft(
                                                        caller.moderator(),
                                                        "note_added",
                                                        c.id(),
                                                        new TreeMap<>(Map.of("text", text)))))
                                .map(entry -> Answer.of(201, CaseView.entry(entry)))));
    }

    private AuditDraft draft(Moderator moderator, String verb, String caseId, SortedMap<String, String> detail) {
        return new AuditDraft(
                clock.instant(), moderator.id(), moderator.role().word(), verb, Optional.of(caseId), detail);
    }

    private Future<Answer> decide(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        Desk.Request request = DecisionBody.request(body, Repeats.decision(ctx, caller.moderator()));
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                desk.decide(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("id"),
                                        body.path("token").asText(),
                                        request))
                        .map(deciding -> answer(caller.platform(), deciding)));
    }

    private Answer answer(Platform platform, Desk.Deciding deciding) {
        if (deciding instanceof Desk.Deciding.Written written) {
            if (!written.repeated()) {
                meters.decided(platform, written.decision());
            }
            return Answer.of(201, CaseView.decision(written.decision()));
        }
        if (deciding instanceof Desk.Deciding.Invalid invalid) {
            throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
        }
        if (deciding instanceof Desk.Deciding.Proposed proposed) {
            ObjectNode node = JSON.objectNode().put("type", "approval-required");
            node.set("proposal", CaseView.proposal(proposed.proposal()));
            return Answer.of(202, node);
        }
        if (deciding instanceof Desk.Deciding.AlreadyDecided) {
            throw Problem.of(409, "already-decided", "This case is decided", "Nothing was changed.")
                    .toException();
        }
        if (deciding instanceof Desk.Deciding.Needs more) {
            throw Problem.forbidden("the role " + more.role().word()).toException();
        }
        if (deciding instanceof Desk.Deciding.NotHolder) {
            throw Problem.notHolder().toException();
        }
        throw Problem.unknownCase().toException();
    }

    private Future<Answer> answerProposal(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        String id = ctx.pathParam("id");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                approvals.answer(
                                        caller.platform(),
                                        caller.moderator(),
                                        id,
                                        proposedAt(body),
                                        body.path("approve").asBoolean(),
                                        body.path("reason").asText()))
                        .compose(answered -> answer(ctx, answered)));
    }

    private static Optional<Instant> proposedAt(JsonNode body) {
        return Optional.ofNullable(body.path("proposedAt").textValue()).map(Instant::parse);
    }

    private Future<Answer> withdraw(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                approvals.withdraw(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("id"),
                                        proposedAt(body),
                                        body.path("reason").asText()))
                        .compose(answered -> answer(ctx, answered)));
    }

    private Future<Answer> answer(RoutingContext ctx, Approvals.Answered answered) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        if (answered instanceof Approvals.Answered.Approved approved) {
            if (!approved.repeated()) {
                if (approved.decision().course().supersedes().isPresent()) {
                    meters.superseded(platform, approved.decision());
                } else {
                    meters.decided(platform, approved.decision());
                }
                meters.answered(platform, "agreed", approved.waited());
            }
            return Future.succeededFuture(Answer.of(201, CaseView.decision(approved.decision())));
        }
        if (answered instanceof Approvals.Answered.Refused refused) {
            if (!refused.withdrawn()) {
                meters.answered(platform, "refused", refused.waited());
            }
            Moderator reader = ClaimRoutes.moderator(ctx).moderator();
            return onCase(ctx, c -> Future.succeededFuture(Answer.of(200, CaseView.item(c, reader.id()))));
        }
        if (answered instanceof Approvals.Answered.OwnDecision) {
            throw Problem.of(
                            403,
                            "own-decision",
                            "You had a part in this proposal",
                            "Somebody who neither made it nor worked for it, nor decided what it corrects, must answer it.")
                    .toException();
        }
        if (answered instanceof Approvals.Answered.NotHis) {
            throw Problem.of(
                            403,
                            "not-yours",
                            "This proposal is somebody else's",
                            "Only who proposed it takes it back; whoever may be the second person refuses it.")
                    .toException();
        }
        if (answered instanceof Approvals.Answered.Conflict) {
            throw Problem.conflictOfInterest().toException();
        }
        if (answered instanceof Approvals.Answered.NothingProposed) {
            throw Problem.of(
                            409,
                            "nothing-proposed",
                            "Nothing of this case waits for an answer",
                            "It was answered, or was over, another waits by now, or a panic brought the case back to its queue.")
                    .toException();
        }
        throw Problem.unknownCase().toException();
    }

    private Future<Answer> onCase(RoutingContext ctx, Function<Case, Future<Answer>> then) {
        return Answer.of(ctx, queue.find(ClaimRoutes.moderator(ctx).platform(), ctx.pathParam("id")))
                .compose(found -> found.map(then)
                        .orElseGet(
                                () -> Future.failedFuture(Problem.unknownCase().toException())));
    }

    static Optional<String> query(RoutingContext ctx, String name) {
        return Optional.ofNullable(ctx.request().getParam(name)).filter(value -> !value.isEmpty());
    }

    static int limit(RoutingContext ctx) {
        return query(ctx, "limit").map(Integer::parseInt).orElse(50);
    }

    /** @param shape of a cursor we gave: anything else was made up */
    static Optional<String> cursor(RoutingContext ctx, String shape) {
        Optional<String> cursor = query(ctx, "cursor");
        if (cursor.filter(c -> !c.matches(shape)).isPresent()) {
            throw Problem.of(400, "invalid-request", "The call breaks its schema", "This is no cursor of this list.")
                    .about("cursor")
                    .toException();
        }
        return cursor;
    }
}

package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Outcome;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Appeals: filed by the platform for who contests a decision, heard at the desk. */
final class AppealRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Hearing hearing;
    private final Appeals appeals;
    private final Repeats repeats;
    private final DecisionMeters meters;
    private final Clock clock;

    AppealRoutes(Hearing hearing, Appeals appeals, Repeats repeats, DecisionMeters meters, Clock clock) {
        this.hearing = hearing;
        this.appeals = appeals;
        this.repeats = repeats;
        this.meters = meters;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "fileAppeal", Answer.by(this::file),
                "getAppeal", Answer.by(this::find),
                "listAppeals", Answer.by(this::list),
                "decideAppeal", Answer.by(this::decide),
                "countAppeals", Answer.by(this::count));
    }

    /** Filed again by the same party it is answered as it stands. */
    private Future<Answer> file(RoutingContext ctx) {
        Platform platform = ((Caller.OfPlatform) ctx.get("caller")).platform();
        JsonNode body = ctx.get("body");
        String text = body.path("text").asText();
        return Answer.of(
                        ctx,
                        body.has("receipt")
                                ? hearing.byReporter(
                                        platform, body.path("receipt").asText(), text)
                                : hearing.byAccount(
                                        platform, body.path("decisionId").asText(), text))
                .map(filed -> {
                    if (filed instanceof Hearing.Filed.Taken taken) {
                        return Answer.of(taken.repeated() ? 200 : 201, told(taken.appeal()));
                    }
                    if (filed instanceof Hearing.Filed.TooLate) {
                        throw Problem.of(
                                        409,
                                        "too-late",
                                        "It is too late to contest this",
                                        "A decision can be contested for " + Appeal.WINDOW.toDays() + " days.")
                                .toException();
                    }
                    if (filed instanceof Hearing.Filed.Moved) {
                        throw Problem.of(
                                        409,
                                        "nothing-to-contest",
                                        "There is nothing to contest now",
                                        "Nothing is decided yet, or another decision counts by now.")
                                .toException();
                    }
                    if (filed instanceof Hearing.Filed.Granted) {
                        throw Problem.of(
                                        409,
                                        "nothing-to-contest",
                                        "There is nothing to contest now",
                                        "This was decided on an appeal of the same party's, and an appeal is not appealed.")
                                .toException();
                    }
                    if (filed instanceof Hearing.Filed.InFavour) {
                        throw Problem.of(
                                        409,
                                        "nothing-to-contest",
                                        "There is nothing to contest now",
                                        "This decision finds nothing against the account and orders nothing.")
                                .toException();
                    }
                    throw Problem.of(
                                    404,
                                    body.has("receipt") ? "unknown-report" : "unknown-decision",
                                    "There is no such decision",
                                    "No report has this receipt, or no decision this id.")
                            .toException();
                });
    }

    private Future<Answer> find(RoutingContext ctx) {
        Platform platform = ((Caller.OfPlatform) ctx.get("caller")).platform();
        return Answer.of(ctx, appeals.find(platform, ctx.pathParam("id")))
                .map(found -> Answer.of(200, told(found.orElseThrow(AppealRoutes::unknown))));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Optional<String> of = CaseRoutes.query(ctx, "case");
        Future<List<Appeal>> found = of.map(id -> Answer.of(ctx, appeals.ofCase(caller.platform(), id)))
                .orElseGet(() -> Answer.of(ctx, appeals.open(caller.platform(), Pages.upTo(ctx))));
        Instant now = clock.instant();
        return found.map(all -> Pages.of(
                ctx,
                all.stream()
                        .map(appeal -> whole(appeal)
                                .put(
                                        "overdue",
                                        appeal.state() == Appeal.State.OPEN
                                                && !appeal.dueAt().isAfter(now)))
                        .toList()));
    }

    private Future<Answer> decide(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        if (body.has("decision") && !body.path("outcome").asText().equals("overturn")) {
            throw Problem.invalid("/decision", "Goes with `overturn` only: what is upheld stands as it is.")
                    .toException();
        }
        boolean bare = body.path("outcome").asText().equals("overturn") && !body.has("decision");
        Optional<Desk.Request> overturn = body.path("outcome").asText().equals("overturn")
                ? Optional.of(instead(body, Repeats.decision(ctx, caller.moderator())))
                : Optional.empty();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> (bare ? named(ctx, caller) : Future.<Void>succeededFuture())
                        .compose(said -> Answer.of(
                                ctx,
                                hearing.hear(
                                        caller.platform(),
                                        caller.moderator(),
                                        ctx.pathParam("id"),
                                        overturn,
                                        body.path("reason").asText())))
                        .map(heard -> answer(caller.platform(), heard)));
    }

    /** A reporter asks for more: that there was no violation would be the opposite of what is granted, so it has to be said. */
    private Future<Void> named(RoutingContext ctx, Caller.OfModerator caller) {
        return Answer.of(ctx, appeals.find(caller.platform(), ctx.pathParam("id")))
                .map(found -> {
                    if (found.filter(one -> one.party() == Appeal.Party.REPORTER)
                            .isPresent()) {
                        throw Problem.invalid("/decision", "Is needed where a reporter's appeal is granted.")
                                .toException();
                    }
                    return null;
                });
    }

    /** What takes the decision's place: as it is said, or else that there was no violation. */
    private static Desk.Request instead(JsonNode body, Optional<String> repeatKey) {
        JsonNode said = body.path("decision");
        ObjectNode whole = said.isObject()
                ? ((ObjectNode) said).deepCopy()
                : JSON.objectNode().put("outcome", Outcome.NO_VIOLATION.word());
        whole.put("reason", body.path("reason").asText());
        return DecisionBody.request(whole, repeatKey);
    }

    private Answer answer(Platform platform, Hearing.Heard heard) {
        if (heard instanceof Hearing.Heard.Answered answered) {
            meters.heard(platform, answered.appeal(), answered.result());
            ObjectNode node = JSON.objectNode();
            node.set("appeal", whole(answered.appeal()));
            answered.result().ifPresent(decision -> node.set("decision", CaseView.decision(decision)));
            ArrayNode remains = node.putArray("remains");
            answered.remains().forEach(order -> remains.add(CaseView.order(order)));
            return Answer.of(201, node);
        }
        if (heard instanceof Hearing.Heard.Invalid invalid) {
            throw DecisionBody.fault("/decision" + invalid.pointer(), invalid.detail())
                    .toException();
        }
        if (heard instanceof Hearing.Heard.OwnDecision) {
            throw Problem.of(
                            403,
                            "own-decision",
                            "You had a part in this decision",
                            "An appeal is heard by somebody who had none.")
                    .toException();
        }
        if (heard instanceof Hearing.Heard.Conflict) {
            throw Problem.conflictOfInterest().toException();
        }
        if (heard instanceof Hearing.Heard.Nearer) {
            throw Problem.of(
                            409,
                            "one-level-up",
                            "Somebody nearer hears this",
                            "An appeal is heard at most one level above whoever decided, while somebody is there who can"
                                    + " and its time is not over.")
                    .toException();
        }
        if (heard instanceof Hearing.Heard.Before before) {
            throw Problem.of(
                            409,
                            "heard-before",
                            "This appeal was heard",
                            "It was " + before.appeal().state().word() + ".")
                    .toException();
        }
        if (heard instanceof Hearing.Heard.Moved) {
            throw Problem.of(409, "superseded", "The case moved on meanwhile", "Read it again.")
                    .toException();
        }
        throw unknown();
    }

    private static RuntimeException unknown() {
        return Problem.of(404, "unknown-appeal", "There is no such appeal", "No appeal of this platform has this id.")
                .toException();
    }

    /** By moderator, in no order of merit: how many decisions were contested says little of who made them. */
    private Future<Answer> count(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, appeals.counts(caller.platform())).map(counts -> {
            ObjectNode node = JSON.objectNode();
            ArrayNode items = node.putArray("items");
            counts.forEach((moderator, words) -> items.addObject()
                    .put("moderator", moderator)
                    .put("filed", words.getOrDefault("filed", 0L))
                    .put("upheld", words.getOrDefault("upheld", 0L))
                    .put("overturned", words.getOrDefault("overturned", 0L)));
            return Answer.of(200, node.putNull("next")); // all are there
        });
    }

    /** What who contests it is told: no names. */
    private static ObjectNode told(Appeal appeal) {
        ObjectNode node = JSON.objectNode()
                .put("id", appeal.id())
                .put("decisionId", appeal.decisionId())
                .put("state", appeal.state().word())
                .put("filedAt", CaseView.time(appeal.filedAt()))
                .put("dueAt", CaseView.time(appeal.dueAt()));
        appeal.heardAt().ifPresent(at -> node.put("heardAt", CaseView.time(at)));
        appeal.answer().ifPresent(words -> node.put("answer", words));
        appeal.result().ifPresent(result -> node.put("result", result));
        return node;
    }

    private static ObjectNode whole(Appeal appeal) {
        ObjectNode node = told(appeal)
                .put("party", appeal.party().word())
                .put("text", appeal.text())
                .put("decidedBy", appeal.decidedBy());
        appeal.receipt().ifPresent(receipt -> node.put("receipt", receipt));
        appeal.heardBy().ifPresent(by -> node.put("heardBy", by));
        return node;
    }
}

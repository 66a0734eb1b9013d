package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.Meters;
import dev.pullcord.insight.QualityReport;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Reviews;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.wire.ReviewView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Blind second looks at closed cases, and how far they agree. */
final class QualityRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SecondReviews second;
    private final Reviews reviews;
    private final QualityReport report;
    private final CaseReader reader;
    private final Repeats repeats;
    private final Meters meters;

    QualityRoutes(
            SecondReviews second,
            Reviews reviews,
            QualityReport report,
            CaseReader reader,
            Repeats repeats,
            Meters meters) {
        this.meters = meters;
        this.second = second;
        this.reviews = reviews;
        this.report = report;
        this.reader = reader;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "nextReview", Answer.by(this::next),
                "answerReview", Answer.by(this::answer),
                "returnReview", Answer.by(this::giveBack),
                "getQuality", Answer.by(this::standing),
                "listDisagreements", Answer.by(this::disagreements),
                "listGold", Answer.by(this::gold),
                "markGold", Answer.by(this::mark),
                "unmarkGold", Answer.by(this::unmark));
    }

    private Future<Answer> next(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, second.next(caller.platform(), caller.moderator()))
                .compose(given -> {
                    if (given.isEmpty()) {
                        return Future.succeededFuture(Answer.empty(204));
                    }
                    SecondReviews.Given look = given.get();
                    return reader.whole(ctx, caller.platform(), look.c()).map(whole -> {
                        ObjectNode node = JSON.objectNode();
                        node.set("review", ReviewView.given(look.review()));
                        node.set(
                                "case",
                                ReviewView.blind(
                                        look.c(),
                                        whole,
                                        look.review().decidedAt(),
                                        caller.moderator().id()));
                        return Answer.of(201, node);
                    });
                });
    }

    private Future<Answer> answer(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return Answer.of(
                        ctx,
                        second.answer(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                outcome(body),
                                policy(body),
                                body.path("reason").asText()))
                .map(answering -> {
                    if (answering instanceof SecondReviews.Answering.Written written && !written.repeated()) {
                        meters.of(caller.platform().id())
                                .reviewed(written.review()
                                        .agreed()
                                        .map(same -> same ? "agreed" : "differed")
                                        .orElse("peeked"));
                    }
                    return answer(answering, 201);
                });
    }

    private Future<Answer> giveBack(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, second.giveBack(caller.platform(), caller.moderator(), ctx.pathParam("id")))
                .map(answering -> answer(answering, 204));
    }

    private static Answer answer(SecondReviews.Answering answering, int status) {
        if (answering instanceof SecondReviews.Answering.Written written) {
            return status == 204
                    ? Answer.empty(204)
                    : Answer.of(
                            written.repeated() ? 200 : 201,
                            JSON.objectNode().put("id", written.review().id()));
        }
        if (answering instanceof SecondReviews.Answering.Invalid invalid) {
            throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
        }
        if (answering instanceof SecondReviews.Answering.NotHolder) {
            throw Problem.notHolder().toException();
        }
        throw Problem.of(404, "not-found", "There is no such review", "No review of this platform has this id.")
                .toException();
    }

    private Future<Answer> standing(RoutingContext ctx) {
        return Answer.of(ctx, report.standing(ClaimRoutes.moderator(ctx).platform()))
                .map(standing -> Answer.of(200, ReviewView.standing(standing)));
    }

    private Future<Answer> disagreements(RoutingContext ctx) {
        return Answer.of(ctx, report.disagreements(ClaimRoutes.moderator(ctx).platform(), Pages.upTo(ctx)))
                .map(all ->
                        Pages.of(ctx, all.stream().map(ReviewView::disagreement).toList()));
    }

    private Future<Answer> gold(RoutingContext ctx) {
        return Answer.of(ctx, reviews.gold(ClaimRoutes.moderator(ctx).platform()))
                .map(all -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    all.forEach(gold -> items.add(ReviewView.gold(gold)));
                    return Answer.of(200, node.putNull("next")); // all are there
                });
    }

    private Future<Answer> mark(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                second.mark(
                                        caller.platform(),
                                        caller.moderator(),
                                        body.path("case").asText(),
                                        outcome(body),
                                        policy(body),
                                        body.path("reason").asText()))
                        .map(QualityRoutes::marked));
    }

    private static Answer marked(SecondReviews.Marking marking) {
        if (marking instanceof SecondReviews.Marking.Marked marked) {
            return Answer.of(201, ReviewView.gold(marked.gold()));
        }
        if (marking instanceof SecondReviews.Marking.Invalid invalid) {
            throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
        }
        if (marking instanceof SecondReviews.Marking.NotClosed) {
            throw Problem.of(409, "not-closed", "This case is not closed", "Only of a decided case is there an answer.")
                    .toException();
        }
        throw Problem.unknownCase().toException();
    }

    private Future<Answer> unmark(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return Answer.of(ctx, second.unmark(caller.platform(), caller.moderator(), ctx.pathParam("id"), reason))
                .map(gone -> {
                    if (!gone) {
                        throw Problem.unknownCase().toException();
                    }
                    return Answer.empty(204);
                });
    }

    private static Outcome outcome(JsonNode body) {
        return Outcome.ofWord(body.path("outcome").asText()).orElseThrow(); // checked by its schema
    }

    private static Optional<String> policy(JsonNode body) {
        return Optional.ofNullable(body.path("policy").textValue());
    }
}

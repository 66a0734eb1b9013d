package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Care;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Role;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.wire.CareView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Stopping and going on, what became of one's decisions, and how much everybody had. */
final class CareRoutes {
    private static final int OUTCOMES = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Care care;
    private final People people;
    private final SecondReviews reviews;

    /** @param reviews what else somebody may have in hand when he needs to stop */
    CareRoutes(Care care, People people, SecondReviews reviews) {
        this.care = care;
        this.people = people;
        this.reviews = reviews;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "stopWork", Answer.by(this::stop),
                "resumeWork", Answer.by(this::resume),
                "listOutcomes", Answer.by(this::outcomes),
                "listLoad", Answer.by(this::load));
    }

    private Future<Answer> stop(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, care.stop(caller.platform(), caller.moderator()))
                .compose(stopped -> Answer.of(ctx, reviews.stop(caller.platform(), caller.moderator())))
                .map(back -> Answer.empty(204));
    }

    private Future<Answer> resume(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, care.resume(caller.platform(), caller.moderator()))
                .map(resumed -> Answer.empty(204));
    }

    private Future<Answer> outcomes(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, care.toldBack().outcomes(caller.platform(), caller.moderator(), OUTCOMES))
                .map(all -> Pages.of(ctx, all.stream().map(CareView::became).toList()));
    }

    private Future<Answer> load(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, people.all(caller.platform().id())).compose(all -> {
            List<Future<ObjectNode>> each = all.stream()
                    .filter(one -> one.role() != Role.AUDITOR)
                    .map(one -> of(ctx, caller, one))
                    .toList();
            return (each.isEmpty() ? Future.succeededFuture() : Future.all(each))
                    .map(read -> Pages.of(
                            ctx,
                            each.stream()
                                    .map(Future::result)
                                    .filter(node -> !node.isEmpty())
                                    .toList()));
        });
    }

    private Future<ObjectNode> of(RoutingContext ctx, Caller.OfModerator caller, Moderator one) {
        return Answer.of(ctx, care.standing(caller.platform(), one))
                .map(found -> found.map(CareView::load).orElseGet(JSON::objectNode));
    }
}

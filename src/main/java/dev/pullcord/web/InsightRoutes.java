package dev.pullcord.web;

import dev.pullcord.insight.CaseCourse;
import dev.pullcord.insight.Coverage;
import dev.pullcord.insight.Cut;
import dev.pullcord.insight.Insights;
import dev.pullcord.insight.Window;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.People;
import dev.pullcord.review.TriagePolicy;
import dev.pullcord.wire.FiguresView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the desk does, for who leads it. */
final class InsightRoutes {
    private static final int WEEK = 168; // hours

    private final Insights insights;
    private final People people;
    private final ActivePolicies active;
    private final Clock clock;

    InsightRoutes(Insights insights, People people, ActivePolicies active, Clock clock) {
        this.insights = insights;
        this.people = people;
        this.active = active;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getFigures", Answer.by(this::figures),
                "listFigureCases", Answer.by(this::cases),
                "getCoverage", Answer.by(this::coverage));
    }

    private Future<Answer> figures(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        List<TriagePolicy.Lane> lanes =
                active.of(caller.platform().id()).triage().lanes();
        return Answer.of(ctx, insights.figures(caller.platform(), window(ctx)))
                .map(made -> Answer.of(200, FiguresView.json(made, lanes)));
    }

    private Future<Answer> cases(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Cut cut = new Cut(
                CaseRoutes.query(ctx, "which").flatMap(Cut.Which::ofWord),
                CaseRoutes.query(ctx, "reason"),
                CaseRoutes.query(ctx, "lane"),
                CaseRoutes.query(ctx, "outcome").flatMap(Outcome::ofWord),
                CaseRoutes.query(ctx, "voice")
                        .flatMap(word -> of(CaseCourse.Voice.values(), CaseCourse.Voice::word, word)),
                CaseRoutes.query(ctx, "signal"),
                CaseRoutes.query(ctx, "cause").flatMap(word -> of(Decision.Cause.values(), Decision.Cause::word, word)),
                CaseRoutes.query(ctx, "action")
                        .map(type -> new Cut.Ended(
                                type,
                                CaseRoutes.query(ctx, "end")
                                        .flatMap(word -> of(CaseCourse.End.values(), CaseCourse.End::word, word))
                                        .orElse(CaseCourse.End.FAILED))),
                FiguresView.took(
                        CaseRoutes.query(ctx, "span"),
                        CaseRoutes.query(ctx, "atLeastMs"),
                        CaseRoutes.query(ctx, "belowMs")));
        return Answer.of(ctx, insights.cases(caller.platform(), window(ctx), cut, CaseRoutes.limit(ctx)))
                .map(found -> Answer.of(200, FiguresView.cases(found)));
    }

    private static <T> Optional<T> of(T[] all, Function<T, String> word, String wanted) {
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(wanted))
                .findFirst();
    }

    private static Window window(RoutingContext ctx) {
        return CaseRoutes.query(ctx, "window").flatMap(Window::ofWord).orElse(Window.WEEK);
    }

    /** Worked out beside the event loop: many people's shifts in many hours take a while. */
    private Future<Answer> coverage(RoutingContext ctx) {
        String platform = ClaimRoutes.moderator(ctx).platform().id();
        int hours = CaseRoutes.query(ctx, "hours").map(Integer::parseInt).orElse(WEEK);
        List<String> queues = active.of(platform).triage().lanes().stream()
                .map(TriagePolicy.Lane::queue)
                .distinct()
                .toList();
        return Answer.of(ctx, people.everyone(platform))
                .compose(all ->
                        ctx.vertx().executeBlocking(() -> Coverage.of(all, queues, clock.instant(), hours), false))
                .map(coverage -> Answer.of(200, FiguresView.coverage(coverage)));
    }
}

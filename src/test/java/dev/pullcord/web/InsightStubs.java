package dev.pullcord.web;

import dev.pullcord.insight.CaseCourse;
import dev.pullcord.insight.CaseCourses;
import dev.pullcord.insight.Insights;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.wire.PublicStatements;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Figures of one case with all that a figure can be made of. */
final class InsightStubs {
    private InsightStubs() {}

    static Insights insights(Clock clock) {
        return new Insights(
                (platform, from, most) ->
                        CompletableFuture.completedFuture(new CaseCourses.Read(List.of(course(clock)), from)),
                Runnable::run,
                clock);
    }

    private static CaseCourse course(Clock clock) {
        Instant opened = clock.instant().minusSeconds(600);
        return new CaseCourse(
                FilledDesk.CASE_CLOSED,
                opened,
                "other",
                opened.plusSeconds(60),
                Optional.of(Reason.GROOMING),
                CaseCourse.Voice.FLAG,
                false,
                Set.of("USR-1"),
                Optional.of(opened.plusSeconds(5)),
                Optional.of(opened.plusSeconds(50)),
                Optional.of(Outcome.NO_VIOLATION),
                Optional.of(Decision.Cause.APPEAL),
                List.of(new CaseCourse.Step(
                        ActionType.WARN,
                        CaseCourse.End.DONE,
                        opened.plusSeconds(50),
                        Optional.of(opened.plusSeconds(51)))));
    }

    static WebServer.Exports exports() {
        return new WebServer.Exports(
                Stub.of(
                        Restrictions.class,
                        Map.of(
                                "after", args -> new Restrictions.Page(List.of(), (Restrictions.Place) args[1], false),
                                "counts",
                                        args -> Map.of(
                                                "cases|grooming|notice|violation", 2L,
                                                "looked_within|grooming|5", 2L,
                                                "reporter_warned", 1L))),
                PublicStatements.load());
    }
}

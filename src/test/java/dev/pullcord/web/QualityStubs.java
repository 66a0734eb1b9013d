package dev.pullcord.web;

import dev.pullcord.insight.QualityReport;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Review;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Reviews;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.wire.PolicyCodec;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Second looks on a port that says yes: the moderator has one, and one was answered otherwise than decided. */
final class QualityStubs {
    static final String REVIEW = "r003-" + "0".repeat(32);

    private QualityStubs() {}

    static WebServer.Quality quality(ReviewQueue queue, Clock clock) {
        Reviews reviews = Stub.of(
                Reviews.class,
                Map.of(
                        "last",
                        args -> Optional.of(review(Review.State.GIVEN, clock)),
                        "find",
                        args -> Optional.of(review(Review.State.GIVEN, clock))
                                .filter(known -> known.id().equals(args[1])),
                        "change",
                        args -> true,
                        "count",
                        args -> 3L,
                        "answered",
                        args -> List.of(review(Review.State.ANSWERED, clock)),
                        "gold",
                        args -> List.of(gold(clock)),
                        "unmark",
                        args -> true));
        return new WebServer.Quality(
                new SecondReviews(
                        reviews, queue, ClaimGuard.NONE, platform -> PolicyCodec.defaults(), new Random(1), clock),
                reviews,
                new QualityReport(reviews, platform -> PolicyCodec.defaults(), clock));
    }

    private static Review.Gold gold(Clock clock) {
        return new Review.Gold(
                FilledDesk.CASE_CLOSED,
                FilledDesk.CASE_CLOSED + ".d1",
                Optional.of(Reason.GROOMING),
                clock.instant(),
                Outcome.VIOLATION,
                Optional.of("grooming"),
                "as clear as it gets",
                "id-lead",
                clock.instant());
    }

    private static Review review(Review.State state, Clock clock) {
        Instant now = clock.instant();
        boolean answered = state == Review.State.ANSWERED;
        return new Review(
                REVIEW,
                FilledDesk.CASE_CLOSED,
                FilledDesk.CASE_CLOSED + ".d1",
                false,
                Optional.of(Reason.GROOMING),
                new Review.Verdict(Outcome.VIOLATION, Optional.of("grooming"), Optional.empty(), now),
                now,
                now,
                state,
                Optional.of("id-moderator"),
                Optional.of(now.plusSeconds(60)).filter(until -> !answered),
                Optional.of(new Review.Verdict(Outcome.NO_VIOLATION, Optional.empty(), Optional.of("a quarrel"), now))
                        .filter(verdict -> answered),
                false);
    }
}

package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Ground;
import dev.pullcord.review.InMemoryStore;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BacktestRunTest {
    private static final Platform PLATFORM =
            new Platform("acme", 4, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
    private static final long PLENTY = 1L << 30;
    private static final int PEOPLE = 400;

    private final AtomicInteger tries = new AtomicInteger();
    private final Ground ground = InMemoryStore.ground(4);
    private final List<Outcomes.Past> past = new ArrayList<>();
    private final Outcomes outcomes = new Outcomes() {
        @Override
        public CompletionStage<Void> each(Partition partition, Consumer<Past> told) {
            tries.incrementAndGet();
            past.stream()
                    .filter(p -> p.subject().partition(PLATFORM).equals(partition))
                    .forEach(told);
            return CompletableFuture.completedFuture(null);
        }
    };

    BacktestRunTest() {
        for (int i = 0; i < PEOPLE; i++) {
            Subject person = Subject.account("person-" + i);
            Story story = new Story(person);
            List<LoggedEvent> events = List.of(
                    story.flag("r1", Reason.HATE),
                    story.after(Duration.ofHours(1)).flag("r2", Reason.HATE),
                    story.after(Duration.ofHours(1)).payment("payee", 2000, "EUR"));
            events.forEach(e -> ground.log()
                    .accept(PLATFORM, named(person, e.event()), person, Optional.empty(), e.receivedAt())
                    .toCompletableFuture()
                    .join());
            past.add(new Outcomes.Past(
                    "c-" + i,
                    person,
                    Story.START,
                    Optional.of(Story.START.plus(Duration.ofHours(i % 3))),
                    Optional.of(i % 2 == 0 ? Outcome.VIOLATION : Outcome.UNFOUNDED_REPORT)));
        }
    }

    /** Stories of different people give the same ids. */
    private static Event named(Subject person, Event event) {
        return new Event(event.id() + "-" + person.id(), event.source(), event.time(), event.body(), event.document());
    }

    @Test
    void littleMemoryMeansMoreReadingAndTheSameResult() {
        BacktestReport atOnce = run(PLENTY);
        int once = tries.getAndSet(0);
        BacktestReport inSlices = run(64 * 1024);

        assertThat(atOnce.events()).isEqualTo(3 * PEOPLE);
        assertThat(atOnce.subjects()).isEqualTo(PEOPLE);
        assertThat(once).isEqualTo(PLATFORM.partitions());
        assertThat(tries.get()).as("partitions were cut").isGreaterThan(2 * once);
        assertThat(counts(inSlices)).isEqualTo(counts(atOnce));
    }

    @Test
    void oneSubjectThatIsTooMuchIsReplayedAllTheSame() {
        assertThat(counts(run(1))).isEqualTo(counts(run(PLENTY)));
    }

    /** All but the examples, which are any five, and what is a sum of fractions, for which the order is felt in the last digit. */
    private static List<Object> counts(BacktestReport r) {
        return List.of(
                r.events(),
                r.subjects(),
                r.both(),
                r.same(),
                r.opens(),
                r.closes(),
                r.moves(),
                r.earlier(),
                r.later(),
                r.judged().violations(),
                r.judged().others(),
                counts(r.judged().before()),
                counts(r.judged().after()));
    }

    private static List<Object> counts(BacktestReport.Quality quality) {
        return List.of(
                quality.precision(),
                quality.recall(),
                quality.calibration().tenths().stream()
                        .map(Calibration.Tenth::violations)
                        .toList());
    }

    private BacktestReport run(long bytes) {
        PolicyPack eu = PolicyCodec.pack("eu-report-only").pack();
        return new BacktestRun(new LogWalk(ground.log(), ground.casework(), outcomes, Runnable::run, 1, bytes))
                .run(PLATFORM, PolicyCodec.defaults(), eu, Instant.EPOCH, done -> {})
                .toCompletableFuture()
                .join();
    }
}

package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlingTest {
    private static final DeskPlan DESK = new DeskPlan(2, Duration.ofMinutes(9), 0.1, 0.01);

    private static final Optional<Reason> SPAM = Optional.of(Reason.FRAUD_SPAM);

    /** It was thrown by a hash that is another in each process, so that no figure could be had twice. */
    @Test
    void theSameCaseIsHandledTheSameInEveryProcess() {
        assertThat(Handling.of(DESK, 7, Subject.account("acc-0042"), 1, true, SPAM))
                .isEqualTo(new Handling(Duration.ofSeconds(393), Outcome.VIOLATION, SPAM));
    }

    @Test
    void casesDifferByWhomTheyAreAboutHowOftenAndTheSeed() {
        List<Handling> four = List.of(
                Handling.of(DESK, 7, Subject.account("acc-0042"), 1, true, SPAM),
                Handling.of(DESK, 7, Subject.meeting("acc-0042"), 1, true, SPAM),
                Handling.of(DESK, 7, Subject.account("acc-0042"), 2, true, SPAM),
                Handling.of(DESK, 8, Subject.account("acc-0042"), 1, true, SPAM));

        assertThat(four).extracting(Handling::takes).doesNotHaveDuplicates();
    }

    @Test
    void errorsAndTimesAreAsThePlanSays() {
        List<Handling> harmful = many(true);
        List<Handling> innocent = many(false);

        assertThat(harmful.stream().filter(h -> !h.violation()).count() / 10_000.0)
                .isBetween(0.08, 0.12);
        assertThat(innocent.stream().filter(Handling::violation).count() / 10_000.0)
                .isBetween(0.005, 0.015);
        assertThat(harmful.stream()
                                .mapToLong(h -> h.takes().toSeconds())
                                .average()
                                .orElseThrow()
                        / 60)
                .isBetween(8.5, 9.6); // a little more than planned: nobody takes less than a minute
    }

    /** Only what is found wrong is told reporters as wrong: most of what leads nowhere says nothing about them. */
    @Test
    void whereNothingIsWrongHalfTheReportsAreCalledUnfoundedAndNoMissedHarmIs() {
        assertThat(many(false).stream()
                                .filter(h -> h.outcome() == Outcome.UNFOUNDED_REPORT)
                                .count()
                        / 10_000.0)
                .isBetween(0.47, 0.52);
        assertThat(many(true)).extracting(Handling::outcome).doesNotContain(Outcome.UNFOUNDED_REPORT);
        assertThat(many(false))
                .allSatisfy(h -> assertThat(h.found().isPresent()).isEqualTo(h.violation()));
    }

    private static List<Handling> many(boolean harmful) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> Handling.of(DESK, 7, Subject.account("acc-" + i), 1, harmful, SPAM))
                .toList();
    }
}

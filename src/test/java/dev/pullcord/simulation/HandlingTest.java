package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlingTest {
    private static final DeskPlan DESK = new DeskPlan(2, Duration.ofMinutes(9), 0.1, 0.01);

    /** It was thrown by a hash that is another in each process, so that no figure could be had twice. */
    @Test
    void theSameCaseIsHandledTheSameInEveryProcess() {
        assertThat(Handling.of(DESK, 7, Subject.account("acc-0042"), 1, true))
                .isEqualTo(new Handling(Duration.ofSeconds(393), true));
    }

    @Test
    void casesDifferByWhomTheyAreAboutHowOftenAndTheSeed() {
        List<Handling> four = List.of(
                Handling.of(DESK, 7, Subject.account("acc-0042"), 1, true),
                Handling.of(DESK, 7, Subject.meeting("acc-0042"), 1, true),
                Handling.of(DESK, 7, Subject.account("acc-0042"), 2, true),
                Handling.of(DESK, 8, Subject.account("acc-0042"), 1, true));

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

    private static List<Handling> many(boolean harmful) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> Handling.of(DESK, 7, Subject.account("acc-" + i), 1, harmful))
                .toList();
    }
}

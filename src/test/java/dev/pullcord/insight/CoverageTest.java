package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.Person;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Role;
import dev.pullcord.review.Shift;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Instant THURSDAY = Instant.parse("2026-11-26T12:30:00Z");
    private static final Shift NIGHT =
            new Shift(Set.of(DayOfWeek.THURSDAY), LocalTime.of(22, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));

    private static Person person(String id, Role role, List<String> queues, List<Shift> shifts) {
        return Person.of(new Moderator(id, "acme", id, role))
                .with(new Profile(queues, List.of(), List.of(), shifts, List.of()));
    }

    private static Coverage.Hour at(Coverage coverage, String time) {
        return coverage.hours().stream()
                .filter(hour -> hour.at().equals(Instant.parse(time)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anHourCountsWhoIsThereAllThroughItAcrossMidnightAndZones() {
        Coverage coverage = Coverage.of(
                List.of(
                        person("night", Role.MODERATOR, List.of("panic"), List.of(NIGHT)),
                        person("second", Role.SENIOR, List.of(), List.of(NIGHT)),
                        person("gone", Role.LEAD, List.of(), List.of(NIGHT)).disabled(THURSDAY)),
                List.of("panic", "general"),
                THURSDAY,
                24);

        assertThat(coverage.hours()).hasSize(24);
        assertThat(at(coverage, "2026-11-26T20:00:00Z").people()).isZero();
        assertThat(at(coverage, "2026-11-26T21:00:00Z")) // 22:00 in Berlin
                .isEqualTo(new Coverage.Hour(Instant.parse("2026-11-26T21:00:00Z"), 2, 1, List.of()));
        assertThat(at(coverage, "2026-11-27T01:00:00Z").people())
                .as("it ends in its middle")
                .isZero();
        assertThat(at(coverage, "2026-11-27T01:00:00Z").without()).containsExactly("general", "panic");
    }

    @Test
    void whoMayWorkAtAnyTimeIsCountedInNoHourAndLeavesNoQueueAlone() {
        Coverage coverage = Coverage.of(
                List.of(
                        person("any", Role.MODERATOR, List.of("general"), List.of()),
                        person("auditor", Role.AUDITOR, List.of(), List.of())),
                List.of("panic", "general"),
                THURSDAY,
                1);

        assertThat(coverage.anytime()).isEqualTo(1);
        assertThat(coverage.hours().get(0).people()).isZero();
        assertThat(coverage.hours().get(0).without()).containsExactly("panic");
    }
}

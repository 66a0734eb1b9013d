package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShiftTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Shift shift(DayOfWeek day, int from, int to) {
        return new Shift(Set.of(day), LocalTime.of(from, 0), LocalTime.of(to, 0), BERLIN);
    }

    @Test
    void aShiftIsOnFromItsBeginningToItsEndByItsOwnClock() {
        Shift day = shift(DayOfWeek.MONDAY, 9, 17); // Monday, 2 March 2026, is in winter time

        assertThat(day.began(Instant.parse("2026-03-02T07:59:59Z"))).isEmpty();
        assertThat(day.began(Instant.parse("2026-03-02T08:00:00Z"))).contains(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(day.began(Instant.parse("2026-03-02T15:59:59Z"))).isPresent();
        assertThat(day.began(Instant.parse("2026-03-02T16:00:00Z"))).isEmpty();
        assertThat(day.began(Instant.parse("2026-03-03T10:00:00Z"))).isEmpty();
    }

    @Test
    void aNightShiftGoesOnAfterMidnight() {
        Shift night = shift(DayOfWeek.SUNDAY, 22, 6);

        assertThat(night.began(Instant.parse("2026-03-02T04:59:00Z"))).contains(Instant.parse("2026-03-01T21:00:00Z"));
        assertThat(night.began(Instant.parse("2026-03-02T05:00:00Z"))).isEmpty();
        assertThat(night.began(Instant.parse("2026-03-02T21:30:00Z"))).isEmpty();
    }

    @Test
    void aNightShiftOfTheSpringChangeEndsByTheClockOnTheWall() {
        Shift night = shift(DayOfWeek.SATURDAY, 22, 6); // clocks go forward on Sunday, 29 March 2026

        assertThat(night.began(Instant.parse("2026-03-29T03:59:00Z"))).isPresent();
        assertThat(night.began(Instant.parse("2026-03-29T04:00:00Z"))).isEmpty();
    }
}

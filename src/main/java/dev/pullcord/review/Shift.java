package dev.pullcord.review;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Hours that somebody works every week.
 *
 * @param days the days on which it begins
 * @param from when it begins, by the clock of its zone
 * @param to when it ends; not after {@code from}: on the next day
 * @param zone its zone
 */
public record Shift(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public Shift {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("shift: days names no day");
        }
        days = Set.copyOf(days);
    }

    /** When the shift began that this moment is in; empty when it is in none. */
    public Optional<Instant> began(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        for (int back = 0; back <= 1; back++) {
            ZonedDateTime start =
                    here.toLocalDate().minusDays(back).atTime(from).atZone(zone);
            ZonedDateTime end = start.toLocalDate()
                    .plusDays(to.isAfter(from) ? 0 : 1)
                    .atTime(to)
                    .atZone(zone);
            if (days.contains(start.getDayOfWeek()) && !here.isBefore(start) && here.isBefore(end)) {
                return Optional.of(start.toInstant());
            }
        }
        return Optional.empty();
    }

    /** The days in their order. */
    public Set<DayOfWeek> inOrder() {
        return EnumSet.copyOf(days);
    }
}

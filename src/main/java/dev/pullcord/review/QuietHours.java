package dev.pullcord.review;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When nobody is told of what can wait until the morning. Never of the safety lanes. Pure.
 *
 * @param from when they begin, every day
 * @param to when they end; before {@code from} on the next day
 * @param zone whose clock that is
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quietHours: they begin and end at " + from);
        }
    }

    /** When somebody may be told of something at this time: then, or when the quiet hours around it are over. */
    public Instant after(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean overnight = to.isBefore(from);
        boolean late = overnight && !time.isBefore(from);
        boolean quiet = overnight ? late || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return at;
        }
        ZonedDateTime end = ZonedDateTime.of(late ? there.toLocalDate().plusDays(1) : there.toLocalDate(), to, zone);
        return end.toInstant().isAfter(at) ? end.toInstant() : at; // a clock that is put back
    }
}

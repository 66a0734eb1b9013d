package dev.pullcord.review;

import java.time.Duration;

/** How soon a lane has its cases looked at: so that what is grave is seen to be, whatever a policy calls the lane. */
public enum Pace {
    /** less than five */
    MINUTES,
    /** five minutes to an hour */
    HOUR,
    /** up to a day */
    DAY,
    /** longer */
    DAYS;

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Of a lane with this clock. */
    public static Pace of(Duration clock) {
        if (clock.compareTo(FIVE_MINUTES) < 0) {
            return MINUTES;
        }
        if (clock.compareTo(AN_HOUR) <= 0) {
            return HOUR;
        }
        return clock.compareTo(A_DAY) <= 0 ? DAY : DAYS;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

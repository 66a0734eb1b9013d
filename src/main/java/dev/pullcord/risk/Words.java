package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Note;

/** How explanations say numbers, times and reasons. */
final class Words {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** A span, rounded up so that "within" stays true. */
    static String span(long ms) {
        if (ms <= MINUTE) {
            return "a minute";
        }
        if (ms <= 2 * HOUR) {
            return ceil(ms, MINUTE) + " minutes";
        }
        return ms <= 2 * DAY ? ceil(ms, HOUR) + " hours" : ceil(ms, DAY) + " days";
    }

    static String span(Note note) {
        return span(note.lastMs() - note.firstMs());
    }

    /** Where all of it came from, if from one place. */
    static String place(Note note) {
        return note.place().isEmpty() || note.place().equals("*") ? "" : ", all from the same meeting";
    }

    static String times(long n) {
        return n == 1 ? "once" : n == 2 ? "twice" : n + " times";
    }

    static String reason(Reason reason) {
        return reason.code().replace('_', ' ');
    }

    private static long ceil(long ms, long unit) {
        return (ms + unit - 1) / unit;
    }
}

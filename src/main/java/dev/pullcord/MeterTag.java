package dev.pullcord;

import java.util.Set;

/**
 * A tag of a meter.
 *
 * @param key its name
 * @param values all there are; empty where they are only bounded
 * @param most how many at most, {@link #OTHER} not among them
 */
record MeterTag(String key, Set<String> values, int most) {
    /** A value that is on no list, or one too many. */
    static final String OTHER = "other";

    /** What a platform answers, and what one hears where it does not. */
    static final String[] STATUS = {
        "done", "already_done", "partial", "target_gone", "unsupported", "refused", "failed", "unknown"
    };

    /** What was wrong with an event: fields first, {@code data} and {@code envelope} for the rest of each. */
    static final String[] WHY = {
        "reason",
        "subject",
        "reporter",
        "meeting",
        "evidence",
        "data",
        "time",
        "envelope",
        "unreadable",
        "unknown_type",
        "unknown_report",
        "not_allowed",
        "too_many"
    };

    /** What a decision concludes. */
    static final String[] OUTCOME = {"violation", "no_violation", "unfounded_report", "insufficient", "duplicate"};

    /** The same, and what is not asked at all, for another decision still stands. */
    static final String[] ENDED = {
        "done", "already_done", "partial", "target_gone", "unsupported", "refused", "failed", "unknown", "withdrawn"
    };

    /** How soon a lane's policy has its cases looked at: see {@code review.Pace}. */
    static final String[] PACE = {"minutes", "hour", "day", "days"};

    /** Why a decision takes another's place. */
    static final String[] CAUSE = {"undo", "correction", "second_look", "appeal"};

    /** How far a filing is. */
    static final String[] FILED = {
        "draft", "confirmed", "submitting", "submitted", "receipted", "retracting", "retracted", "failed"
    };

    /** The platform's id; Micrometer escapes it. */
    static final MeterTag PLATFORM = bounded("platform", 64);

    static final MeterTag LANE = bounded("lane", 256);

    static MeterTag tag(String key, String... values) {
        return new MeterTag(key, Set.of(values), values.length);
    }

    static MeterTag bounded(String key, int most) {
        return new MeterTag(key, Set.of(), most);
    }
}

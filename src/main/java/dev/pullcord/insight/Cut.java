package dev.pullcord.insight;

import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which cases a figure is about. What is absent narrows nothing.
 *
 * @param which those of a kind
 * @param reason with this reason's code, or {@code none}
 * @param lane in this lane
 * @param outcome concluded so
 * @param voice of which this was said by whom
 * @param signal for which this signal counts
 * @param cause of which an earlier conclusion does not stand any more because of this
 * @param ended with an action that ended so
 * @param took of which something took so long
 */
public record Cut(
        Optional<Which> which,
        Optional<String> reason,
        Optional<String> lane,
        Optional<Outcome> outcome,
        Optional<CaseCourse.Voice> voice,
        Optional<String> signal,
        Optional<Decision.Cause> cause,
        Optional<Ended> ended,
        Optional<Took> took) {

    /** Kinds of cases. A rehearsal is in none but its own. */
    public enum Which {
        UNDECIDED,
        DECIDED,
        /** decided one way or the other */
        JUDGED,
        OVERTURNED,
        /** it is known whether somebody looked in time */
        TIMED,
        /** nobody looked in time */
        LATE,
        /** with an action that was given up */
        FAILED,
        REHEARSAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Which> ofWord(String word) {
            return Arrays.stream(values()).filter(w -> w.word().equals(word)).findFirst();
        }
    }

    /** What takes time, from a case's opening on. */
    public enum Span {
        FIRST_LOOK,
        DECISION,
        /** until the first of its actions had its effect */
        EFFECT,
        /** from an action's order to its effect: the only one that does not begin with the case */
        ACTION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Span> ofWord(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }
    }

    /**
     * What came of an action.
     *
     * @param type the action's code
     * @param end what came of it
     */
    public record Ended(String type, CaseCourse.End end) {
        boolean holds(CaseCourse c) {
            return c.steps().stream()
                    .anyMatch(step -> step.end() == end && step.type().code().equals(type));
        }
    }

    /**
     * How long something took.
     *
     * @param span what
     * @param atLeast from so long
     * @param below to less than so long; absent: however long
     */
    public record Took(Span span, Duration atLeast, Optional<Duration> below) {
        boolean holds(CaseCourse c) {
            return Figures.lengths(span, c).stream()
                    .anyMatch(ms -> ms >= atLeast.toMillis()
                            && below.map(most -> ms < most.toMillis()).orElse(true));
        }
    }

    boolean holds(CaseCourse c, Instant now) {
        return which.map(w -> is(w, c, now)).orElse(!c.drill())
                && reason.map(c.reasonCode()::equals).orElse(true)
                && lane.map(c.lane()::equals).orElse(true)
                && outcome.map(o -> c.outcome().filter(o::equals).isPresent()).orElse(true)
                && voice.map(v -> v == c.voice()).orElse(true)
                && signal.map(c.signals()::contains).orElse(true)
                && cause.map(why -> c.overturned().filter(why::equals).isPresent())
                        .orElse(true)
                && ended.map(e -> e.holds(c)).orElse(true)
                && took.map(t -> t.holds(c)).orElse(true);
    }

    private static boolean is(Which which, CaseCourse c, Instant now) {
        if (c.drill()) {
            return which == Which.REHEARSAL;
        }
        return switch (which) {
            case UNDECIDED -> c.outcome().isEmpty();
            case DECIDED -> c.outcome().isPresent();
            case JUDGED -> c.judged();
            case OVERTURNED -> c.overturned().isPresent();
            case TIMED -> c.timed(now);
            case LATE -> c.late(now);
            case FAILED -> c.steps().stream().anyMatch(step -> step.end() == CaseCourse.End.FAILED);
            case REHEARSAL -> false;
        };
    }
}

package dev.pullcord.insight;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a case went, as far as figures are made of it: nothing of whom it is about, nor of who worked on it.
 *
 * @param caseId its id
 * @param openedAt when it was opened
 * @param lane the lane it lies in
 * @param deadline by when somebody had to look
 * @param reason the gravest reason reported; absent when behaviour alone opened it
 * @param voice who spoke up
 * @param drill whether all its reports are drills
 * @param signals the catalogue's ids of what counts for it
 * @param firstLookAt when somebody took it for the first time; absent when nobody did, or it was before that was kept
 * @param firstDecidedAt when it was decided the first time
 * @param outcome what was concluded, as it stands now
 * @param overturned why an earlier conclusion does not stand any more; what was taken back at once is none
 * @param steps what the platform was asked
 */
public record CaseCourse(
        String caseId,
        Instant openedAt,
        String lane,
        Instant deadline,
        Optional<Reason> reason,
        Voice voice,
        boolean drill,
        Set<String> signals,
        Optional<Instant> firstLookAt,
        Optional<Instant> firstDecidedAt,
        Optional<Outcome> outcome,
        Optional<Decision.Cause> overturned,
        List<Step> steps) {
    public CaseCourse {
        signals = Set.copyOf(signals);
        steps = List.copyOf(steps);
    }

    /** Who spoke up. */
    public enum Voice {
        /** somebody pressed */
        PANIC,
        /** several flags */
        FLAGS,
        /** one flag */
        FLAG,
        /** nobody: what was observed opened it */
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of an action. */
    public enum End {
        /** it is so */
        DONE,
        /** on its way */
        WAITING,
        /** given up */
        FAILED,
        /** the platform cannot or will not, or it was taken back, or there was nothing left to act on */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One action.
     *
     * @param type what was asked
     * @param end what came of it
     * @param orderedAt when it was decided
     * @param doneAt when the platform said that it is so
     */
    public record Step(ActionType type, End end, Instant orderedAt, Optional<Instant> doneAt) {}

    /** When the first of its actions had its effect. */
    public Optional<Instant> firstEffectAt() {
        return steps.stream().flatMap(step -> step.doneAt().stream()).min(Instant::compareTo);
    }

    /** The reason's code, {@code none} where there is none. */
    public String reasonCode() {
        return reason.map(Reason::code).orElse("none");
    }

    /** Whether it was decided one way or the other, so that it tells who and what was right. */
    boolean judged() {
        return outcome.filter(o -> o == Outcome.VIOLATION || o == Outcome.NO_VIOLATION || o == Outcome.UNFOUNDED_REPORT)
                .isPresent();
    }

    /** Whether nobody had looked when somebody had to. What nobody knows of is not called late. */
    boolean late(Instant now) {
        return firstLookAt.map(at -> at.isAfter(deadline)).orElse(firstDecidedAt.isEmpty() && now.isAfter(deadline));
    }

    /** Whether it is known by now if somebody looked in time. */
    boolean timed(Instant now) {
        return firstLookAt.isPresent() || (firstDecidedAt.isEmpty() && now.isAfter(deadline));
    }
}

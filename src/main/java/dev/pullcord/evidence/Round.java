package dev.pullcord.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One walk over all that a partition keeps: its cases, then its log. Immutable; kept after each page, so that whoever owns the partition
 * next goes on where the last one was.
 *
 * @param startedAt when it began
 * @param finishedAt when it was through
 * @param phase what is walked over
 * @param place where to go on in it; absent at its beginning
 * @param counts what was met so far
 */
public record Round(
        Instant startedAt, Optional<Instant> finishedAt, Phase phase, Optional<String> place, Counts counts) {
    private static final int MOST_NAMED = 20;

    /** What is walked over. */
    public enum Phase {
        CASES,
        LOG
    }

    /**
     * A case that should be gone and is not.
     *
     * @param caseId which
     * @param why {@code held}, or what it waits for
     */
    public record Kept(String caseId, String why) {}

    /**
     * What a round met.
     *
     * @param due cases whose time had come
     * @param forgotten of these, those that went
     * @param held of these, those that a legal hold keeps
     * @param waiting of these, those in which something has still to happen
     * @param kept the first of the held and waiting
     */
    public record Counts(long due, long forgotten, long held, long waiting, List<Kept> kept) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, List.of());

        public Counts {
            kept = List.copyOf(kept);
        }

        Counts forgot() {
            return new Counts(due + 1, forgotten + 1, held, waiting, kept);
        }

        /** Due, and to be looked at again in the next round. */
        Counts moved() {
            return new Counts(due + 1, forgotten, held, waiting, kept);
        }

        Counts holds(String caseId) {
            return new Counts(due + 1, forgotten, held + 1, waiting, named(caseId, "held"));
        }

        Counts waits(String caseId, KeptCase.Waits what) {
            return new Counts(due + 1, forgotten, held, waiting + 1, named(caseId, what.word()));
        }

        Counts plus(Counts other) {
            List<Kept> all = new ArrayList<>(kept);
            other.kept.stream()
                    .limit(MOST_NAMED - (long) Math.min(MOST_NAMED, all.size()))
                    .forEach(all::add);
            return new Counts(
                    due + other.due, forgotten + other.forgotten, held + other.held, waiting + other.waiting, all);
        }

        private List<Kept> named(String caseId, String why) {
            if (kept.size() >= MOST_NAMED) {
                return kept;
            }
            List<Kept> more = new ArrayList<>(kept);
            more.add(new Kept(caseId, why));
            return more;
        }
    }

    static Round begun(Instant now) {
        return new Round(now, Optional.empty(), Phase.CASES, Optional.empty(), Counts.NONE);
    }

    Round at(Phase next, Optional<String> where, Counts met) {
        return new Round(startedAt, finishedAt, next, where, met);
    }

    Round finished(Instant now) {
        return new Round(startedAt, Optional.of(now), phase, Optional.empty(), counts);
    }
}

package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people found of how one account reports, and what follows from it: first a warning, and only after one that his flags weigh
 * less for a time. One person proposes and another agrees; nothing here happens by itself but its end.
 *
 * @param account whose reporting
 * @param made how many measures were ever proposed: the next one's number follows
 * @param measures the newest {@link #MOST}, oldest first
 */
public record Misuse(String account, int made, List<Measure> measures) {
    /** Most measures that are kept of one account. */
    static final int MOST = 30;

    public Misuse {
        measures = List.copyOf(measures);
    }

    /** What is done. */
    public enum Kind {
        /** the platform tells him so */
        WARNING,
        /** his flags weigh less */
        LOWER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a measure is. */
    public enum State {
        /** it waits for a second person, and nothing is done */
        PROPOSED,
        /** two agreed; it is being carried out, and whoever agreed goes on with it by agreeing again */
        AGREED,
        /** it was carried out */
        STANDS,
        /** the second person did not agree, and nothing is done */
        REFUSED,
        /** somebody took it back */
        TAKEN_BACK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One measure.
     *
     * @param id {@code m1}, {@code m2} … of the account
     * @param kind what is done
     * @param cases closed cases in which he flagged and nothing was found
     * @param why in the words of who proposed it
     * @param by who proposed it, the moderator's id
     * @param at when
     * @param state how far it is
     * @param second who agreed, or did not
     * @param length of lowered flags: for how long
     * @param since when it was agreed to; of lowered flags they weigh less from then on
     * @param actionId of a warning: the action that the platform is sent
     * @param takenBackBy who took it back
     */
    public record Measure(
            String id,
            Kind kind,
            List<String> cases,
            String why,
            String by,
            Instant at,
            State state,
            Optional<String> second,
            Optional<Duration> length,
            Optional<Instant> since,
            Optional<String> actionId,
            Optional<String> takenBackBy) {
        public Measure {
            cases = List.copyOf(cases);
        }

        /** When it ends by itself; absent for a warning, and before it is agreed to. */
        public Optional<Instant> until() {
            return since.flatMap(from -> length.map(from::plus));
        }

        /** Whether somebody has still to do something about it. */
        boolean open() {
            return state == State.PROPOSED || state == State.AGREED;
        }

        Measure in(State next) {
            return new Measure(id, kind, cases, why, by, at, next, second, length, since, actionId, takenBackBy);
        }

        Measure answered(String who, State next, Instant now) {
            return new Measure(
                    id,
                    kind,
                    cases,
                    why,
                    by,
                    at,
                    next,
                    Optional.of(who),
                    length,
                    next == State.AGREED ? Optional.of(now) : Optional.empty(),
                    actionId,
                    takenBackBy);
        }

        Measure ordering(String action) {
            return new Measure(
                    id, kind, cases, why, by, at, state, second, length, since, Optional.of(action), takenBackBy);
        }

        Measure takenBack(String who) {
            return new Measure(
                    id, kind, cases, why, by, at, State.TAKEN_BACK, second, length, since, actionId, Optional.of(who));
        }
    }

    /** Of somebody of whom nothing was found. */
    static Misuse none(String account) {
        return new Misuse(account, 0, List.of());
    }

    Optional<Measure> find(String id) {
        return measures.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The warning that a lowering can follow: the last one that stands, if nothing was lowered since. */
    Optional<Measure> warned() {
        Optional<Measure> last = Optional.empty();
        for (Measure one : measures) {
            if (one.state() == State.STANDS) {
                last = one.kind() == Kind.WARNING ? Optional.of(one) : Optional.empty();
            } else if (one.kind() == Kind.LOWER
                    && one.state() == State.TAKEN_BACK
                    && one.since().isPresent()) {
                last = Optional.empty();
            }
        }
        return last;
    }

    /** With one more; the oldest gives way. */
    Misuse with(Measure more) {
        List<Measure> all = new ArrayList<>(measures);
        all.add(more);
        return new Misuse(account, made + 1, all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** With this in the place of the one of its id. */
    Misuse changed(Measure measure) {
        List<Measure> all = new ArrayList<>(measures);
        all.replaceAll(one -> one.id().equals(measure.id()) ? measure : one);
        return new Misuse(account, made, all);
    }
}

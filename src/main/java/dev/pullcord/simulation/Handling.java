package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a case once somebody has it.
 *
 * @param takes how long he works on it
 * @param outcome what he concludes, be it so or not
 * @param found what the rule is about that he finds broken; empty where he finds none, or takes the reporters' word for it
 */
record Handling(Duration takes, Outcome outcome, Optional<Reason> found) {
    /** Where nothing is wrong, how often he says that the report was unfounded, and not only that no rule was broken. */
    private static final double UNFOUNDED = 0.5;

    private static final int SECOND = 1 << 20; // beyond any number of cases that one subject has
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbouring seeds

    /**
     * Chance is thrown by whom the case is about, not by when it is looked at: the same for every order of the queue, on
     * every machine, and in a running service as on paper.
     *
     * @param seed of the moderators' errors and of how long they take
     * @param nth 1 for the first case of this subject
     */
    static Handling of(DeskPlan desk, long seed, Subject subject, int nth, Truth truth) {
        return of(desk, seed, subject, nth, truth.harmful(subject), truth.reason(subject));
    }

    /**
     * @param harmful whether somebody who sees all would act
     * @param truly what about
     */
    static Handling of(DeskPlan desk, long seed, Subject subject, int nth, boolean harmful, Optional<Reason> truly) {
        long who = (subject.kind().name() + ':' + subject.id()).hashCode(); // an enum's own differs in each process
        Dice dice = new Dice(seed * GOLDEN + who * 31 + nth);
        Duration takes = dice.exponential(desk.service());
        boolean violation = harmful ? !dice.chance(desk.missRate()) : dice.chance(desk.falseRate());
        Outcome outcome = violation
                ? Outcome.VIOLATION
                : !harmful && dice.chance(UNFOUNDED) ? Outcome.UNFOUNDED_REPORT : Outcome.NO_VIOLATION;
        return new Handling(
                takes.compareTo(SHORTEST) < 0 ? SHORTEST : takes, outcome, truly.filter(reason -> violation));
    }

    /** What a second person makes of the same case, who sees it anew and errs for himself. */
    static Handling second(DeskPlan desk, long seed, Subject subject, int nth, Truth truth) {
        return of(desk, seed, subject, nth + SECOND, truth);
    }

    /** The same when the second person did not agree: nothing comes of it. */
    Handling refused() {
        return new Handling(takes, Outcome.NO_VIOLATION, Optional.empty());
    }

    boolean violation() {
        return outcome == Outcome.VIOLATION;
    }
}

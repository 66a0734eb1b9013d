package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import java.time.Duration;

/**
 * What becomes of a case once somebody has it.
 *
 * @param takes how long he works on it
 * @param violation whether he finds that a rule was broken, be it so or not
 */
record Handling(Duration takes, boolean violation) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbouring seeds

    /**
     * Chance is thrown by whom the case is about, not by when it is looked at: the same for every order of the queue, on
     * every machine, and in a running service as on paper.
     *
     * @param seed of the moderators' errors and of how long they take
     * @param nth 1 for the first case of this subject
     * @param harmful whether somebody who sees all would act
     */
    static Handling of(DeskPlan desk, long seed, Subject subject, int nth, boolean harmful) {
        long who = (subject.kind().name() + ':' + subject.id()).hashCode(); // an enum's own differs in each process
        Dice dice = new Dice(seed * GOLDEN + who * 31 + nth);
        Duration takes = dice.exponential(desk.service());
        boolean violation = harmful ? !dice.chance(desk.missRate()) : dice.chance(desk.falseRate());
        return new Handling(takes.compareTo(SHORTEST) < 0 ? SHORTEST : takes, violation);
    }
}

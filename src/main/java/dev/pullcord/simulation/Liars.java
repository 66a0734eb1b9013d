package dev.pullcord.simulation;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** People who flag the innocent together, and whom nothing but what they say tells from honest ones. */
final class Liars {
    private static final List<Reason> GRAVE = List.of(Reason.CHILD_SAFETY, Reason.GROOMING, Reason.SEXUAL_EXPLOITATION);
    private static final Duration APART = Duration.ofMinutes(10);

    private Liars() {}

    static void play(Stage stage) {
        WorldPlan.Attacks plan = stage.plan.attacks();
        for (int i = stage.dice.count(plan.liarGroups()); i > 0; i--) {
            patient(stage, plan);
        }
        for (int i = stage.dice.count(plan.insiderGroups()); i > 0; i--) {
            insiders(stage, plan);
        }
    }

    /** They first earn trust: they flag spam of accounts of their own, rightly, and only then an innocent host. */
    private static void patient(Stage stage, WorldPlan.Attacks plan) {
        Instant first = stage.start.plus(APART);
        List<Sitting> all = new ArrayList<>();
        for (Sitting next : lasting(stage).stream()
                .filter(m -> m.from().isAfter(first))
                .sorted(Comparator.comparing(Sitting::from))
                .toList()) {
            if (all.isEmpty()
                    || next.from().isAfter(all.get(all.size() - 1).from().plus(APART))) {
                all.add(next);
            }
        }
        List<Sitting> chosen = stage.dice.some(all, plan.trustEarned() + 1).stream()
                .sorted(Comparator.comparing(Sitting::from))
                .toList();
        if (chosen.size() <= plan.trustEarned()) {
            return; // too few meetings for it
        }
        List<Person> liars = new ArrayList<>();
        for (int i = 0; i < plan.liarGroupSize(); i++) { // not in a burst, and each from a network of his own
            Instant created = stage.start.plus(stage.dice.between(Duration.ZERO, APART));
            Person liar = stage.actor(Harm.LIAR, created, Cause.PATIENT_LIARS);
            stage.observe(
                    created,
                    Cause.PATIENT_LIARS,
                    liar.id(),
                    Observation.Kind.NETWORK_SEEN,
                    Map.of("networkHash", stage.dice.hash(), "class", "home"));
            liars.add(liar);
        }
        for (Sitting meeting : chosen.subList(0, plan.trustEarned())) {
            Person bait = stage.actor(Harm.BAIT, meeting.from(), Cause.EARNED_TRUST);
            meeting.attend(
                    bait,
                    "guest",
                    meeting.from().plusSeconds(20),
                    meeting.from().plusSeconds(480));
            together(stage, meeting, liars, bait, Cause.EARNED_TRUST, List.of(Reason.FRAUD_SPAM));
        }
        Sitting last = chosen.get(chosen.size() - 1);
        together(stage, last, liars, last.people().get(0), Cause.PATIENT_LIARS, GRAVE);
    }

    private static void together(
            Stage stage, Sitting meeting, List<Person> liars, Person subject, Cause cause, List<Reason> reasons) {
        for (Person liar : liars) {
            Instant joins =
                    meeting.from().plusSeconds(30).plus(stage.dice.between(Duration.ZERO, Duration.ofMinutes(1)));
            meeting.attend(liar, "guest", joins, meeting.from().plusSeconds(480));
            Instant at = joins.plus(stage.dice.between(Duration.ofSeconds(20), Duration.ofMinutes(5)));
            stage.flag(at, cause, meeting, liar, subject, stage.dice.pick(reasons), stage.dice.chance(0.6));
        }
    }

    /** Classmates: ordinary people of a good name, of one meeting, who agree to flag one of the others in it. */
    private static void insiders(Stage stage, WorldPlan.Attacks plan) {
        List<Sitting> meetings = lasting(stage).stream()
                .filter(m -> m.people().stream().filter(stage::belongs).count() >= 5)
                .toList();
        if (meetings.isEmpty()) {
            return;
        }
        Sitting meeting = stage.dice.pick(meetings);
        List<Person> all = stage.dice.some(
                meeting.people().stream()
                        .filter(stage::belongs)
                        .filter(p -> stage.harmOf(p) == Harm.NONE)
                        .toList(),
                Integer.MAX_VALUE);
        if (all.size() < 3) {
            return;
        }
        Person victim = all.get(0);
        int agreed = Math.max(2, (int) Math.round(plan.insiderShare() * (all.size() - 1)));
        Reason reason = stage.dice.pick(List.of(Reason.HARASSMENT, Reason.SEXUAL_CONTENT, Reason.CHILD_SAFETY));
        for (Person insider : all.subList(1, Math.min(all.size(), 1 + agreed))) {
            if (Noise.together(meeting, insider, victim)) {
                stage.turns(insider, Harm.INSIDER);
                Instant at = Noise.whileTogether(stage, meeting, insider, victim);
                stage.flag(at, Cause.INSIDERS, meeting, insider, victim, reason, stage.dice.chance(0.6));
            }
        }
    }

    private static List<Sitting> lasting(Stage stage) {
        return stage.meetings(Cause.ORDINARY).stream()
                .filter(m -> Duration.between(m.from(), m.to()).compareTo(APART) >= 0)
                .toList();
    }
}

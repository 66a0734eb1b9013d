package dev.pullcord.simulation;

import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Calls for help: about somebody, about nobody, and rehearsed. */
final class Panics {
    private Panics() {}

    static void play(Stage stage) {
        WorldPlan.Panics plan = stage.plan.panics();
        for (int i = stage.dice.count(plan.named()); i > 0; i--) {
            named(stage);
        }
        for (int i = stage.dice.count(plan.nameless()); i > 0; i--) {
            inSomeMeeting(stage, Cause.NAMELESS_PANIC);
        }
        for (int i = stage.dice.count(plan.drills()); i > 0; i--) {
            inSomeMeeting(stage, Cause.DRILL);
        }
    }

    private static void named(Stage stage) {
        Instant from = stage.sometime(Duration.ofMinutes(15));
        Instant to = from.plus(Duration.ofMinutes(10));
        List<Person> victims = stage.free(1, from, to, p -> !p.host());
        if (victims.isEmpty()) {
            return;
        }
        Person victim = victims.get(0);
        Person threatener = stage.actor(Harm.THREAT, from, Cause.THREAT);
        Sitting call = stage.meeting("Call", from, to, Cause.THREAT);
        call.attend(threatener, "host", from.plusSeconds(1), to);
        call.attend(victim, "participant", from.plusSeconds(5), to);
        Instant at = from.plus(stage.dice.between(Duration.ofMinutes(2), Duration.ofMinutes(8)));
        stage.happens(
                at,
                Cause.THREAT,
                stage.report(
                        Report.Kind.PANIC,
                        call,
                        Optional.of(call.party(victim)),
                        Optional.of(call.party(threatener)),
                        Optional.of(Reason.THREAT_TO_LIFE),
                        true,
                        victim.minor(),
                        Optional.of(stage.phrase(Cause.THREAT)),
                        List.of(),
                        false));
    }

    private static void inSomeMeeting(Stage stage, Cause cause) {
        List<Sitting> meetings = stage.meetings(Cause.ORDINARY);
        if (meetings.isEmpty()) {
            return;
        }
        Sitting meeting = stage.dice.pick(meetings);
        Person reporter = stage.dice.pick(meeting.people());
        Instant from = meeting.joinedAt(reporter);
        Instant at = from.plus(stage.dice.between(Duration.ZERO, Duration.between(from, meeting.leftAt(reporter))));
        boolean drill = cause == Cause.DRILL;
        stage.happens(
                at,
                cause,
                stage.report(
                        Report.Kind.PANIC,
                        meeting,
                        Optional.of(meeting.party(reporter)),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        drill || stage.dice.chance(0.5) ? Optional.of(stage.phrase(cause)) : Optional.empty(),
                        List.of(),
                        drill));
    }
}

package dev.pullcord.simulation;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Harm that is done gently, or unseen: no crowd watches it, and a platform sees little of it but whom somebody seeks out. */
final class QuietHarms {
    private QuietHarms() {}

    static void play(Stage stage) {
        WorldPlan.Harms plan = stage.plan.harms();
        for (int i = stage.dice.count(plan.groomings()); i > 0; i--) {
            grooming(stage, plan);
        }
        for (int i = stage.dice.count(plan.recordings()); i > 0; i--) {
            recording(stage, plan);
        }
        for (int i = stage.dice.count(plan.recruitments()); i > 0; i--) {
            recruitment(stage, plan);
        }
    }

    /** An adult who asks one minor after the other, talks with those who accept, and draws them to another app. */
    private static void grooming(Stage stage, WorldPlan.Harms plan) {
        Duration asking = Duration.ofMinutes(3).multipliedBy(plan.approached());
        Duration all = asking.plus(Duration.ofMinutes(60));
        if (all.compareTo(stage.plan.evening()) > 0) {
            return; // the evening is too short for it
        }
        Instant begin = stage.sometime(all);
        Person groomer = stage.actor(Harm.GROOMING, "adult", begin, Cause.GROOMING);
        for (int i = 0; i < plan.approached(); i++) {
            Person minor = stage.anybody(Person::minor);
            approach(stage, begin.plusSeconds(60 + i * 180L), Cause.GROOMING, groomer, minor, 0.5);
        }
        Instant from = begin.plus(asking).plus(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            Sitting call = callOfTwo(stage, from, Cause.GROOMING, groomer, true);
            if (call != null && stage.dice.chance(plan.groomingFlagShare())) {
                Person child = call.people().get(1);
                flagged(stage, call, child, groomer, Harms.orChildSafety(stage, Reason.GROOMING));
            }
            from = from.plus(Duration.ofMinutes(18));
        }
    }

    /** Somebody sits in an ordinary meeting and records it; mostly nobody ever knows. */
    private static void recording(Stage stage, WorldPlan.Harms plan) {
        List<Sitting> meetings = stage.meetings(Cause.ORDINARY).stream()
                .filter(m -> m.people().size() >= 3)
                .filter(m -> Duration.between(m.from(), m.to()).toMinutes() >= 10)
                .toList();
        if (meetings.isEmpty()) {
            return;
        }
        Sitting meeting = stage.dice.pick(meetings);
        List<Person> recorded = meeting.people().stream().filter(stage::belongs).toList();
        Person recorder = stage.actor(Harm.COVERT_RECORDING, meeting.from(), Cause.COVERT_RECORDING);
        meeting.attend(recorder, "guest", meeting.from().plusSeconds(40), meeting.to());
        if (stage.dice.chance(plan.noticedShare())) {
            for (Person one : stage.dice.some(recorded, stage.dice.between(1, 2))) {
                Instant at = meeting.to().plus(stage.dice.between(Duration.ofMinutes(2), Duration.ofMinutes(40)));
                Harms.corrected(
                        stage,
                        stage.flag(
                                at.isBefore(stage.end()) ? at : stage.end(),
                                Cause.COVERT_RECORDING,
                                meeting,
                                one,
                                recorder,
                                Reason.COVERT_RECORDING,
                                true));
            }
        }
    }

    /** The same offer to many at once; those who answer are called, one by one, and led elsewhere. */
    private static void recruitment(Stage stage, WorldPlan.Harms plan) {
        Duration all = Duration.ofMinutes(80);
        if (all.compareTo(stage.plan.evening()) > 0) {
            return; // the evening is too short for it
        }
        Instant begin = stage.sometime(all);
        Person recruiter = stage.actor(Harm.DECEPTIVE_RECRUITMENT, begin, Cause.DECEPTIVE_RECRUITMENT);
        stage.observe(
                begin.plusSeconds(90),
                Cause.DECEPTIVE_RECRUITMENT,
                recruiter.id(),
                Observation.Kind.MESSAGE_BURST,
                Map.of("recipients", 2L * plan.recruits(), "similarity", 0.94, "windowSeconds", 600L));
        for (int i = 0; i < plan.recruits(); i++) {
            Person other = stage.anybody(p -> !p.minor());
            approach(stage, begin.plusSeconds(100 + i * 15L), Cause.DECEPTIVE_RECRUITMENT, recruiter, other, 0.25);
        }
        Instant from = begin.plus(Duration.ofMinutes(20));
        for (int i = 0; i < 3; i++) {
            Sitting interview = callOfTwo(stage, from, Cause.DECEPTIVE_RECRUITMENT, recruiter, false);
            if (interview != null && stage.dice.chance(plan.recruitFlagShare())) {
                Person recruit = interview.people().get(1);
                flagged(stage, interview, recruit, recruiter, Reason.DECEPTIVE_RECRUITMENT);
            }
            from = from.plus(Duration.ofMinutes(18));
        }
    }

    private static void approach(Stage stage, Instant at, Cause cause, Person who, Person other, double accepted) {
        stage.observe(
                at,
                cause,
                who.id(),
                Observation.Kind.CONTACT_REQUESTED,
                other.id(),
                Map.of(
                        "accepted", stage.dice.chance(accepted),
                        "mutual", false,
                        "ageBand", who.ageBand(),
                        "counterpartyAgeBand", other.ageBand()));
    }

    /** Ten minutes of two; null when everybody else is busy. The one who calls shares a link to a messenger. */
    private static Sitting callOfTwo(Stage stage, Instant from, Cause cause, Person caller, boolean withMinor) {
        Instant to = from.plus(Duration.ofMinutes(10));
        List<Person> called = stage.free(1, from, to, p -> !p.host() && p.minor() == withMinor);
        if (called.isEmpty()) {
            return null;
        }
        Sitting call = stage.meeting("Call", from, to, cause);
        call.attend(caller, "host", from, to);
        call.attend(called.get(0), "participant", from.plusSeconds(5), to);
        stage.observe(
                to.minusSeconds(60),
                cause,
                caller.id(),
                Observation.Kind.LINK_SHARED,
                called.get(0).id(),
                Map.of("domainClass", "messenger"));
        return call;
    }

    private static void flagged(Stage stage, Sitting call, Person reporter, Person subject, Reason reason) {
        Instant at = call.to().plus(stage.dice.between(Duration.ofSeconds(30), Duration.ofMinutes(8)));
        Harms.corrected(
                stage,
                stage.flag(
                        at.isBefore(stage.end()) ? at : stage.end(),
                        call.cause(),
                        call,
                        reporter,
                        subject,
                        reason,
                        true));
    }
}

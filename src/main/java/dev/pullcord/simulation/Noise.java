package dev.pullcord.simulation;

import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Flags that are about nothing, or nothing much: slips of a finger, and quarrels in which both sides flag and exaggerate. */
final class Noise {
    private static final List<Reason> REASONS = Arrays.asList(Reason.values());

    private Noise() {}

    static void play(Stage stage) {
        WorldPlan.Noise plan = stage.plan.noise();
        int left = stage.dice.count(
                plan.perActionableFlag() * stage.actionableFlags().size());
        List<Sitting> meetings = stage.meetings(Cause.ORDINARY);
        for (int tries = 50 * left; left > 0 && tries > 0 && !meetings.isEmpty(); tries--) {
            Sitting meeting = stage.dice.pick(meetings);
            List<Person> two = stage.dice.some(residents(stage, meeting), 2);
            if (!together(meeting, two.get(0), two.get(1))) {
                continue; // one went before the other came
            }
            if (stage.dice.chance(plan.misTapShare())) {
                misTap(stage, meeting, two.get(0), two.get(1));
                left--;
            } else {
                boolean back = left > 1 && stage.dice.chance(0.4);
                quarrel(stage, meeting, two.get(0), two.get(1), back);
                left -= back ? 2 : 1;
            }
        }
    }

    /** Those who belong here: a brigade that came by is not part of anybody's quarrel. */
    private static List<Person> residents(Stage stage, Sitting meeting) {
        return meeting.people().stream().filter(stage::belongs).toList();
    }

    private static void misTap(Stage stage, Sitting meeting, Person reporter, Person subject) {
        boolean gravest = stage.dice.chance(stage.plan.noise().gravestShare());
        Reason reason = gravest ? REASONS.get(0) : stage.dice.pick(REASONS);
        Happening flag = stage.flag(
                whileTogether(stage, meeting, reporter, subject),
                Cause.MIS_TAP,
                meeting,
                reporter,
                subject,
                reason,
                false);
        if (stage.dice.chance(stage.plan.corrections().misTapWithdrawnShare())) {
            Instant at = flag.at().plus(stage.dice.between(Duration.ofSeconds(3), Duration.ofMinutes(1)));
            stage.withdraw(at.isBefore(stage.end()) ? at : stage.end(), flag);
        }
    }

    private static void quarrel(Stage stage, Sitting meeting, Person one, Person other, boolean back) {
        angry(stage, meeting, one, other);
        if (back) {
            angry(stage, meeting, other, one);
        }
    }

    private static void angry(Stage stage, Sitting meeting, Person reporter, Person subject) {
        Instant at = whileTogether(stage, meeting, reporter, subject);
        if (!stage.dice.chance(stage.plan.attacks().inflatedShare())) {
            stage.flag(at, Cause.QUARREL, meeting, reporter, subject, Reason.HARASSMENT, stage.dice.chance(0.6));
            return;
        }
        Reason reason = stage.dice.pick(List.of(Reason.THREAT_TO_LIFE, Reason.CHILD_SAFETY, Reason.SEXTORTION));
        stage.happens(
                at,
                Cause.INFLATION,
                stage.report(
                        Report.Kind.FLAG,
                        meeting,
                        Optional.of(meeting.party(reporter)),
                        Optional.of(meeting.party(subject)),
                        Optional.of(reason),
                        reason == Reason.THREAT_TO_LIFE,
                        reason == Reason.CHILD_SAFETY,
                        stage.dice.chance(0.6) ? Optional.of(stage.phrase(Cause.INFLATION)) : Optional.empty(),
                        meeting.present(at, subject),
                        false));
    }

    static boolean together(Sitting meeting, Person one, Person other) {
        return firstTogether(meeting, one, other).isBefore(lastTogether(meeting, one, other));
    }

    static Instant whileTogether(Stage stage, Sitting meeting, Person one, Person other) {
        Instant from = firstTogether(meeting, one, other);
        return from.plus(stage.dice.between(Duration.ZERO, Duration.between(from, lastTogether(meeting, one, other))));
    }

    private static Instant firstTogether(Sitting meeting, Person one, Person other) {
        Instant first = meeting.joinedAt(one);
        Instant second = meeting.joinedAt(other);
        return first.isAfter(second) ? first : second;
    }

    private static Instant lastTogether(Sitting meeting, Person one, Person other) {
        Instant first = meeting.leftAt(one);
        Instant second = meeting.leftAt(other);
        return first.isBefore(second) ? first : second;
    }
}

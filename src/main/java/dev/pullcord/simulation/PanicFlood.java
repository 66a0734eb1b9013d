package dev.pullcord.simulation;

import dev.pullcord.intake.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Fresh accounts that press panic in as many meetings as they can, so that the one true panic drowns. */
final class PanicFlood {
    private static final Duration LASTS = Duration.ofMinutes(10);

    private PanicFlood() {}

    static void play(Stage stage) {
        WorldPlan.Attacks plan = stage.plan.attacks();
        for (int i = stage.dice.count(plan.panicFloods()); i > 0; i--) {
            Instant begin = stage.sometime(LASTS.plusMinutes(2)).plusSeconds(30);
            for (int n = 0; n < plan.panicFloodSize(); n++) {
                press(stage, begin.plus(stage.dice.between(Duration.ZERO, LASTS)));
            }
        }
    }

    private static void press(Stage stage, Instant joins) {
        Instant leaves = joins.plusSeconds(45);
        List<Sitting> going = stage.meetings(Cause.ORDINARY).stream()
                .filter(m -> !m.from().isAfter(joins) && !m.to().isBefore(leaves))
                .toList();
        if (going.isEmpty()) {
            return;
        }
        Sitting meeting = stage.dice.pick(going);
        Person liar = stage.actor(Harm.PANIC_FLOOD, joins.minusSeconds(5), Cause.PANIC_FLOOD);
        meeting.attend(liar, "guest", joins, leaves);
        stage.happens(
                joins.plus(stage.dice.between(Duration.ofSeconds(3), Duration.ofSeconds(40))),
                Cause.PANIC_FLOOD,
                stage.report(
                        Report.Kind.PANIC,
                        meeting,
                        Optional.of(meeting.party(liar)),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        false,
                        Optional.empty(),
                        List.of(),
                        false));
    }
}

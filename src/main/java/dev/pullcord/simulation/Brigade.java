package dev.pullcord.simulation;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Fresh accounts, made in a burst on one network, that flag an innocent host for the gravest reason, all at once. */
final class Brigade {
    private Brigade() {}

    static void play(Stage stage) {
        for (int i = stage.dice.count(stage.plan.attacks().brigades()); i > 0; i--) {
            List<Sitting> meetings = stage.meetings(Cause.ORDINARY).stream()
                    .filter(m -> Duration.between(m.from(), m.to()).toMinutes() >= 8)
                    .toList();
            if (!meetings.isEmpty()) {
                attack(stage, stage.dice.pick(meetings));
            }
        }
    }

    private static void attack(Stage stage, Sitting meeting) {
        Person innocent = meeting.people().get(0); // the host
        String network = stage.dice.hash();
        Instant begin = meeting.from().plusSeconds(60);
        for (int i = 0; i < stage.plan.attacks().brigadeSize(); i++) {
            Instant created = begin.plusMillis(900L * i);
            Person liar = stage.actor(Harm.BRIGADE, created, Cause.BRIGADE);
            stage.observe(
                    created.plusMillis(200),
                    Cause.BRIGADE,
                    liar.id(),
                    Observation.Kind.NETWORK_SEEN,
                    Map.of("networkHash", network, "class", "vpn"));
            Instant joins = created.plusSeconds(2);
            meeting.attend(liar, "guest", joins, joins.plusSeconds(90));
            Instant at = joins.plus(stage.dice.between(Duration.ofSeconds(10), Duration.ofSeconds(80)));
            stage.flag(at, Cause.BRIGADE, meeting, liar, innocent, Reason.CHILD_SAFETY, stage.dice.chance(0.7));
        }
    }
}

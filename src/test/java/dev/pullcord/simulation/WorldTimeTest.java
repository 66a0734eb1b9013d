package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorldTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void oneTimeIsTheOtherSoManyTimesAsFast() {
        WorldTime time = WorldTime.from(NOW, Duration.ofHours(4), 60);

        assertThat(time.inWorld(NOW)).isEqualTo(time.start());
        assertThat(time.inWorld(NOW.plusSeconds(30))).isEqualTo(time.start().plus(Duration.ofMinutes(30)));
        assertThat(time.onTheWall(time.start().plus(Duration.ofHours(1)))).isEqualTo(NOW.plusSeconds(60));
        assertThat(time.onTheWall(Duration.ofMinutes(9))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void nothingOfAnEveningIsDatedLaterThanItIsPosted() throws IOException {
        WorldPlan plan = WorldCodec.readOwn("demo");
        for (double speed : new double[] {1, 7.5, 60, 3600}) {
            WorldTime time = WorldTime.from(NOW, plan.evening(), speed);
            assertThat(new World(plan, "sim-x-").evening(0, time.start()).happenings())
                    .allSatisfy(h -> assertThat(h.at()).isBefore(time.onTheWall(h.at())));
        }
    }

    @Test
    void aMarkedWorldIsTheSameWorldUnderOtherNames() throws IOException {
        WorldPlan plan = WorldCodec.readOwn("demo");
        Evening plain = new World(plan).evening(0, NOW);
        Evening marked = new World(plan, "sim-x-").evening(0, NOW);

        assertThat(marked.happenings())
                .extracting(Happening::id, Happening::at, Happening::cause)
                .isEqualTo(plain.happenings().stream()
                        .map(h -> org.assertj.core.groups.Tuple.tuple(h.id(), h.at(), h.cause()))
                        .toList());
        assertThat(marked.harms().keySet()).allMatch(id -> id.startsWith("sim-x-acc-"));
        assertThat(marked.happenings().stream().map(Truth::actor).flatMap(java.util.Optional::stream))
                .allMatch(who -> who.id().startsWith("sim-x-"));
    }
}

package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class DispatchSettingsTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Test
    void pausesDoubleAndVaryByHalfEvenWhenTheyCannotGrowAnyMore() {
        IntFunction<Duration> pauses = DispatchSettings.pauses(FIRST, LONGEST);

        for (int tries : new int[] {1, 2, 5, 12, 45, 10_000}) {
            long middle = tries > 10 ? LONGEST.toMillis() : 1000L << (tries - 1);
            Set<Duration> seen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                Duration pause = pauses.apply(tries);
                assertThat(pause.toMillis()).isBetween(middle / 2 - 1, middle * 3 / 2 + 1);
                seen.add(pause);
            }
            assertThat(seen).hasSizeGreaterThan(20);
        }
    }
}

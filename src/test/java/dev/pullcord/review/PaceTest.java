package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest
    @CsvSource({
        "PT1S, minutes",
        "PT2M, minutes",
        "PT4M59.999S, minutes",
        "PT5M, hour",
        "PT1H, hour",
        "PT1H0.001S, day",
        "PT24H, day",
        "PT24H0.001S, days",
        "P365D, days"
    })
    void aLanesClockSaysHowSoonItHasItsCasesLookedAt(Duration clock, String word) {
        assertThat(Pace.of(clock).word()).isEqualTo(word);
    }
}

package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.insight.Calibration.Tenth;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private final Calibration.Tally tally = new Calibration.Tally();

    @Test
    void noCaseSaysNothing() {
        assertThat(tally.sum()).isEqualTo(Calibration.NONE);
    }

    /** By hand: 4 at 0.25, one a violation, are right; 2 at 0.85, one a violation, are 0.35 off; 2 of 6 cases. */
    @Test
    void theErrorIsTheMeanDistanceOverTheCases() {
        for (int i = 0; i < 4; i++) {
            tally.judged(0.25, i == 0);
        }
        tally.judged(0.85, true);
        tally.judged(0.85, false);

        Calibration sum = tally.sum();

        assertThat(sum.cases()).isEqualTo(6);
        assertThat(sum.expectedError()).isCloseTo(0.35 * 2 / 6, within(1e-12));
        assertThat(sum.brier())
                .isCloseTo((0.75 * 0.75 + 3 * 0.25 * 0.25 + 0.15 * 0.15 + 0.85 * 0.85) / 6, within(1e-12));
        assertThat(sum.tenths()).extracting(Tenth::from).containsExactly(0.2, 0.8);
        assertThat(sum.tenths().get(0).violations()).isEqualTo(Interval.share(1, 4));
        assertThat(sum.tenths().get(1).said()).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void certaintyIsInTheLastTenth() {
        tally.judged(1, true);
        tally.judged(0, false);

        assertThat(tally.sum().tenths()).extracting(Tenth::from).containsExactly(0.0, 0.9);
        assertThat(tally.sum().expectedError()).isZero();
    }

    @Test
    void partsAddUp() {
        Calibration.Tally other = new Calibration.Tally();
        tally.judged(0.3, true);
        other.judged(0.3, false);
        other.judged(0.7, true);
        tally.add(other);

        Calibration.Tally whole = new Calibration.Tally();
        whole.judged(0.3, true);
        whole.judged(0.3, false);
        whole.judged(0.7, true);

        assertThat(tally.sum()).isEqualTo(whole.sum());
    }
}

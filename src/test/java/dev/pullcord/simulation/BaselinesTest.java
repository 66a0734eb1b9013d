package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.simulation.DawidSkene.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {
    /** As Discourse's own documentation of its formula gives them. */
    @ParameterizedTest
    @CsvSource({
        "10, 42, -10.34",
        "2, 12, -7.58",
        "1, 6, -5.59",
        "2, 4, -3.39",
        "7, 3, 0",
        "14, 6, 0",
        "121, 44, 2.05",
        "9, 2, 3.41",
        "25, 4, 6.56",
        "120, 12, 12.27",
        "6, 0, 6.46",
        "100, 0, 16.61",
        "3, 2, 0"
    })
    void discoursesAccuracyIsItsOwn(int agreed, int disagreed, double bonus) {
        assertThat(Baselines.Discourse.accuracy(agreed, disagreed)).isEqualTo(bonus);
    }

    @Test
    void discoursesFlagsAddUpAndAreNeverBelowNothing() {
        assertThat(Baselines.Discourse.flag(3, 0, 0, 0)).isEqualTo(4.0);
        assertThat(Baselines.Discourse.flag(5, 0, 0, 5)).isEqualTo(11.0);
        assertThat(Baselines.Discourse.flag(1, 0, 0, 0)
                        + Baselines.Discourse.flag(2, 0, 0, 0)
                        + Baselines.Discourse.flag(3, 0, 0, 0))
                .isEqualTo(9.0);
        assertThat(Baselines.Discourse.flag(0, -10.34, 5, 0)).isZero();
    }

    /**
     * By hand: two items, two workers. Both say 1 of x; of y one says 1, the other 0. Majority: x 1, y 1/2. Then, with one
     * added to each count and two to each sum, the prior is (1.5 + 1)/(2 + 2) = 0.625. The first worker says 1 of class 0
     * with (0.5 + 1)/(0.5 + 2) = 0.6 and of class 1 with (1.5 + 1)/(1.5 + 2) = 5/7; the second with (0 + 1)/(0.5 + 2) = 0.4
     * and (1 + 1)/(1.5 + 2) = 4/7.
     */
    @Test
    void dawidAndSkeneAsByHand() {
        List<Label> labels = List.of(
                new Label("x", "first", true),
                new Label("x", "second", true),
                new Label("y", "first", true),
                new Label("y", "second", false));

        Map<String, Double> posterior = DawidSkene.posterior(labels, 1);

        double x1 = 0.625 * (5.0 / 7) * (4.0 / 7);
        double x0 = 0.375 * 0.6 * 0.4;
        double y1 = 0.625 * (5.0 / 7) * (3.0 / 7);
        double y0 = 0.375 * 0.6 * 0.6;
        assertThat(posterior.get("x")).isCloseTo(x1 / (x1 + x0), within(1e-12));
        assertThat(posterior.get("y")).isCloseTo(y1 / (y1 + y0), within(1e-12));
    }

    @Test
    void whoContradictsEverybodyEndsUpWeighingNothingOrLess() {
        java.util.ArrayList<Label> labels = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (int w = 0; w < 4; w++) {
                labels.add(new Label("item-" + i, "good-" + w, i % 2 == 0));
            }
            labels.add(new Label("item-" + i, "liar", i % 2 != 0));
        }
        labels.add(new Label("lied-about", "liar", true));

        assertThat(DawidSkene.posterior(labels, 10).get("lied-about")).isLessThan(0.2);
    }
}

package dev.pullcord;

import java.time.Duration;
import java.util.Arrays;

/** Where a histogram's steps lie: at what was promised, and around it. */
final class MeterSteps {
    static final Duration[] DURABLE = millis(5, 25, 100, 250, 500, 1_000, 2_500, 10_000);
    static final Duration[] SCRIPT = millis(1, 5, 25, 100, 250, 1_000);
    static final Duration[] EFFECT = millis(250, 1_000, 2_000, 5_000, 15_000, 60_000, 600_000);
    /** The clocks of the lanes that come with the service are among them: 2, 5, 10, 15 and 30 min, 4 h and a day. */
    static final Duration[] FIRST_LOOK = millis(
            15_000,
            30_000,
            60_000,
            90_000,
            120_000,
            180_000,
            300_000,
            600_000,
            900_000,
            1_200_000,
            1_800_000,
            3_600_000,
            14_400_000,
            43_200_000,
            86_400_000);

    static final Duration[] DECISION =
            millis(30_000, 60_000, 120_000, 300_000, 900_000, 1_800_000, 3_600_000, 14_400_000, 86_400_000);
    static final Duration[] SECOND = millis(15_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000);

    private MeterSteps() {}

    private static Duration[] millis(long... each) {
        return Arrays.stream(each).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}

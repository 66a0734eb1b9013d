package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.redis.DeskShift.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shift of eight hours with twelve people. Another one: {@code -Dpullcord.test.seed=N}. */
class ShiftIT {
    private static final long SEED = Long.getLong("pullcord.test.seed", 20261126L);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Test
    void twelvePeopleWorkEightHoursAndNoRuleIsBroken() {
        DeskShift shift = new DeskShift(redis.link(), SEED, Broken.NOTHING);

        shift.work(480, 200, 40);
        shift.end();

        shift.wasHard();
    }

    /** What is asserted of it can fail. */
    @ParameterizedTest
    @CsvSource({
        "UNGUARDED, 30, opted out|somebody he knows|budget",
        "NOBODY_TURNED_TO, 45, somebody was paged",
        "ONE_IS_ENOUGH, 40, a second person",
        "SOMEBODY_JUST_LEAVES, 20, waits for the next"
    })
    void aBrokenRuleIsNoticed(Broken broken, int minutes, String by) {
        DeskShift shift = new DeskShift(redis.link(), SEED, broken);

        assertThatThrownBy(() -> {
                    shift.work(minutes, 10, broken == Broken.NOBODY_TURNED_TO ? 50 : 0);
                    shift.end();
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s).*(" + by + ").*");
    }
}

package dev.pullcord.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LAPSE = Duration.ofSeconds(15);

    /** Seconds since the order: when the try was due, when it ended, and when the next is due. */
    @ParameterizedTest
    @CsvSource({
        "answered, done, 0, 1, , false",
        "answered, already_done, 0, 15, , false",
        "answered, done, 0, 15.001, , true", // its turn came late
        "answered, done, 20, 21, , false", // the try before it said so
        "answered, refused, 0, 1, , true",
        "answered, partial, 0, 1, , true",
        "answered, target_gone, 0, 1, , false",
        "answered, unsupported, 0, 1, , false",
        "answered, withdrawn, 0, 1, , false",
        "answered, refused, 20, 21, , false",
        "pending, failed, 0, 1, 2, false",
        "pending, failed, 7, 8, 16, true", // the next comes too late, whatever it brings
        "pending, failed, 7, 8, 15, false",
        "pending, unknown, 7, 17, 18, true",
        "pending, failed, 16, 17, 33, false",
        "pending, failed, 0, 4000, 4001, true", // nobody was there to try it
        "failed, failed, 0, 1, , true",
        "failed, failed, 7000, 7001, , false",
    })
    void itIsPlainOnce(String state, String status, double dueAfter, double after, Double again, boolean plain) {
        Action due = action(Action.State.PENDING, dueAfter);
        Enforcer.Ending ending = new Enforcer.Ending(
                Action.State.valueOf(state.toUpperCase(java.util.Locale.ROOT)),
                status,
                "",
                Optional.ofNullable(again).map(LatenessTest::at));

        assertThat(Lateness.plain(due, ending, LAPSE, at(after))).isEqualTo(plain);
    }

    /** A try that nobody recorded is due when it lapses: whether it was late is judged by when it was begun. */
    @Test
    void aTryThatDiedWithItsProcessHasSaidNothing() {
        Enforcer.Ending failed = new Enforcer.Ending(Action.State.PENDING, "failed", "", Optional.of(at(18)));

        assertThat(Lateness.plain(action(Action.State.TRYING, 0.1 + 15), failed, LAPSE, at(16)))
                .isTrue();
        assertThat(Lateness.plain(action(Action.State.TRYING, 60 + 15), failed, LAPSE, at(76)))
                .isFalse();
    }

    private static Action action(Action.State state, double dueAfter) {
        return new Action(
                new ActionOrder("c.d1.a1", ActionType.WARN, Target.account("mallory"), Optional.empty()),
                "c",
                "harassment",
                state,
                1,
                0,
                T0,
                Optional.of(at(dueAfter)),
                Optional.empty(),
                Optional.empty());
    }

    private static Instant at(double seconds) {
        return T0.plusMillis(Math.round(seconds * 1000));
    }
}

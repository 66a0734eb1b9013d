package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.StandingChange.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingChangeTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");

    private static Optional<StandingChange> of(ActionType type, Optional<Duration> duration) {
        return StandingChange.of(new ActionOrder("c000-x.d1.a1", type, Target.account("mallory"), duration), T0);
    }

    @Test
    void aSuspensionCountsFromItsDecision() {
        assertThat(of(ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofDays(7))))
                .contains(new StandingChange(Right.JOINING, "mallory", true, Optional.of(T0.plus(Duration.ofDays(7)))));
    }

    @Test
    void aSuspensionWithoutEndAndOneLongerThanALifeHaveNone() {
        assertThat(of(ActionType.SUSPEND_ACCOUNT, Optional.empty()))
                .isEqualTo(of(ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofSeconds(Long.MAX_VALUE))))
                .contains(new StandingChange(Right.JOINING, "mallory", true, Optional.empty()));
    }

    @Test
    void whoIsReinstatedMayJoin() {
        assertThat(of(ActionType.REINSTATE_ACCOUNT, Optional.empty()))
                .contains(new StandingChange(Right.JOINING, "mallory", false, Optional.empty()));
    }

    @Test
    void otherActionsAndOnesAboutNoAccountSayNothing() {
        Target meeting = new Target(Optional.of("call-9"), Optional.empty(), Optional.empty(), List.of());

        assertThat(of(ActionType.WARN, Optional.empty())).isEmpty();
        assertThat(StandingChange.of(
                        new ActionOrder("c000-x.d1.a1", ActionType.SUSPEND_ACCOUNT, meeting, Optional.empty()), T0))
                .isEmpty();
    }
}

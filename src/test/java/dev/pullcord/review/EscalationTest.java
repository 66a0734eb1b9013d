package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.EscalationPolicy.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final Instant NOW = Events.T0;
    private static final Condition NEVER = new Condition() {
        @Override
        public String text() {
            return "false";
        }

        @Override
        public boolean holds(Inputs inputs) {
            return false;
        }
    };
    private static final Level SENIORS = level("senior", Role.SENIOR, 5);
    private static final Level LEADS = level("lead", Role.LEAD, 10);
    private static final EscalationPolicy POLICY = new EscalationPolicy(List.of(SENIORS, LEADS), 5);
    private static final Set<Role> BOTH = Set.of(Role.MODERATOR, Role.SENIOR, Role.LEAD);

    private final Case overdue = InMemoryStore.ground(1).flagged("e1", "mallory", NOW);

    @Test
    void oneLevelComesAfterTheOtherAndThenTheFirstAgain() {
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(made -> turn(POLICY, BOTH, made).level().orElseThrow())
                .containsExactly(SENIORS, LEADS, SENIORS, LEADS, SENIORS);
        assertThat(turn(POLICY, BOTH, 0).next()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(turn(POLICY, BOTH, 1).next()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void afterTheLastRoundSomebodyIsPagedAgainAndAgain() {
        for (int made : List.of(5, 6, 99)) {
            assertThat(turn(POLICY, BOTH, made))
                    .isEqualTo(new Escalation.Turn(Optional.empty(), NOW.plus(Escalation.PAGE_AGAIN), true));
        }
    }

    @Test
    void aLevelThatTurnsToNobodyWhoIsThereIsSkippedAtOnce() {
        assertThat(turn(POLICY, Set.of(Role.MODERATOR, Role.LEAD), 0).level()).contains(LEADS);
        assertThat(turn(POLICY, Set.of(Role.MODERATOR), 0).level()).isEmpty();
        EscalationPolicy holed = new EscalationPolicy(
                List.of(new Level("nobody", Set.of(), Duration.ofMinutes(5), Condition.ALWAYS), LEADS), 5);
        assertThat(turn(holed, BOTH, 0).level()).contains(LEADS);
    }

    @Test
    void aLevelWhoseConditionDoesNotHoldIsSkipped() {
        EscalationPolicy choosy = new EscalationPolicy(
                List.of(new Level("senior", Set.of(Role.SENIOR), Duration.ofMinutes(5), NEVER), LEADS), 5);

        assertThat(turn(choosy, BOTH, 0).level()).contains(LEADS);
    }

    /** Else what was handed to a lead on holiday waits for him alone. */
    @Test
    void onceAllWereTurnedToAnybodyMayTakeIt() {
        assertThat(turn(POLICY, BOTH, 0).opens()).isFalse();
        assertThat(turn(POLICY, BOTH, 1).opens()).isTrue();
        assertThat(turn(POLICY, Set.of(Role.LEAD), 0).opens()).isTrue();
    }

    @Test
    void aPolicyWithoutLevelsPagesAtOnce() {
        assertThat(turn(new EscalationPolicy(List.of(), 1), BOTH, 0).level()).isEmpty();
    }

    private Escalation.Turn turn(EscalationPolicy policy, Set<Role> there, int made) {
        return Escalation.next(policy, overdue, there, made, NOW);
    }

    private static Level level(String name, Role role, int minutes) {
        return new Level(name, Set.of(role), Duration.ofMinutes(minutes), Condition.ALWAYS);
    }
}

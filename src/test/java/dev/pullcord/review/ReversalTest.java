package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Measures.Measure;
import dev.pullcord.review.Measures.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReversalTest {
    private static final Instant T0 = Events.T0;
    private static final Optional<String> MALLORY = Optional.of("mallory");
    private static final String NEXT = "c000-0.d2";

    @Test
    void whatWasDoneIsReversedWhereThereIsAReverse() {
        Reversal reversal = of(
                measure(1, ActionType.SUSPEND_ACCOUNT, Progress.DONE),
                measure(2, ActionType.REMOVE_PARTICIPANT, Progress.DONE),
                measure(3, ActionType.BLOCK_REJOIN, Progress.DONE));

        assertThat(reversal.orders())
                .extracting(ActionOrder::type)
                .containsExactlyInAnyOrder(ActionType.REINSTATE_ACCOUNT, ActionType.UNBLOCK_REJOIN);
        assertThat(reversal.orders()).extracting(ActionOrder::id).containsExactlyInAnyOrder(NEXT + ".a1", NEXT + ".a2");
        assertThat(reversal.remains()).extracting(ActionOrder::type).containsExactly(ActionType.REMOVE_PARTICIPANT);
        assertThat(reversal.withdrawn()).isEmpty();
    }

    @Test
    void whatWasNotSentIsWithdrawnAndNobodyHearsOfIt() {
        Reversal reversal = of(
                measure(1, ActionType.SUSPEND_ACCOUNT, Progress.UNSENT), measure(2, ActionType.WARN, Progress.UNSENT));

        assertThat(reversal.withdrawn()).hasSize(2);
        assertThat(reversal.orders()).isEmpty();
        assertThat(reversal.remains()).isEmpty();
        assertThat(reversal.reinstated()).containsExactly("mallory");
    }

    /** Who may join is written beside a decision for its own account only. */
    @Test
    void anotherAccountsSuspensionIsTakenBackByAnActionThoughItWasNotSent() {
        Reversal reversal = Reversal.of(
                List.of(measure(1, ActionType.SUSPEND_ACCOUNT, Progress.UNSENT)),
                List.of(),
                NEXT,
                Optional.of("trudy"),
                T0);

        assertThat(reversal.orders()).extracting(ActionOrder::type).containsExactly(ActionType.REINSTATE_ACCOUNT);
        assertThat(reversal.reinstated()).isEmpty();
    }

    /** Who may join is on record whatever the platform made of it; what an overturned decision says there must not outlive it. */
    @Test
    void aSuspensionThatThePlatformRefusedIsTakenBackOnRecord() {
        Reversal own = of(measure(1, ActionType.SUSPEND_ACCOUNT, Progress.NEVER));
        assertThat(own.reinstated()).containsExactly("mallory");
        assertThat(own.orders()).isEmpty();

        Reversal elsewhere = Reversal.of(
                List.of(measure(1, ActionType.SUSPEND_ACCOUNT, Progress.NEVER)),
                List.of(),
                NEXT,
                Optional.of("trudy"),
                T0);
        assertThat(elsewhere.orders()).extracting(ActionOrder::type).containsExactly(ActionType.REINSTATE_ACCOUNT);
    }

    /** That payouts are held is on record before it is sent, so what gives them back is sent too. */
    @ParameterizedTest
    @EnumSource(
            value = Progress.class,
            names = {"UNSENT", "UNDER_WAY", "DONE", "NEVER"})
    void heldPayoutsAreReleased(Progress progress) {
        Reversal reversal = of(measure(1, ActionType.HOLD_PAYOUT, progress));

        assertThat(reversal.orders()).extracting(ActionOrder::type).containsExactly(ActionType.RELEASE_PAYOUT);
        assertThat(reversal.remains()).isEmpty();
    }

    /** The try that is under way may come to its end after what takes it back was sent. */
    @Test
    void whatIsUnderWayIsReversedWhenItsAnswerCanNoLongerCome() {
        Instant lapses = T0.plusSeconds(15);
        Measure trying = new Measure(
                order(1, ActionType.BLOCK_REJOIN, Optional.empty()),
                Progress.UNDER_WAY,
                "trying",
                1,
                T0,
                Optional.of(lapses));

        Reversal reversal = of(trying);

        assertThat(reversal.withdrawn()).containsExactly(trying);
        assertThat(reversal.notBefore()).containsExactly(lapses);
    }

    /** What took it back when it ended was an action, too: not until that is done is it not reversed. */
    @Test
    void whatEndedIsReversedUnlessThatWasDone() {
        Measure over = new Measure(
                order(1, ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofMinutes(5))),
                Progress.DONE,
                "answered",
                1,
                T0.minusSeconds(300),
                Optional.empty());

        assertThat(of(over, measure(2, ActionType.REINSTATE_ACCOUNT, Progress.UNSENT))
                        .orders())
                .extracting(ActionOrder::type)
                .containsExactly(ActionType.REINSTATE_ACCOUNT);
        assertThat(of(over, measure(2, ActionType.REINSTATE_ACCOUNT, Progress.DONE))
                        .orders())
                .isEmpty();
    }

    @Test
    void whatWasTakenBackBeforeIsNotTakenBackAgain() {
        Reversal reversal = of(
                measure(1, ActionType.SUSPEND_ACCOUNT, Progress.DONE),
                measure(2, ActionType.REINSTATE_ACCOUNT, Progress.DONE));

        assertThat(reversal.orders()).isEmpty();
    }

    @Test
    void aLaterOneThatFailedDoesNotHideAnEarlierOneThatWasDone() {
        Reversal reversal = of(
                measure(1, ActionType.SUSPEND_ACCOUNT, Progress.DONE),
                measure(2, ActionType.SUSPEND_ACCOUNT, Progress.NEVER));

        assertThat(reversal.orders()).extracting(ActionOrder::type).containsExactly(ActionType.REINSTATE_ACCOUNT);
    }

    /** The platform may never do it: it is withdrawn, and somebody would be kept out by nobody's decision. */
    @Test
    void whatWasToTakeBackAndIsNotDoneIsOrderedAnew() {
        Measure suspended = measure(1, ActionType.SUSPEND_ACCOUNT, Progress.DONE);
        for (Progress not : List.of(Progress.UNSENT, Progress.UNDER_WAY, Progress.NEVER)) {
            assertThat(of(suspended, measure(2, ActionType.REINSTATE_ACCOUNT, not))
                            .orders())
                    .as(not.name())
                    .extracting(ActionOrder::type)
                    .containsExactly(ActionType.REINSTATE_ACCOUNT);
        }
    }

    @Test
    void whatIsOrderedAgainTakesItsPlace() {
        ActionOrder shorter = order(1, ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofDays(1)));

        Reversal reversal = Reversal.of(
                List.of(
                        measure(1, ActionType.SUSPEND_ACCOUNT, Progress.DONE),
                        measure(2, ActionType.BLOCK_REJOIN, Progress.DONE)),
                List.of(shorter),
                NEXT,
                MALLORY,
                T0);

        assertThat(reversal.orders())
                .extracting(ActionOrder::type)
                .containsExactly(ActionType.UNBLOCK_REJOIN, ActionType.SUSPEND_ACCOUNT);
        assertThat(reversal.orders().get(1).duration()).contains(Duration.ofDays(1));
        assertThat(reversal.orders().get(1).id()).isEqualTo(NEXT + ".a2");
    }

    private static Reversal of(Measure... measures) {
        return Reversal.of(List.of(measures), List.of(), NEXT, MALLORY, T0);
    }

    private static Measure measure(int n, ActionType type, Progress progress) {
        String state = progress == Progress.UNSENT ? "pending" : "answered";
        return new Measure(
                order(n, type, Optional.empty()),
                progress,
                state,
                progress == Progress.UNSENT ? 0 : 1,
                T0.minusSeconds(60),
                Optional.empty());
    }

    private static ActionOrder order(int n, ActionType type, Optional<Duration> duration) {
        return new ActionOrder(
                "c000-0.d1.a" + n,
                type,
                new Target(Optional.of("call-1"), Optional.of("p-mallory"), MALLORY, List.of()),
                duration);
    }
}

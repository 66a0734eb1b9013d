package dev.pullcord.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnforcerTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant LATER = T0.plusSeconds(3600);
    private static final String CASE = "c000-00000000000000000000";
    private static final Duration TOOK = Duration.ofMillis(3);

    private final Enforcer enforcer = new Enforcer(
            tries -> Duration.ofSeconds(tries),
            new Enforcer.Limits(Duration.ofSeconds(10), Duration.ofSeconds(5), 4, Duration.ofMinutes(15), 3));

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"FAILED", "UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverThePlatformSaysElseIsAnAnswer(Status status) {
        Enforcer.Ending ending =
                enforcer.judge(action(1), ActionResult.answered(status, Optional.of("so"), TOOK), LATER);

        assertThat(ending).isEqualTo(new Enforcer.Ending(Action.State.ANSWERED, status.code(), "so", Optional.empty()));
    }

    /** Somebody would be kept out for good, and nobody would see it. */
    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"UNSUPPORTED", "REFUSED"})
    void whatEndsAMeasureAndCannotBeDoneIsParkedIfThereIsSomethingToEnd(Status status) {
        Action back = of(".d2.a1", ActionType.REINSTATE_ACCOUNT, Action.State.TRYING, Optional.empty());
        Enforcer.Ending no = enforcer.judge(back, ActionResult.answered(status, Optional.of("so"), TOOK), LATER);
        Action done = of(".d1.a1", ActionType.SUSPEND_ACCOUNT, Action.State.ANSWERED, Optional.of("done"));
        Action never = of(".d1.a1", ActionType.SUSPEND_ACCOUNT, Action.State.ANSWERED, Optional.of("unsupported"));
        Action other = of(".d1.a1", ActionType.HOLD_PAYOUT, Action.State.ANSWERED, Optional.of("done"));

        assertThat(Enforcer.leaves(back, no)).isTrue();
        assertThat(Enforcer.leaves(action(1), no)).as("a warning ends nothing").isFalse();
        assertThat(Enforcer.parked(back, no, List.of(done, back)))
                .isEqualTo(new Enforcer.Ending(Action.State.FAILED, status.code(), "so", Optional.empty()));
        assertThat(Enforcer.parked(back, no, List.of(never, back))).isEqualTo(no);
        assertThat(Enforcer.parked(back, no, List.of(other, back))).isEqualTo(no);
    }

    @Test
    void aFailureIsTriedAgainAfterAPauseThatGrows() {
        ActionResult failed = ActionResult.failed("answered 500", TOOK);

        assertThat(enforcer.judge(action(1), failed, LATER).retryAt()).contains(LATER.plusSeconds(1));
        assertThat(enforcer.judge(action(3), failed, LATER).retryAt()).contains(LATER.plusSeconds(3));
        assertThat(enforcer.judge(action(3), failed, LATER).state()).isEqualTo(Action.State.PENDING);
    }

    @Test
    void whatMayHaveHappenedIsTriedAgain() {
        Enforcer.Ending ending = enforcer.judge(action(1), ActionResult.unknown("no answer", TOOK), LATER);

        assertThat(ending)
                .isEqualTo(new Enforcer.Ending(
                        Action.State.PENDING, "unknown", "no answer", Optional.of(LATER.plusSeconds(1))));
    }

    @Test
    void theLastTryParksItWithTheReason() {
        Enforcer.Ending ending = enforcer.judge(action(4), ActionResult.failed("answered 500", TOOK), LATER);

        assertThat(ending)
                .isEqualTo(new Enforcer.Ending(
                        Action.State.FAILED, "failed", "given up after 4 tries: answered 500", Optional.empty()));
    }

    @Test
    void whatIsRetriedByHandIsTriedAsOftenAgain() {
        Action retried = new Action(
                action(1).order(),
                CASE,
                "harassment",
                Action.State.TRYING,
                7,
                4,
                T0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(enforcer.judge(retried, ActionResult.failed("answered 500", TOOK), LATER)
                        .retryAt())
                .contains(LATER.plusSeconds(3));
        assertThat(enforcer.exhausted(retried)).isEmpty();
        assertThat(enforcer.request(retried, enforcer.plan(T0)).attempt()).isEqualTo(7);
    }

    @Test
    void whoseLastTryNeverEndedIsParked() {
        assertThat(enforcer.exhausted(action(4))).isEmpty();
        assertThat(enforcer.exhausted(action(5)))
                .contains(new Enforcer.Ending(
                        Action.State.FAILED,
                        "unknown",
                        "given up after 4 tries, of which the last never ended",
                        Optional.empty()));
    }

    @Test
    void aFailureThatCannotGetBetterIsParkedAtOnce() {
        ActionResult hopeless = new ActionResult(
                Status.FAILED,
                ActionResult.Confirmation.NONE,
                Optional.of("no such room type"),
                false,
                Optional.empty(),
                false,
                TOOK);

        assertThat(enforcer.judge(action(1), hopeless, LATER).state()).isEqualTo(Action.State.FAILED);
    }

    @Test
    void aCallbackThatIsGoneParksTheActionInSightInsteadOfCallingItAnswered() {
        ActionResult gone = new ActionResult(
                Status.REFUSED,
                ActionResult.Confirmation.NONE,
                Optional.of("answered 410"),
                false,
                Optional.empty(),
                true,
                TOOK);

        assertThat(enforcer.judge(action(1), gone, LATER))
                .isEqualTo(new Enforcer.Ending(Action.State.FAILED, "refused", "answered 410", Optional.empty()));
    }

    @Test
    void thePlatformMayAskForALongerWaitButNotForAnEndlessOne() {
        ActionResult busy = ActionResult.failed("answered 429", TOOK);

        assertThat(enforcer.judge(action(1), busy.after(Optional.of(Duration.ofMinutes(2))), LATER)
                        .retryAt())
                .contains(LATER.plus(Duration.ofMinutes(2)));
        assertThat(enforcer.judge(action(1), busy.after(Optional.of(Duration.ofDays(400))), LATER)
                        .retryAt())
                .contains(LATER.plus(Duration.ofMinutes(15)));
        assertThat(enforcer.judge(action(3), busy.after(Optional.of(Duration.ZERO)), LATER)
                        .retryAt())
                .contains(LATER.plusSeconds(3));
    }

    @Test
    void aTryLapsesOnlyAfterItsDeadline() {
        assertThat(enforcer.plan(T0)).isEqualTo(new Enforcer.Try(T0.plusSeconds(10), T0.plusSeconds(15)));
    }

    @Test
    void anActionWaitsForTheOneBeforeItUntilThatIsAnsweredOrGivenUp() {
        Action second = at("d1.a2", Action.State.PENDING, 0);
        Instant next = T0.plusSeconds(7);

        assertThat(held(second, at("d1.a1", Action.State.PENDING, 0))).contains(next);
        assertThat(held(second, at("d1.a1", Action.State.TRYING, 1))).contains(next);
        assertThat(held(second, at("d1.a1", Action.State.ANSWERED, 1))).isEmpty();
        assertThat(held(second, at("d1.a1", Action.State.FAILED, 1))).isEmpty();
    }

    @Test
    void anActionWaitsForThreeFruitlessTriesAtMost() {
        Action second = at("d1.a2", Action.State.PENDING, 0);

        assertThat(held(second, at("d1.a1", Action.State.PENDING, 2))).isPresent();
        assertThat(held(second, at("d1.a1", Action.State.TRYING, 3))).isPresent();
        assertThat(held(second, at("d1.a1", Action.State.PENDING, 3))).isEmpty();
        assertThat(held(second, at("d1.a1", Action.State.TRYING, 4))).isEmpty();
    }

    @Test
    void theTenthActionComesAfterTheSecond() {
        Action tenth = at("d1.a10", Action.State.PENDING, 0);

        assertThat(held(tenth, at("d1.a2", Action.State.PENDING, 0))).isPresent();
        assertThat(held(tenth, at("d2.a1", Action.State.PENDING, 0))).isEmpty();
    }

    /** Evidence that cannot be kept for now must not keep somebody in a live call. */
    @Test
    void aStepWaitsFiveSecondsForTheFirstTenForTheSecondAndFifteenAtMost() {
        Action hanging = at("d1.a1", Action.State.TRYING, 1);
        Action second = at("d1.a2", Action.State.PENDING, 0);
        Action tenth = at("d1.a10", Action.State.PENDING, 0);

        assertThat(Patience.DEFAULT.waitsFor(second, List.of(hanging), T0.plusMillis(4999)))
                .containsExactly(hanging);
        assertThat(Patience.DEFAULT.waitsFor(second, List.of(hanging), T0.plusSeconds(5)))
                .isEmpty();
        assertThat(Patience.DEFAULT.heldUntil(second, List.of(hanging), T0)).contains(T0.plusSeconds(5));
        assertThat(Patience.DEFAULT.heldUntil(tenth, List.of(hanging), T0)).contains(T0.plusSeconds(5));
        assertThat(Patience.DEFAULT.waitsFor(tenth, List.of(second), T0.plusMillis(9999)))
                .containsExactly(second);
        assertThat(Patience.DEFAULT.latest(tenth)).isEqualTo(T0.plusSeconds(15));
        assertThat(Patience.DEFAULT.waitsFor(tenth, List.of(hanging, second), T0.plusSeconds(10)))
                .isEmpty();
    }

    private static Optional<Instant> held(Action action, Action ahead) {
        return new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), 3).heldUntil(action, List.of(ahead), T0);
    }

    private static Action of(String suffix, ActionType type, Action.State state, Optional<String> status) {
        return new Action(
                new ActionOrder(CASE + suffix, type, Target.account("mallory"), Optional.empty()),
                CASE,
                "harassment",
                state,
                1,
                0,
                T0,
                Optional.of(T0.plusSeconds(7)).filter(next -> state == Action.State.TRYING),
                status,
                Optional.empty());
    }

    private static Action action(int tries) {
        return at("d1.a1", Action.State.TRYING, tries);
    }

    private static Action at(String suffix, Action.State state, int tries) {
        return action(
                new ActionOrder(CASE + "." + suffix, ActionType.WARN, Target.account("mallory"), Optional.empty()),
                state,
                tries);
    }

    private static Action action(ActionOrder order, Action.State state, int tries) {
        Optional<Instant> next = state == Action.State.PENDING || state == Action.State.TRYING
                ? Optional.of(T0.plusSeconds(7))
                : Optional.empty();
        int n = Integer.parseInt(order.id().replaceAll(".*a", ""));
        List<String> ahead = IntStream.range(1, n)
                .mapToObj(i -> order.id().replaceAll("a[0-9]+$", "a" + i))
                .toList();
        return new Action(
                order,
                CASE,
                "harassment",
                state,
                tries,
                0,
                T0,
                next,
                Optional.empty(),
                Optional.empty(),
                Trail.after(ahead));
    }
}

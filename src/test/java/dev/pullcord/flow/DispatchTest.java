package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.enforcement.Action;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final ActionResult FAILED = ActionResult.failed("answered 500", Duration.ofMillis(1));

    private final ScriptedConnector connector = new ScriptedConnector();
    private DispatchBench bench = bench(Optional.of("there"), DispatchBench.quick());

    @AfterEach
    void clear() {
        bench.close();
    }

    @Test
    void anActionGoesOutAndItsAnswerIsRecorded() {
        bench.started();

        String id = bench.order(ActionType.WARN).get(0);

        assertThat(bench.until(id, Action.State.ANSWERED).lastStatus()).contains("done");
        assertThat(connector.asked()).singleElement().satisfies(r -> {
            assertThat(r.actionId()).isEqualTo(id);
            assertThat(r.attempt()).isEqualTo(1);
            assertThat(r.deadline()).isEqualTo(bench.clock.instant().plus(DispatchBench.ANSWER_WITHIN));
        });
        assertThat(bench.counted("pullcord.actions", "status", "done", "state", "answered"))
                .isEqualTo(1);
        assertThat(bench.counted("pullcord.actions.done", "type", "warn")).isEqualTo(1);
        assertThat(bench.counted("pullcord.actions.late")).isZero();
    }

    @Test
    void aNudgeDoesNotWaitForThePoll() {
        bench = bench(Optional.of("there"), new DispatchSettings(Duration.ofHours(1), 16, 64));
        Dispatch dispatch = bench.started();
        String id = bench.order(ActionType.WARN).get(0);

        dispatch.nudge();

        bench.until(id, Action.State.ANSWERED);
    }

    @Test
    void theActionsOfADecisionGoOneAfterTheOther() {
        List<CompletableFuture<ActionResult>> answers = new ArrayList<>();
        connector.answers(r -> {
            CompletableFuture<ActionResult> answer = new CompletableFuture<>();
            synchronized (answers) {
                answers.add(answer);
            }
            return answer;
        });
        bench.started();
        List<String> ids = bench.order(ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT, ActionType.WARN);

        for (int i = 0; i < ids.size(); i++) {
            int count = i + 1;
            await().until(() -> connector.asked().size() == count);
            pollsPass();
            assertThat(connector.askedIds()).containsExactlyElementsOf(ids.subList(0, count));
            answers.get(i).complete(ScriptedConnector.DONE);
        }
        bench.until(ids.get(2), Action.State.ANSWERED);
    }

    @Test
    void anActionThatStumblesHoldsTheNextBackForThreeTriesOnly() {
        connector.answers(r -> CompletableFuture.completedFuture(
                r.type() == ActionType.BLOCK_REJOIN ? FAILED : ScriptedConnector.DONE));
        bench.started();
        List<String> ids = bench.order(ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT);

        bench.untilTried(ids.get(0), 1);
        bench.clock.move(Duration.ofSeconds(1));
        bench.untilTried(ids.get(0), 2);
        pollsPass();
        assertThat(connector.askedIds()).doesNotContain(ids.get(1));
        bench.clock.move(Duration.ofSeconds(2));

        bench.until(ids.get(1), Action.State.ANSWERED);
        assertThat(bench.outbox.get(ids.get(0)).tries()).isEqualTo(3);
    }

    @Test
    void aPlatformThatFailsIsTriedAgainUnderTheSameIdUntilItRecovers() {
        connector.answers(FAILED);
        bench.started();
        String id = bench.order(ActionType.REMOVE_PARTICIPANT).get(0);
        bench.untilTried(id, 1);
        pollsPass();
        assertThat(connector.asked()).hasSize(1); // the pause has not passed

        bench.clock.move(Duration.ofSeconds(1));
        bench.untilTried(id, 2);
        connector.answers(ScriptedConnector.DONE);
        bench.clock.move(Duration.ofSeconds(2));
        bench.until(id, Action.State.ANSWERED);

        assertThat(bench.statuses(id)).containsExactly("failed", "failed", "done");
        assertThat(connector.asked()).extracting(ActionRequest::actionId).containsOnly(id);
        assertThat(connector.asked()).extracting(ActionRequest::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void aPlatformThatNeverRecoversLeavesItParkedAndAPersonCanRetryIt() {
        connector.answers(FAILED);
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);
        for (int tries = 1; tries < DispatchBench.TRIES; tries++) {
            bench.untilTried(id, tries);
            bench.clock.move(Duration.ofSeconds(tries));
        }
        Action parked = bench.until(id, Action.State.FAILED);
        assertThat(bench.counted("pullcord.actions.late")).isEqualTo(1);
        assertThat(parked.lastDetail()).contains("given up after 5 tries: answered 500");
        bench.clock.move(Duration.ofDays(30));
        pollsPass();
        assertThat(connector.asked()).hasSize(DispatchBench.TRIES);

        connector.answers(ScriptedConnector.DONE);
        Moderator lead = new Moderator("m1", "tandem", "Lea", Role.LEAD);
        bench.outbox.retry(bench.platforms.get(), id, lead, bench.clock.instant());

        assertThat(bench.until(id, Action.State.ANSWERED).lastStatus()).contains("done");
    }

    @Test
    void aTryThatDiedWithItsProcessIsBegunAgainUnderTheSameId() {
        String id = bench.order(ActionType.WARN).get(0);
        Action due = bench.outbox
                .due(bench.partition, bench.clock.instant(), 1)
                .toCompletableFuture()
                .join()
                .get(0);
        bench.outbox.begin(
                bench.partition,
                due,
                bench.clock.instant(),
                bench.clock.instant().plus(DispatchBench.LAPSE));

        bench.started();
        pollsPass();
        assertThat(connector.asked()).isEmpty();
        bench.clock.move(DispatchBench.LAPSE);

        assertThat(bench.until(id, Action.State.ANSWERED).tries()).isEqualTo(2);
        assertThat(connector.asked())
                .singleElement()
                .satisfies(r -> assertThat(r.actionId()).isEqualTo(id));
    }

    @Test
    void anAnswerIsRecordedOnceTheStoreIsBack() {
        CompletableFuture<ActionResult> answer = new CompletableFuture<>();
        connector.answers(r -> answer);
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);
        await().until(() -> connector.asked().size() == 1);

        bench.outbox.away(true);
        answer.complete(ScriptedConnector.DONE);
        pollsPass();
        bench.outbox.away(false);

        bench.until(id, Action.State.ANSWERED);
        assertThat(connector.asked()).hasSize(1);
    }

    @Test
    void stoppingWaitsForWhatIsUnderWayAndBeginsNothingNew() {
        CompletableFuture<ActionResult> answer = new CompletableFuture<>();
        connector.answers(r -> answer);
        Dispatch dispatch = bench.started();
        String id = bench.order(ActionType.WARN).get(0);
        await().until(() -> connector.asked().size() == 1);

        Future<Void> stopped = dispatch.stop();
        String late = bench.order(ActionType.WARN).get(0);
        dispatch.nudge();
        pollsPass();
        assertThat(stopped.isComplete()).isFalse();
        answer.complete(ScriptedConnector.DONE);

        DispatchBench.join(stopped);
        assertThat(bench.outbox.get(id).state()).isEqualTo(Action.State.ANSWERED);
        assertThat(bench.outbox.get(late).state()).isEqualTo(Action.State.PENDING);
    }

    @Test
    void aStoppedDispatchCanStartAgain() {
        Dispatch dispatch = bench.started();
        DispatchBench.join(dispatch.stop());
        String id = bench.order(ActionType.WARN).get(0);

        dispatch.start();

        bench.until(id, Action.State.ANSWERED);
    }

    @Test
    void twoDispatchesOfOnePartitionAskEachActionOnce() {
        bench.started();
        bench.started();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.addAll(bench.order(ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT));
        }

        ids.forEach(id -> bench.until(id, Action.State.ANSWERED));

        assertThat(connector.askedIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void noMoreThanItsShareIsUnderWayAtOnce() {
        bench = bench(Optional.of("there"), new DispatchSettings(Duration.ofMillis(5), 4, 3));
        connector.answers(r -> new CompletableFuture<>());
        bench.started();
        for (int i = 0; i < 10; i++) {
            bench.order(ActionType.WARN);
        }

        await().until(() -> connector.asked().size() == 3);
        pollsPass();

        assertThat(connector.asked()).hasSize(3);
    }

    @Test
    void aPlatformWithoutACallbackHasItsActionsParkedAtOnceWithTheReason() {
        bench = bench(Optional.empty(), DispatchBench.quick());
        bench.started();

        String id = bench.order(ActionType.WARN).get(0);

        assertThat(bench.until(id, Action.State.FAILED).lastDetail())
                .contains("connector generic cannot be set up: callback: is missing");
        assertThat(connector.asked()).isEmpty();
    }

    @Test
    void aSuspendedAccountMayNotJoinEvenWhileThePlatformCannotBeReached() {
        connector.answers(FAILED);
        bench.started();
        String id = bench.order(ActionType.SUSPEND_ACCOUNT).get(0);

        bench.untilTried(id, 1);

        assertThat(bench.outbox
                        .standing(bench.platforms.get(), "mallory", bench.clock.instant())
                        .toCompletableFuture()
                        .join()
                        .suspended())
                .isTrue();
    }

    @Test
    void whatTheConnectorDoesNotOfferIsAnsweredAsUnsupportedWithoutAsking() {
        bench.started();

        String id = bench.order(ActionType.LOCK_MEETING).get(0);

        assertThat(bench.until(id, Action.State.ANSWERED).lastStatus()).contains("unsupported");
        assertThat(connector.asked()).isEmpty();
    }

    @Test
    void aConnectorThatThrowsOrAnswersNothingIsTriedAgain() {
        connector.answers(r -> {
            if (r.attempt() == 1) {
                throw new IllegalStateException("broken");
            }
            return r.attempt() == 2
                    ? CompletableFuture.completedFuture(null)
                    : r.attempt() == 3
                            ? CompletableFuture.failedFuture(new CompletionException(new IllegalStateException("late")))
                            : CompletableFuture.completedFuture(ScriptedConnector.DONE);
        });
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);
        for (int tries = 1; tries <= 3; tries++) {
            bench.untilTried(id, tries);
            bench.clock.move(Duration.ofSeconds(tries));
        }

        bench.until(id, Action.State.ANSWERED);

        assertThat(bench.statuses(id)).containsExactly("unknown", "unknown", "unknown", "done");
    }

    @Test
    void aConnectorThatLetsTheDeadlinePassIsNotWaitedFor() {
        bench.answeringWithin(Duration.ofMillis(20));
        connector.answers(r -> r.attempt() == 1
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(ScriptedConnector.DONE));
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);

        bench.untilTried(id, 1);
        bench.clock.move(Duration.ofSeconds(1));
        bench.until(id, Action.State.ANSWERED);

        assertThat(bench.statuses(id)).containsExactly("unknown", "done");
    }

    @Test
    void aCallbackThatIsGoneIsSwitchedOffAndSaidSo() {
        connector.answers(new ActionResult(
                ActionResult.Status.REFUSED,
                ActionResult.Confirmation.NONE,
                Optional.of("answered 410"),
                false,
                Optional.empty(),
                true,
                Duration.ZERO));
        bench.started();
        String first = bench.order(ActionType.WARN).get(0);
        assertThat(bench.until(first, Action.State.FAILED).lastStatus()).contains("refused");
        await().until(() -> bench.platforms.get().callbackUrl().isEmpty());

        String second = bench.order(ActionType.WARN).get(0);
        bench.until(second, Action.State.FAILED);

        assertThat(connector.askedIds()).containsExactly(first);
        await().untilAsserted(() -> assertThat(connector.closed()).isEqualTo(1));
    }

    @Test
    void aCallbackThatIsSetAgainIsCalledAgain() {
        aCallbackThatIsGoneIsSwitchedOffAndSaidSo();
        connector.answers(ScriptedConnector.DONE);

        bench.platforms.set(platform(Optional.of("there")));
        String third = bench.order(ActionType.WARN).get(0);

        bench.until(third, Action.State.ANSWERED);
    }

    @Test
    void anOutboxThatIsAwayIsLookedIntoAgainWhenItIsBack() {
        bench.outbox.away(true);
        bench.started();
        pollsPass();
        bench.outbox.away(false);

        String id = bench.order(ActionType.WARN).get(0);

        bench.until(id, Action.State.ANSWERED);
    }

    /** Lets the dispatch look into its outbox a few times: what was to happen by then has happened. */
    private void pollsPass() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Void> passed = new CompletableFuture<>();
            bench.vertx.setTimer(10, t -> passed.complete(null));
            passed.join();
        }
    }

    private DispatchBench bench(Optional<String> callback, DispatchSettings settings) {
        if (bench != null) {
            bench.close();
        }
        return new DispatchBench(List.of(connector), Map.of(), platform(callback), settings);
    }

    private static Platform platform(Optional<String> callback) {
        return new Platform("tandem", 1, "c2VjcmV0", "generic", callback, Optional.empty());
    }
}

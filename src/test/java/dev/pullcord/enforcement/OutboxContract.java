package dev.pullcord.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every outbox does. Each test begins with an empty one, or with a platform of its own. */
public abstract class OutboxContract extends SettledContract {
    private static final Instant SOON = T0.plusSeconds(20);

    @Test
    void whatWasDecidedIsDueAtOnceInItsOrder() {
        String caseId = decide(T0, ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT);

        List<Action> due = now(outbox().due(partition(caseId), T0, 10));

        assertThat(due).extracting(a -> a.order().id()).containsExactly(caseId + ".d1.a1", caseId + ".d1.a2");
        assertThat(due).allSatisfy(a -> {
            assertThat(a.state()).isEqualTo(Action.State.PENDING);
            assertThat(a.tries()).isZero();
            assertThat(a.createdAt()).isEqualTo(T0);
            assertThat(a.caseId()).isEqualTo(caseId);
            assertThat(a.order().target()).isEqualTo(Target.account("mallory"));
        });
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        String caseId = decide(T0, ActionType.WARN);

        assertThat(now(outbox().due(partition(caseId), T0.minusMillis(1), 10))).isEmpty();
    }

    @Test
    void theLongestDueComesFirst() {
        String later = decide(T0.plusSeconds(2), ActionType.WARN);
        String earlier = decide(T0, ActionType.WARN);
        Instant then = T0.plusSeconds(3);
        List<Action> due = Stream.of(partition(earlier), partition(later))
                .distinct()
                .flatMap(p -> now(outbox().due(p, then, 10)).stream())
                .toList();

        assertThat(due).hasSize(2);
        if (partition(earlier).equals(partition(later))) {
            assertThat(due).extracting(Action::caseId).containsExactly(earlier, later);
        }
    }

    @Test
    void noMoreAreGivenThanWereAskedFor() {
        String caseId = decide(T0, ActionType.WARN, ActionType.MUTE_AUDIO, ActionType.MUTE_VIDEO);

        assertThat(now(outbox().due(partition(caseId), T0, 2))).hasSize(2);
    }

    @Test
    void onlyOneOfManyCanBeginATry() {
        String caseId = decide(T0, ActionType.WARN);
        Action action = due(caseId, T0);

        List<CompletionStage<Optional<Action>>> begins = IntStream.range(0, 16)
                .mapToObj(i -> outbox().begin(partition(caseId), action, T0, T0.plus(LAPSE)))
                .toList();

        List<Action> begun = begins.stream()
                .map(StandingContract::now)
                .flatMap(Optional::stream)
                .toList();
        assertThat(begun).singleElement().satisfies(a -> {
            assertThat(a.state()).isEqualTo(Action.State.TRYING);
            assertThat(a.tries()).isEqualTo(1);
            assertThat(a.nextTryAt()).contains(T0.plus(LAPSE));
        });
        assertThat(now(outbox().due(partition(caseId), T0, 10))).isEmpty();
    }

    /** Held by the store itself: a loop that does not look cannot send a step before its turn. */
    @Test
    void aStepBeginsWhenThoseAheadAreAnsweredOrGivenUpAndAfterFiveSecondsAllTheSame() {
        String caseId = decide(T0, ActionType.PRESERVE_EVIDENCE, ActionType.REMOVE_PARTICIPANT);
        Action keep = due(caseId, T0);
        Action remove = step(caseId, 2);
        assertThat(tryToBegin(remove, T0)).isEmpty();

        Action begun = begin(caseId, T0);
        assertThat(begun.order().id()).isEqualTo(keep.order().id());
        assertThat(tryToBegin(remove, T0.plusMillis(4999))).isEmpty();
        assertThat(tryToBegin(remove, T0.plusSeconds(5))).isPresent();
    }

    @Test
    void aStepBeginsAtOnceWhenTheOneAheadIsAnsweredWhateverWasSaid() {
        String unsupported = decide(T0, ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT);
        record(unsupported, begin(unsupported, T0), Action.State.ANSWERED, "unsupported", Optional.empty());
        String parked = decide(T0, ActionType.BLOCK_REJOIN, ActionType.REMOVE_PARTICIPANT);
        record(parked, begin(parked, T0), Action.State.FAILED, "refused", Optional.empty());

        assertThat(tryToBegin(step(unsupported, 2), T0)).isPresent();
        assertThat(tryToBegin(step(parked, 2), T0)).isPresent();
    }

    private Action step(String caseId, int n) {
        return now(outbox().find(platform(), caseId + ".d1.a" + n)).orElseThrow();
    }

    private Optional<Action> tryToBegin(Action action, Instant at) {
        return now(outbox().begin(partition(action.caseId()), action, at, at.plus(LAPSE)));
    }

    @Test
    void aTryThatNobodyRecordedIsDueAgainWhenItHasLapsed() {
        String caseId = decide(T0, ActionType.WARN);
        begin(caseId, T0);

        assertThat(now(outbox().due(partition(caseId), T0.plus(LAPSE).minusMillis(1), 10)))
                .isEmpty();
        Action again = begin(caseId, T0.plus(LAPSE));

        assertThat(again.order().id()).isEqualTo(caseId + ".d1.a1");
        assertThat(again.tries()).isEqualTo(2);
    }

    @Test
    void anAnsweredActionIsNeverDueAgain() {
        String caseId = decide(T0, ActionType.WARN);
        record(caseId, begin(caseId, T0), Action.State.ANSWERED, "done", Optional.empty());

        assertThat(now(outbox().due(partition(caseId), T0.plus(Duration.ofDays(365)), 10)))
                .isEmpty();
        assertThat(found(caseId)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(Action.State.ANSWERED);
            assertThat(a.lastStatus()).contains("done");
            assertThat(a.lastDetail()).contains("said so");
            assertThat(a.nextTryAt()).isEmpty();
        });
    }

    @Test
    void aFailedTryIsDueAgainAtItsTime() {
        String caseId = decide(T0, ActionType.WARN);
        Instant retryAt = T0.plusSeconds(2);
        record(caseId, begin(caseId, T0), Action.State.PENDING, "failed", Optional.of(retryAt));

        assertThat(now(outbox().due(partition(caseId), retryAt.minusMillis(1), 10)))
                .isEmpty();
        assertThat(now(outbox().due(partition(caseId), retryAt, 10)))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.state()).isEqualTo(Action.State.PENDING);
                    assertThat(a.tries()).isEqualTo(1);
                    assertThat(a.lastStatus()).contains("failed");
                });
    }

    @Test
    void whatWaitsForAnotherTryIsCountedUntilThatIsNear() {
        String waits = decide(T0, ActionType.WARN);
        String held = decide(T0, ActionType.PRESERVE_EVIDENCE, ActionType.REMOVE_PARTICIPANT);
        assertThat(now(outbox().countDueAfter(platform(), SOON)))
                .as("none was tried")
                .isZero();
        Action begun = begin(waits, T0);
        begin(held, T0);
        assertThat(now(outbox().countDueAfter(platform(), SOON)))
                .as("these are under way, and what they hold")
                .isZero();

        record(waits, begun, Action.State.PENDING, "unknown", Optional.of(T0.plusSeconds(600)));

        assertThat(now(outbox().countDueAfter(platform(), SOON.plusSeconds(1)))).isEqualTo(1);
        assertThat(now(outbox().countDueAfter(platform(), SOON.plusSeconds(580))))
                .as("due in 20 seconds")
                .isZero();
    }

    @Test
    void aTryIsNotRecordedOnceALaterOneWasBegun() {
        String caseId = decide(T0, ActionType.WARN);
        Action first = begin(caseId, T0);
        Action second = begin(caseId, T0.plus(LAPSE));

        record(caseId, first, Action.State.FAILED, "failed", Optional.empty());

        assertThat(found(caseId).state()).isEqualTo(Action.State.TRYING);
        record(caseId, second, Action.State.ANSWERED, "already_done", Optional.empty());
        assertThat(found(caseId).lastStatus()).contains("already_done");
    }

    @Test
    void aTryIsRecordedOnce() {
        String caseId = decide(T0, ActionType.WARN);
        Action begun = begin(caseId, T0);
        record(caseId, begun, Action.State.ANSWERED, "done", Optional.empty());

        record(caseId, begun, Action.State.PENDING, "failed", Optional.of(T0.plusSeconds(1)));

        assertThat(found(caseId).state()).isEqualTo(Action.State.ANSWERED);
        assertThat(now(outbox().due(partition(caseId), T0.plusSeconds(2), 10))).isEmpty();
    }

    @Test
    void aFailedActionCanBeRetriedByHandWithPatienceAnewAndKeepsCountOfItsTries() {
        String caseId = decide(T0, ActionType.WARN);
        record(caseId, begin(caseId, T0), Action.State.FAILED, "failed", Optional.empty());
        assertThat(now(outbox().due(partition(caseId), T0.plusSeconds(9), 10))).isEmpty();

        Instant later = T0.plusSeconds(10);
        boolean retried = now(outbox().retry(platform(), caseId + ".d1.a1", lead(), later));

        assertThat(retried).isTrue();
        assertThat(due(caseId, later)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(Action.State.PENDING);
            assertThat(a.tries()).isEqualTo(1);
            assertThat(a.triesInARow()).isZero();
        });
        Action again = begin(caseId, later);
        assertThat(again.tries()).isEqualTo(2);
        assertThat(again.triesInARow()).isEqualTo(1);
    }

    /** Else a suspension retried late would overrule the reinstatement that came after it. */
    @Test
    void aRetryKeepsWhenItWasOrdered() {
        String caseId = decide(T0, ActionType.SUSPEND_ACCOUNT);
        record(caseId, begin(caseId, T0), Action.State.FAILED, "failed", Optional.empty());

        now(outbox().retry(platform(), caseId + ".d1.a1", lead(), T0.plusSeconds(60)));

        assertThat(found(caseId).createdAt()).isEqualTo(T0);
    }

    @Test
    void onlyAFailedActionCanBeRetried() {
        String pending = decide(T0, ActionType.WARN);
        String trying = decide(T0, ActionType.WARN);
        begin(trying, T0);
        String answered = decide(T0, ActionType.WARN);
        record(answered, begin(answered, T0), Action.State.ANSWERED, "refused", Optional.empty());

        for (String caseId : List.of(pending, trying, answered, pending.replaceAll("-.*", "-" + "0".repeat(20)))) {
            assertThat(now(outbox().retry(platform(), caseId + ".d1.a1", lead(), T0)))
                    .isFalse();
        }
        assertThat(found(answered).state()).isEqualTo(Action.State.ANSWERED);
    }

    @Test
    void theActionsOfACaseComeInTheOrderOfTheirNumbers() {
        ActionType[] twelve = Stream.generate(() -> ActionType.WARN).limit(12).toArray(ActionType[]::new);
        String caseId = decide(T0, twelve);

        assertThat(now(outbox().ofCase(platform(), caseId)))
                .extracting(a -> a.order().id())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> caseId + ".d1.a" + i)
                        .toList());
    }

    @Test
    void theParkedOnesArePagedOldestFirstEachOnce() {
        List<String> parked = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Instant at = T0.plusSeconds(i);
            String caseId = decide(at, ActionType.WARN);
            Action begun = begin(caseId, at);
            now(outbox().record(
                            partition(caseId), begun, Action.State.FAILED, "failed", "gave up", Optional.empty(), at));
            parked.add(caseId + ".d1.a1");
        }
        decide(T0, ActionType.WARN);

        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Outbox.Page page = now(outbox().inState(platform(), Action.State.FAILED, cursor, 3));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
            page.items().forEach(a -> seen.add(a.order().id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen).containsExactlyElementsOf(parked);
    }

    @Test
    void thoseOnTheirWayCanBeListed() {
        Set<String> pending = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            pending.add(decide(T0.plusSeconds(i), ActionType.WARN) + ".d1.a1");
        }
        String done = decide(T0, ActionType.WARN);
        record(done, begin(done, T0), Action.State.ANSWERED, "done", Optional.empty());

        Set<String> seen = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            Outbox.Page page = now(outbox().inState(platform(), Action.State.PENDING, cursor, 2));
            page.items().forEach(a -> assertThat(seen.add(a.order().id())).isTrue());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen).isEqualTo(pending);
    }

    @Test
    void anUnknownActionIsNotFound() {
        String caseId = decide(T0, ActionType.WARN);

        assertThat(now(outbox().find(platform(), caseId + ".d1.a2"))).isEmpty();
        assertThat(now(outbox().find(platform(), "nonsense"))).isEmpty();
        assertThat(now(outbox().ofCase(platform(), caseId.replaceAll("-.*", "-" + "0".repeat(20)))))
                .isEmpty();
    }
}

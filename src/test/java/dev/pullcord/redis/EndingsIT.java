package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.flow.Endings;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was ordered for a time is taken back when that is over, once, on a real Redis. */
class EndingsIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant OVER = T0.plus(WEEK);
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Subject MALLORY = Subject.account("mallory");

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void whatWasDoneIsTakenBackWhenItsTimeIsOverAndNotBefore() {
        Decision decision = decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);
        answer("done", T0);

        end(OVER.minusMillis(1));
        assertThat(due(OVER)).isEmpty();

        end(OVER);
        assertThat(due(OVER)).singleElement().satisfies(back -> {
            assertThat(back.order().type()).isEqualTo(ActionType.REINSTATE_ACCOUNT);
            assertThat(back.order().target().accountId()).contains("mallory");
            assertThat(back.order().id()).isEqualTo(decision.id() + ".a2");
        });
        assertThat(verbs(decision)).endsWith("measure_ended");
    }

    @Test
    void twoNodesThatEndItAtOnceEndItOnce() {
        decided("e1", ActionType.BLOCK_REJOIN, WEEK, T0);
        answer("done", T0);

        Future<?> one = endings(OVER).step();
        Future<?> two = endings(OVER).step();
        now(Future.join(one, two).toCompletionStage());
        end(OVER.plusSeconds(1));

        assertThat(due(OVER.plusSeconds(9)))
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.UNBLOCK_REJOIN);
    }

    @Test
    void whatWasNeverSentIsWithdrawnForItIsOver() {
        Decision decision = decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);

        end(OVER);

        assertThat(due(OVER.plusSeconds(99))).isEmpty();
        assertThat(actions(decision))
                .singleElement()
                .satisfies(a -> assertThat(a.lastStatus()).contains("withdrawn"));
    }

    @Test
    void whatIsUnderWayIsTakenBackWhenItsAnswerCanNoLongerCome() {
        Decision decision = decided("e1", ActionType.BLOCK_REJOIN, WEEK, T0);
        Action sent = due(OVER).get(0);
        now(store.outbox()
                .begin(ground.find(decision.caseId()).partition(), sent, OVER.minusSeconds(1), OVER.plusSeconds(14)));

        end(OVER);

        assertThat(due(OVER.plusSeconds(13))).isEmpty();
        assertThat(due(OVER.plusSeconds(14)))
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.UNBLOCK_REJOIN);
    }

    @Test
    void whatIsUnderWayIsTakenBackAsSoonAsItIsAnswered() {
        Decision decision = decided("e1", ActionType.BLOCK_REJOIN, WEEK, T0);
        Partition partition = ground.find(decision.caseId()).partition();
        Action sent = due(OVER).get(0);
        Action begun = now(store.outbox().begin(partition, sent, OVER.minusSeconds(1), OVER.plusSeconds(14)))
                .orElseThrow();
        end(OVER);
        assertThat(due(OVER.plusSeconds(1))).isEmpty();

        now(store.outbox()
                .record(partition, begun, Action.State.ANSWERED, "done", "", Optional.empty(), OVER.plusSeconds(1)));

        assertThat(due(OVER.plusSeconds(1)))
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.UNBLOCK_REJOIN);
    }

    @Test
    void whatThePlatformRefusedHasNothingToTakeBack() {
        decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);
        answer("refused", T0);

        end(OVER);

        assertThat(due(OVER.plusSeconds(99))).isEmpty();
    }

    @Test
    void whatWasTakenBackOrRenewedIsLeft() {
        Decision first = decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);
        answer("done", T0);
        Desk.Request longer = request(ActionType.SUSPEND_ACCOUNT, WEEK.multipliedBy(2));
        now(superseding(T0.plusSeconds(99)).correct(ground.platform(), SENIA, first.id(), longer));
        answer("done", T0.plusSeconds(99));

        end(OVER);
        assertThat(due(OVER.plusSeconds(99))).isEmpty();

        Instant later = T0.plusSeconds(99).plus(WEEK.multipliedBy(2));
        end(later);
        assertThat(due(later)).extracting(a -> a.order().type()).containsExactly(ActionType.REINSTATE_ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"SUSPEND_ACCOUNT, REINSTATE_ACCOUNT", "HOLD_PAYOUT, RELEASE_PAYOUT"})
    void whatAnotherCaseKeepsIsNotGivenBack(ActionType takes, ActionType givesBack) {
        decided("e1", takes, WEEK, T0);
        answer("done", T0);
        Decision second = decided("e2", takes, WEEK, T0.plusSeconds(60));
        answer("done", T0.plusSeconds(60));

        end(OVER);
        assertThat(due(OVER)).isEmpty();

        end(OVER.plusSeconds(60));
        assertThat(due(OVER.plusSeconds(60)))
                .singleElement()
                .satisfies(back -> assertThat(back.caseId()).isEqualTo(second.caseId()));
    }

    /** A late reinstatement must not undo a newer suspension of another decision, nor a longer one end with a shorter. */
    @Test
    void takingOneBackLeavesAnotherCasesSuspension() {
        Decision first = decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);
        answer("done", T0);
        decided("e2", ActionType.SUSPEND_ACCOUNT, Duration.ofDays(1), T0.plusSeconds(30));
        assertThat(until(T0.plusSeconds(31))).contains(OVER);

        now(superseding(T0.plusSeconds(50)).undo(ground.platform(), ANN, first.id(), "a slip", Optional.empty()));

        assertThat(until(T0.plusSeconds(51))).contains(T0.plusSeconds(30).plus(Duration.ofDays(1)));
        assertThat(until(OVER)).isEmpty();
    }

    private Optional<Instant> until(Instant at) {
        return now(store.outbox().standing(ground.platform(), "mallory", at)).until();
    }

    /** The case is decided anew between the end and the answer of what took it back. */
    @Test
    void decidedAnewAfterTheEndItIsStillTakenBack() {
        Decision first = decided("e1", ActionType.SUSPEND_ACCOUNT, WEEK, T0);
        answer("done", T0);
        end(OVER);

        now(superseding(OVER)
                .correct(
                        ground.platform(),
                        SENIA,
                        first.id(),
                        new Desk.Request(
                                Outcome.NO_VIOLATION,
                                Optional.empty(),
                                "not him",
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.empty())));

        assertThat(due(OVER)).extracting(a -> a.order().type()).containsExactly(ActionType.REINSTATE_ACCOUNT);
    }

    private Decision decided(String event, ActionType type, Duration duration, Instant at) {
        ground.flagged(event, "mallory", at);
        Case open = ground.open(MALLORY).orElseThrow();
        String token = "token " + open.id();
        now(ground.queue().claim(ground.platform(), open.id(), ANN, token, at, at.plusSeconds(60)));
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(at));
        Desk.Deciding deciding = now(desk.decide(ground.platform(), ANN, open.id(), token, request(type, duration)));
        return ((Desk.Deciding.Written) deciding).decision();
    }

    private static Desk.Request request(ActionType type, Duration duration) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(type, Optional.empty(), Optional.of(duration))),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private Superseding superseding(Instant at) {
        return new Superseding(
                ground.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    private Endings endings(Instant at) {
        return new Endings(
                ground.platform(),
                MALLORY.partition(ground.platform()),
                store.lasting(),
                store.outbox(),
                store.queue(),
                () -> {},
                at(at));
    }

    private void end(Instant at) {
        now(endings(at).step().toCompletionStage());
    }

    private void answer(String status, Instant at) {
        for (Action action : due(at)) {
            Action begun = now(store.outbox()
                            .begin(MALLORY.partition(ground.platform()), action, at, at.plusSeconds(15)))
                    .orElseThrow();
            now(store.outbox()
                    .record(
                            MALLORY.partition(ground.platform()),
                            begun,
                            Action.State.ANSWERED,
                            status,
                            "",
                            Optional.empty(),
                            at));
        }
    }

    private List<Action> due(Instant at) {
        return now(store.outbox().due(MALLORY.partition(ground.platform()), at, 9));
    }

    private List<Action> actions(Decision decision) {
        return now(store.outbox().ofCase(ground.platform(), decision.caseId()));
    }

    private List<String> verbs(Decision decision) {
        return now(ground.queue().timeline(ground.platform(), decision.caseId(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Superseding.Reply;
import dev.pullcord.review.Supersessions;
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

/** Decisions undone, corrected, made alone and looked at again, on a real Redis. */
class SupersedingIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Subject MALLORY = Subject.account("mallory");

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void whatWasNotSentIsUndoneWithoutAWordToThePlatform() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        assertThat(suspended()).isTrue();

        Reply.Done undone = (Reply.Done) undo(ANN, first, T0.plusSeconds(60));

        assertThat(undone.decision().course().supersedes()).contains(first.id());
        assertThat(undone.decision().course().cause()).contains(Decision.Cause.UNDO);
        assertThat(undone.decision().actions()).isEmpty();
        assertThat(suspended()).isFalse();
        assertThat(statuses(first)).containsExactly("withdrawn");
        assertThat(now(store.outbox().due(undone.after().partition(), T0.plusSeconds(999), 9)))
                .isEmpty();
        assertThat(undone.after().state()).isEqualTo(CaseState.QUEUED);
        assertThat(ground.open(MALLORY)).contains(undone.after());
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .hasSize(1);
        assertThat(now(ground.queue().decisions(ground.platform(), first.caseId())))
                .containsExactly(first, undone.decision());
    }

    @Test
    void whatWasSentIsTakenBackBehindIt() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        answer(first, "done");

        Reply.Done undone = (Reply.Done) undo(ANN, first, T0.plusSeconds(10));

        assertThat(undone.decision().actions()).extracting(a -> a.type()).containsExactly(ActionType.REINSTATE_ACCOUNT);
        assertThat(suspended()).isFalse();
        assertThat(now(store.outbox().due(undone.after().partition(), T0.plusSeconds(10), 9)))
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.REINSTATE_ACCOUNT);
    }

    /** What the platform has done stands there as done, though nobody wants it any more. */
    @Test
    void whatWasUnderWayStandsAsItWasAnswered() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        Case c = ground.find(first.caseId());
        Action due = now(store.outbox().due(c.partition(), T0, 9)).get(0);
        Action begun = now(store.outbox().begin(c.partition(), due, T0, T0.plusSeconds(15)))
                .orElseThrow();
        undo(ANN, first, T0.plusSeconds(5));
        assertThat(statuses(first)).containsExactly("withdrawn", "none");

        assertThat(now(store.outbox().due(c.partition(), T0.plusSeconds(14), 9)))
                .as("what takes it back would overtake it")
                .isEmpty();

        answered(c, begun, Optional.of(T0.plusSeconds(16)), "done");

        assertThat(statuses(first)).containsExactly("done", "none");
        assertThat(now(store.outbox().due(c.partition(), T0, 9)))
                .as("now nothing is left to wait for")
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.REINSTATE_ACCOUNT);
        assertThat(now(store.watches().due(c.partition(), T0.plusSeconds(99), 9)))
                .isEmpty();
    }

    @Test
    void whoUndoesItOnceMoreIsToldThatItIsUndoneAndNobodyElseIs() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        Reply.Done undone = (Reply.Done) undo(ANN, first, T0.plusSeconds(10));

        Reply again = undo(ANN, first, T0.plusSeconds(90));

        assertThat(again).isEqualTo(new Reply.Done(undone.decision(), undone.after(), List.of()));
        assertThat(now(ground.queue().decisions(ground.platform(), first.caseId())))
                .hasSize(2);
        assertThat(undo(SENIA, first, T0.plusSeconds(20))).isEqualTo(new Reply.Moved());
    }

    @Test
    void onlyWhoMadeItUndoesItAndOnlyWithinAMinute() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);

        assertThat(undo(SENIA, first, T0)).isInstanceOf(Reply.NotHis.class);
        assertThat(undo(ANN, first, T0.plusSeconds(61))).isEqualTo(new Reply.TooLate());
        assertThat(now(superseding(T0).undo(ground.platform(), ANN, first.caseId() + ".d7", "x", Optional.empty())))
                .isEqualTo(new Reply.Unknown());
        assertThat(suspended()).isTrue();
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
    }

    /** Between the click and the second thought somebody flags him again. */
    @Test
    void anotherOpenCaseOfTheSameAccountIsTheOnlyOne() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        Case other = ground.flagged("e2", "mallory", T0.plusSeconds(5));

        Reply.Done undone = (Reply.Done) undo(ANN, first, T0.plusSeconds(10));

        assertThat(undone.after().state()).isEqualTo(CaseState.DECIDED);
        assertThat(ground.open(MALLORY)).map(Case::id).contains(other.id());
    }

    @Test
    void askedAgainWithItsKeyItIsAnsweredAsBefore() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        Superseding superseding = superseding(T0);

        Reply once = now(superseding.undo(ground.platform(), ANN, first.id(), "a slip", Optional.of("k")));
        Reply twice = now(superseding.undo(ground.platform(), ANN, first.id(), "a slip", Optional.of("k")));
        Reply another = now(superseding.undo(ground.platform(), ANN, first.id(), "a slip", Optional.of("other")));

        assertThat(((Reply.Done) twice).decision()).isEqualTo(((Reply.Done) once).decision());
        assertThat(another).as("undone is undone, under whatever key").isEqualTo(twice);
    }

    @Test
    void anUndoneCaseIsDecidedAnew() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        undo(ANN, first, T0);

        Decision third = decide(ANN, T0.plusSeconds(20), Optional.of(Duration.ofDays(1)), Optional.empty());

        assertThat(third.id()).endsWith(".d3");
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(suspended()).isTrue();
    }

    @Test
    void somebodyElseCorrectsItLaterWithAShorterMeasure() {
        Decision first = decided(ANN, Optional.of(Duration.ofDays(7)), T0);
        answer(first, "done");
        Instant later = T0.plus(Duration.ofDays(2));
        Desk.Request shorter = request(Optional.of(Duration.ofDays(3)), Optional.empty());

        assertThat(now(superseding(later).correct(ground.platform(), ANN, first.id(), shorter)))
                .isInstanceOf(Reply.NotHis.class);
        Reply.Done done = (Reply.Done) now(superseding(later).correct(ground.platform(), SENIA, first.id(), shorter));

        assertThat(done.after().state()).isEqualTo(CaseState.DECIDED);
        assertThat(done.decision().actions()).extracting(a -> a.type()).containsExactly(ActionType.SUSPEND_ACCOUNT);
        assertThat(now(store.outbox().standing(ground.platform(), "mallory", later))
                        .until())
                .contains(later.plus(Duration.ofDays(3)));
        assertThat(now(superseding(later)
                        .correct(ground.platform(), LEA, first.id(), request(Optional.empty(), Optional.empty()))))
                .isEqualTo(new Reply.Moved());
        assertThat(now(superseding(later)
                        .correct(
                                ground.platform(),
                                LEA,
                                done.decision().id(),
                                request(Optional.empty(), Optional.empty()))))
                .as("for good takes two")
                .isInstanceOf(Reply.Proposed.class);
    }

    private Decision decided(Moderator by, Optional<Duration> suspension, Instant at) {
        ground.flagged("e1", "mallory", T0);
        return decide(by, at, suspension, Optional.empty());
    }

    private Decision decide(Moderator by, Instant at, Optional<Duration> suspension, Optional<String> alone) {
        Case c = ground.open(MALLORY).orElseThrow();
        return ((Desk.Deciding.Written) deciding(by, c, at, suspension, alone)).decision();
    }

    private Desk.Deciding deciding(
            Moderator by, Case c, Instant at, Optional<Duration> suspension, Optional<String> alone) {
        String token = "token " + c.version();
        if (c.state().waiting()) {
            now(ground.queue().claim(ground.platform(), c.id(), by, token, at, at.plusSeconds(60)));
        }
        String live = ground.find(c.id()).claim().orElseThrow().token();
        Moderator holder = by.id()
                        .equals(ground.find(c.id()).claim().orElseThrow().holder())
                ? by
                : new Moderator(ground.find(c.id()).claim().orElseThrow().holder(), "tandem", "x", by.role());
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(at));
        return now(desk.decide(ground.platform(), holder, c.id(), live, request(suspension, alone)));
    }

    private static Desk.Request request(Optional<Duration> suspension, Optional<String> alone) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                alone);
    }

    private Reply undo(Moderator by, Decision decision, Instant at) {
        return now(superseding(at).undo(ground.platform(), by, decision.id(), "a slip", Optional.empty()));
    }

    private Superseding superseding(Instant at) {
        return superseding(store.supersessions(), at);
    }

    private Superseding superseding(Supersessions supersessions, Instant at) {
        return new Superseding(
                ground.queue(),
                supersessions,
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    private void answer(Decision decision, String status) {
        Case c = ground.find(decision.caseId());
        for (Action due : now(store.outbox().due(c.partition(), T0, 9))) {
            Action begun = now(store.outbox().begin(c.partition(), due, T0, T0.plusSeconds(15)))
                    .orElseThrow();
            answered(c, begun, Optional.empty(), status);
        }
    }

    private void answered(Case c, Action begun, Optional<Instant> look, String status) {
        now(store.outbox().record(c.partition(), begun, Action.State.ANSWERED, status, "", Optional.empty(), look, T0));
    }

    private List<String> statuses(Decision decision) {
        return now(store.outbox().ofCase(ground.platform(), decision.caseId())).stream()
                .map(a -> a.lastStatus().orElse("none"))
                .toList();
    }

    private boolean suspended() {
        return now(store.outbox().standing(ground.platform(), "mallory", T0)).suspended();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Hearing.Filed;
import dev.pullcord.review.Hearing.Heard;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decisions contested by the account and by reporters, on a real Redis. */
class AppealsIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Moderator OTHER = new Moderator("ottilie", "tandem", "Ottilie", Role.LEAD);
    private static final Subject MALLORY = Subject.account("mallory");

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void anAppealThatIsGrantedReversesWhatWasDone() {
        Decision first = suspended();
        Appeal appeal = contested(first.id());

        assertThat(appeal.id()).isEqualTo(first.id() + ".p1");
        assertThat(state(first)).isEqualTo(CaseState.APPEALED);
        assertThat(now(store.appeals().open(ground.platform(), 9))).containsExactly(appeal);

        Heard.Answered heard = (Heard.Answered) hear(LEA, appeal, granted());

        assertThat(heard.appeal().state()).isEqualTo(Appeal.State.OVERTURNED);
        assertThat(heard.result()).hasValueSatisfying(d -> {
            assertThat(d.course().cause()).contains(Decision.Cause.APPEAL);
            assertThat(d.outcome()).isEqualTo(Outcome.NO_VIOLATION);
        });
        assertThat(now(store.outbox().standing(ground.platform(), "mallory", T0))
                        .suspended())
                .isFalse();
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
        assertThat(now(store.appeals().open(ground.platform(), 9))).isEmpty();
        assertThat(now(store.appeals().counts(ground.platform())))
                .isEqualTo(Map.of("senia", Map.of("filed", 1L, "overturned", 1L)));
        assertThat(hear(LEA, appeal, granted())).isInstanceOf(Heard.Before.class);
    }

    @Test
    void oneThatIsNotLeavesAllAsItIs() {
        Decision first = suspended();
        Appeal appeal = contested(first.id());

        Heard.Answered heard = (Heard.Answered) hear(LEA, appeal, Optional.empty());

        assertThat(heard.appeal().state()).isEqualTo(Appeal.State.UPHELD);
        assertThat(heard.appeal().answer()).contains("we looked at all of it");
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
        assertThat(now(ground.queue().decisions(ground.platform(), first.caseId())))
                .containsExactly(first);
    }

    /** Else it would count as overturned, and as an error of who decided, though nothing changed. */
    @Test
    void whatIsGrantedChangesSomething() {
        Appeal appeal = contested(suspended().id());

        assertThat(hear(LEA, appeal, Optional.of(request(Optional.of(Duration.ofDays(7))))))
                .isInstanceOfSatisfying(
                        Heard.Invalid.class, no -> assertThat(no.pointer()).isEqualTo("/outcome"));
        assertThat(now(store.appeals().open(ground.platform(), 9))).containsExactly(appeal);
        assertThat(hear(LEA, appeal, Optional.of(request(Optional.of(Duration.ofDays(1))))))
                .as("a shorter one")
                .isInstanceOf(Heard.Answered.class);
    }

    @Test
    void anAccountDoesNotContestWhatFindsNothingAgainstIt() {
        Decision first = suspended();
        hear(LEA, contested(first.id()), granted());
        Decision second =
                now(ground.queue().decisions(ground.platform(), first.caseId())).get(1);

        assertThat(now(hearing(T0).byAccount(ground.platform(), second.id(), "I want to be heard")))
                .isEqualTo(new Filed.InFavour());
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void itIsHeardAtMostOneLevelUpWhileSomebodyThereCanAndThereIsTime() {
        Moderator ann = Ground.moderator("ann");
        now(store.people().add(ann));
        now(store.people().add(LEA));
        Appeal appeal =
                contested(decide(ground.flagged("e1", "mallory", T0), ann).id());
        assertThat(now(hearing(T0).hear(ground.platform(), ann, appeal.id(), granted(), "no")))
                .isEqualTo(new Heard.OwnDecision());

        now(store.people().add(SENIA));
        assertThat(hear(LEA, appeal, Optional.empty())).as("Senia can").isEqualTo(new Heard.Nearer());
        now(store.people()
                .change(
                        "senia",
                        person -> person.with(
                                new Profile(List.of(), List.of(), List.of(), List.of(), List.of("mallory")))));
        assertThat(hear(LEA, appeal, Optional.empty()))
                .as("she knows him: nobody else can")
                .isInstanceOf(Heard.Answered.class);
    }

    @Test
    void onceItsTimeIsOverWhoeverIsThereHearsIt() {
        Moderator ann = Ground.moderator("ann");
        List.of(ann, LEA, SENIA).forEach(one -> now(store.people().add(one)));
        Appeal appeal =
                contested(decide(ground.flagged("e1", "mallory", T0), ann).id());

        assertThat(now(hearing(appeal.dueAt().minusMillis(1))
                        .hear(ground.platform(), LEA, appeal.id(), Optional.empty(), "it stands")))
                .isEqualTo(new Heard.Nearer());
        assertThat(now(hearing(appeal.dueAt())
                        .hear(ground.platform(), LEA, appeal.id(), Optional.empty(), "it stands")))
                .isInstanceOf(Heard.Answered.class);
    }

    /** Two hear it at once: whoever upholds has read that it stands, and by the time he writes it does not. */
    @Test
    void whatIsOverturnedMeanwhileIsNotUpheldBesideThat() {
        Decision first = suspended();
        Appeal appeal = contested(first.id());
        Appeals real = store.appeals();
        Appeals dying = Meanwhile.dying(Appeals.class, real, "answer");
        Appeals late = Meanwhile.before(
                Appeals.class,
                real,
                "answer",
                () -> assertThatThrownBy(() -> now(hearing(dying, T0)
                                .hear(ground.platform(), LEA, appeal.id(), granted(), "it was not him")))
                        .hasStackTraceContaining("it died before that"));

        assertThat(now(hearing(late, T0).hear(ground.platform(), OTHER, appeal.id(), Optional.empty(), "it stands")))
                .isInstanceOf(Heard.Moved.class);

        Heard.Answered heard = (Heard.Answered) hear(OTHER, appeal, Optional.empty());
        assertThat(heard.appeal().state()).isEqualTo(Appeal.State.OVERTURNED);
    }

    /** I9. */
    @Test
    void nobodyHearsTheAppealOfHisOwnDecision() {
        Appeal appeal = contested(suspended().id());

        assertThat(hear(SENIA, appeal, granted())).isEqualTo(new Heard.OwnDecision());
        assertThat(hear(SENIA, appeal, Optional.empty())).isEqualTo(new Heard.OwnDecision());
        assertThat(now(store.appeals().open(ground.platform(), 9))).hasSize(1);
    }

    /** The contested one was somebody else's, but it took the place of his. */
    @Test
    void nobodyHearsTheAppealOfACaseThatHeDecidedBefore() {
        Decision first = suspended();
        Decision second = ((Superseding.Reply.Done)
                        now(superseding(T0).correct(ground.platform(), LEA, first.id(), anew())))
                .decision();
        Appeal appeal = contested(second.id());

        assertThat(hear(SENIA, appeal, Optional.empty())).isEqualTo(new Heard.OwnDecision());
        assertThat(hear(LEA, appeal, Optional.empty())).isEqualTo(new Heard.OwnDecision());
        assertThat(hear(OTHER, appeal, Optional.empty())).isInstanceOf(Heard.Answered.class);
    }

    @Test
    void nobodyHearsOrCorrectsWhatIsAboutSomebodyHeKnows() {
        Decision decision = suspended();
        String account = ground.find(decision.caseId()).subject().id();
        now(store.people().add(OTHER));
        now(store.people()
                .change(
                        OTHER.id(),
                        person -> person.with(
                                new Profile(List.of(), List.of(), List.of(), List.of(), List.of(account)))));

        assertThat(now(superseding(T0).correct(ground.platform(), OTHER, decision.id(), anew())))
                .isEqualTo(new Superseding.Reply.Conflict());
        assertThat(hear(OTHER, contested(decision.id()), granted())).isEqualTo(new Heard.Conflict());
        assertThat(now(ground.queue().decisions(ground.platform(), decision.caseId())))
                .hasSize(1);
    }

    private static Desk.Request anew() {
        return request(Optional.of(Duration.ofDays(1)));
    }

    @Test
    void eachPartyContestsADecisionOnce() {
        Decision first = suspended();
        Appeal appeal = contested(first.id());
        String receipt = now(ground.queue().reports(ground.platform(), first.caseId(), 0, 1))
                .get(0)
                .receipt();

        assertThat(now(hearing(T0).byAccount(ground.platform(), first.id(), "again")))
                .isEqualTo(new Filed.Taken(appeal, true));
        Filed.Taken reporters = (Filed.Taken) now(hearing(T0).byReporter(ground.platform(), receipt, "too little"));
        assertThat(reporters.appeal().party()).isEqualTo(Appeal.Party.REPORTER);
        assertThat(now(hearing(T0).byReporter(ground.platform(), receipt, "again")))
                .isEqualTo(new Filed.Taken(reporters.appeal(), true));

        hear(LEA, appeal, Optional.empty());
        assertThat(state(first)).as("one still waits").isEqualTo(CaseState.APPEALED);
        hear(LEA, reporters.appeal(), Optional.empty());
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
    }

    /** And so is one whose hearing died between the new decision and the answer. */
    @Test
    void theOtherAppealOfAnOverturnedDecisionIsOverturnedWithIt() {
        Decision first = suspended();
        Appeal accounts = contested(first.id());
        String receipt = now(ground.queue().reports(ground.platform(), first.caseId(), 0, 1))
                .get(0)
                .receipt();
        Appeal reporters = ((Filed.Taken) now(hearing(T0).byReporter(ground.platform(), receipt, "no"))).appeal();
        hear(LEA, accounts, granted());

        Heard.Answered heard = (Heard.Answered) hear(LEA, reporters, Optional.empty());

        assertThat(heard.appeal().state()).isEqualTo(Appeal.State.OVERTURNED);
        assertThat(now(ground.queue().decisions(ground.platform(), first.caseId())))
                .hasSize(2);
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void aDecisionIsContestedForSixMonthsAndOnlyTheLastOne() {
        Decision first = suspended();

        assertThat(now(hearing(T0.plus(Duration.ofDays(184))).byAccount(ground.platform(), first.id(), "late")))
                .isEqualTo(new Filed.TooLate());
        assertThat(now(hearing(T0).byAccount(ground.platform(), first.caseId() + ".d2", "x")))
                .isEqualTo(new Filed.Unknown());
        assertThat(now(hearing(T0).byAccount(ground.platform(), "nonsense", "x")))
                .isEqualTo(new Filed.Unknown());
        assertThat(now(hearing(T0).byReporter(ground.platform(), "nonsense", "x")))
                .isEqualTo(new Filed.Unknown());
        now(superseding(T0).undo(ground.platform(), SENIA, first.id(), "a slip", Optional.empty()));
        assertThat(now(hearing(T0).byAccount(ground.platform(), first.id(), "x")))
                .isEqualTo(new Filed.Moved());
    }

    @Test
    void aReportThatWasCarriedOverIsContestedWhereItWent() {
        ground.panic("p1", Subject.meeting("call-1"), T0);
        Case from = ground.open(Subject.meeting("call-1")).orElseThrow();
        String receipt = now(ground.queue().reports(ground.platform(), from.id(), 0, 1))
                .get(0)
                .receipt();
        now(ground.queue().claim(ground.platform(), from.id(), SENIA, "t", T0, T0.plusSeconds(60)));
        now(ground.attributions().attribute(from, SENIA, "t", "mallory", "roster", T0));
        now(ground.attributions().carryOver(ground.platform(), from.id(), T0));
        assertThat(now(hearing(T0).byReporter(ground.platform(), receipt, "x"))).isEqualTo(new Filed.Moved());
        Decision decision = decide(ground.open(MALLORY).orElseThrow());

        Filed.Taken filed = (Filed.Taken) now(hearing(T0).byReporter(ground.platform(), receipt, "x"));

        assertThat(filed.appeal().decisionId()).isEqualTo(decision.id());
    }

    @Test
    void anOverturnOrdersNothingThatTakesTwo() {
        Appeal appeal = contested(suspended().id());
        Desk.Request harsher = request(Optional.empty());

        assertThat(hear(LEA, appeal, Optional.of(harsher))).isInstanceOf(Heard.Invalid.class);
        assertThat(now(store.appeals().open(ground.platform(), 9))).hasSize(1);
    }

    private Decision suspended() {
        ground.flagged("e1", "mallory", T0);
        return decide(ground.open(MALLORY).orElseThrow());
    }

    private Decision decide(Case c) {
        return decide(c, SENIA);
    }

    private Decision decide(Case c, Moderator by) {
        now(ground.queue().claim(ground.platform(), c.id(), by, "token", T0, T0.plusSeconds(60)));
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(T0));
        Desk.Deciding deciding =
                now(desk.decide(ground.platform(), by, c.id(), "token", request(Optional.of(Duration.ofDays(7)))));
        return ((Desk.Deciding.Written) deciding).decision();
    }

    private static Desk.Request request(Optional<Duration> suspension) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Desk.Request> granted() {
        return Optional.of(new Desk.Request(
                Outcome.NO_VIOLATION,
                Optional.empty(),
                "it was not him",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty()));
    }

    private Appeal contested(String decisionId) {
        return ((Filed.Taken) now(hearing(T0).byAccount(ground.platform(), decisionId, "it was not me"))).appeal();
    }

    private Heard hear(Moderator by, Appeal appeal, Optional<Desk.Request> overturn) {
        return now(hearing(T0).hear(ground.platform(), by, appeal.id(), overturn, "we looked at all of it"));
    }

    private CaseState state(Decision decision) {
        return ground.find(decision.caseId()).state();
    }

    private Hearing hearing(Instant at) {
        return hearing(store.appeals(), at);
    }

    private Hearing hearing(Appeals appeals, Instant at) {
        return new Hearing(
                ground.queue(),
                ground.log(),
                appeals,
                superseding(at),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                store.people(),
                at(at));
    }

    private Superseding superseding(Instant at) {
        return new Superseding(
                ground.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}

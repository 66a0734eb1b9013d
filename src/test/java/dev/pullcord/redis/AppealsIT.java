package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Hearing.Filed;
import dev.pullcord.review.Hearing.Heard;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Superseding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decisions contested by the account and by reporters, on a real Redis. */
class AppealsIT extends Contesting {
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
    /** An appeal is not appealed by whose it was; the other party may. */
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
}

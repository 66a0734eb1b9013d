package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Folded.CaseChange;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseFoldTest {
    private static final Optional<Boolean> UNKNOWN = Optional.empty();
    private final CaseFold fold = CaseFold.of(PolicyCodec.defaults());
    private final Story story = Story.ofAnna();
    private int asked;

    @Test
    void aFlagOpensACaseWhoseClockStartsWhenItWasReceived() {
        LoggedEvent flag = story.flag("r1", Reason.GROOMING);
        story.after(Duration.ofHours(3)); // the fold was behind

        CaseChange change = change(file(), List.of(flag), UNKNOWN);

        assertThat(change.opens()).isTrue();
        assertThat(change.caseId()).isEqualTo("case-1");
        assertThat(change.openedAt()).isEqualTo(Story.START);
        assertThat(change.joins()).containsExactly(flag.logId());
        assertThat(change.placement().lane()).isEqualTo("minor_involved");
        assertThat(change.placement().deadline()).isBetween(Story.START, Story.START.plus(Duration.ofMinutes(15)));
        assertThat(change.reason()).contains(Reason.GROOMING);
        assertThat(change.minorInvolved()).isTrue();
        assertThat(change.panic()).isFalse();
        assertThat(change.drill()).isFalse();
        assertThat(change.meeting()).contains("call-1");
        assertThat(change.policyVersion()).isEqualTo("default-2026-11-01");
        AuditDraft audit = change.audit().orElseThrow();
        assertThat(audit.verb()).isEqualTo("case_opened");
        assertThat(audit.at()).isEqualTo(story.now());
        assertThat(audit.detail())
                .containsEntry("cause", "report")
                .containsEntry("reports", "1")
                .containsEntry("reason", "grooming")
                .containsEntry("lane", "minor_involved")
                .containsEntry("signals", "USR-1, USR-3")
                .containsEntry("policy", "default-2026-11-01");
    }

    @Test
    void allFlagsOfABatchAreInTheOneCaseItOpens() {
        List<LoggedEvent> flags = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            flags.add(story.flag("r" + i, i == 77 ? Reason.THREAT_TO_LIFE : Reason.FRAUD_SPAM));
        }

        CaseChange change = change(file(), flags, UNKNOWN);

        assertThat(change.joins())
                .containsExactlyElementsOf(
                        flags.stream().map(LoggedEvent::logId).toList());
        assertThat(change.reason()).contains(Reason.THREAT_TO_LIFE);
        assertThat(change.placement().lane()).isEqualTo("threat_to_life");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void eventsThatWentIntoTheFileAlreadyArePassedOver() {
        LoggedEvent first = story.flag("r1", Reason.GROOMING);
        LoggedEvent second = story.after(Duration.ofMinutes(1)).flag("r2", Reason.GROOMING);
        Folded once = fold(file(), List.of(first, second), UNKNOWN);
        SubjectFile after = fileAfter(once, CaseState.QUEUED);

        Folded again = fold(after, List.of(first, second), UNKNOWN);

        assertThat(again.change()).isEmpty();
        assertThat(again.state()).isEqualTo(once.state());
        assertThat(again.appliedLogId()).isEqualTo(second.logId());
    }

    @Test
    void aLaterFlagJoinsAndCanOnlyBringTheDeadlineForward() {
        SubjectFile open =
                fileAfter(fold(file(), List.of(story.flag("r1", Reason.GROOMING)), UNKNOWN), CaseState.QUEUED);
        Placement before = open.openCase().orElseThrow().placement();
        LoggedEvent spam = story.after(Duration.ofMinutes(2)).flag("r2", Reason.FRAUD_SPAM);

        CaseChange change = change(open, List.of(spam), UNKNOWN);

        assertThat(change.opens()).isFalse();
        assertThat(change.caseId()).isEqualTo("case-1");
        assertThat(change.joins()).containsExactly(spam.logId());
        assertThat(change.placement()).isEqualTo(before);
        assertThat(change.reason()).contains(Reason.GROOMING);
        assertThat(change.audit().orElseThrow().verb()).isEqualTo("reports_joined");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aGraverFlagRaisesTheCase() {
        SubjectFile open = fileAfter(fold(file(), List.of(story.flag("r1", Reason.HATE)), UNKNOWN), CaseState.CLAIMED);
        LoggedEvent grave = story.after(Duration.ofMinutes(2)).flag("r2", Reason.THREAT_TO_LIFE);

        CaseChange change = change(open, List.of(grave), UNKNOWN);

        assertThat(change.placement().queue()).isEqualTo("threat-to-life");
        assertThat(change.placement().deadline()).isBefore(story.now().plus(Duration.ofMinutes(5)));
        assertThat(change.reason()).contains(Reason.THREAT_TO_LIFE);
        assertThat(change.wakes()).isFalse();
        AuditDraft audit = change.audit().orElseThrow();
        assertThat(audit.verb()).isEqualTo("case_raised");
        assertThat(audit.detail())
                .containsEntry("laneBefore", "other")
                .containsEntry("lane", "threat_to_life")
                .containsEntry("reports", "1");
    }

    @Test
    void aPanicThatJoinedOnArrivalIsNotJoinedAgain() {
        SubjectFile open = fileAfter(fold(file(), List.of(story.flag("r1", Reason.HATE)), UNKNOWN), CaseState.QUEUED);
        LoggedEvent panic = story.inCase("case-1").after(Duration.ofMinutes(1)).panic("r2");

        CaseChange change = change(open, List.of(panic), UNKNOWN);

        assertThat(change.joins()).isEmpty();
        assertThat(change.panic()).isTrue();
        assertThat(change.placement().lane()).isEqualTo("panic_live");
        assertThat(change.placement().deadline()).isEqualTo(story.now().plus(Duration.ofMinutes(2)));
    }

    @Test
    void aPanicOfACaseDecidedMeanwhileCountsForRiskOnly() {
        LoggedEvent panic = story.inCase("case-0").panic("r2");

        Folded withoutCase = fold(file(), List.of(panic), UNKNOWN);
        SubjectFile other =
                fileAfter(fold(file(), List.of(Story.ofAnna().flag("r1", Reason.HATE)), UNKNOWN), CaseState.QUEUED);
        CaseChange withAnother = change(other, List.of(story.panic("r3")), UNKNOWN);

        assertThat(withoutCase.change()).isEmpty();
        assertThat(withoutCase.risk().contributions()).hasSize(1);
        assertThat(withAnother.panic()).isFalse();
        assertThat(withAnother.joins()).isEmpty();
    }

    @Test
    void aPanicThatJoinedNoCaseIsNotLost() {
        CaseChange change = change(file(), List.of(story.panic("r1")), UNKNOWN);

        assertThat(change.opens()).isTrue();
        assertThat(change.joins()).hasSize(1);
        assertThat(change.placement().lane()).isEqualTo("panic_live");
        assertThat(change.reason()).isEmpty();
    }

    @Test
    void aReportWakesASnoozedCaseAndBehaviourDoesNot() {
        SubjectFile snoozed =
                fileAfter(fold(file(), List.of(story.flag("r1", Reason.HATE)), UNKNOWN), CaseState.SNOOZED);

        assertThat(change(snoozed, List.of(story.flag("r2", Reason.HATE)), UNKNOWN)
                        .wakes())
                .isTrue();
        assertThat(change(snoozed, List.of(story.inCase("case-1").panic("r3")), UNKNOWN)
                        .wakes())
                .isTrue();
        assertThat(change(snoozed, List.of(story.sanctioned()), UNKNOWN).wakes())
                .isFalse();
    }

    @Test
    void behaviourOfTwoFamiliesOpensACaseThatNobodyReported() {
        List<LoggedEvent> events = behaviour();

        CaseChange change = change(file(), events, UNKNOWN);

        assertThat(change.opens()).isTrue();
        assertThat(change.joins()).isEmpty();
        assertThat(change.reason()).isEmpty();
        assertThat(change.meeting()).isEmpty();
        assertThat(change.placement().lane()).isEqualTo("coercion");
        assertThat(change.audit().orElseThrow().detail())
                .containsEntry("cause", "behaviour")
                .containsEntry("signals", "PAY-1, ACC-2");
    }

    @Test
    void whatPeopleHaveJudgedDoesNotOpenAgain() {
        Folded judged = fold(file(), behaviour(), UNKNOWN);
        SubjectFile after = new SubjectFile(
                Story.ANNA, judged.state(), judged.appliedLogId(), judged.risk().score(), Optional.empty());

        assertThat(fold(after, List.of(story.payment("p", 3000, "EUR")), UNKNOWN)
                        .change())
                .isEmpty();
        assertThat(fold(after, List.of(story.sanctioned(), story.sanctioned()), UNKNOWN)
                        .change())
                .isPresent();
    }

    @Test
    void aMeetingEventOpensNothingAndChangesNothing() {
        Folded judged = fold(file(), behaviour(), UNKNOWN);
        SubjectFile ripe = new SubjectFile(
                Story.ANNA, judged.state(), judged.appliedLogId(), Double.NEGATIVE_INFINITY, Optional.empty());
        SubjectFile open = fileAfter(judged, CaseState.QUEUED);

        Folded folded = fold(ripe, List.of(story.meetingStarted()), Optional.of(true));

        assertThat(folded.change()).isEmpty();
        assertThat(folded.state()).isSameAs(judged.state());
        assertThat(folded.appliedLogId()).isNotEqualTo(judged.appliedLogId());
        assertThat(fold(open, List.of(story.meetingStarted()), Optional.of(true))
                        .change())
                .isEmpty();
    }

    @Test
    void moreRiskShortensAnOpenCasesClock() {
        SubjectFile open = fileAfter(fold(file(), List.of(story.flag("r1", Reason.HATE)), UNKNOWN), CaseState.QUEUED);
        List<LoggedEvent> more = new ArrayList<>();
        for (int i = 2; i < 12; i++) {
            more.add(story.after(Duration.ofSeconds(1)).flag("r" + i, Reason.HATE));
        }

        CaseChange change = change(open, more, UNKNOWN);

        assertThat(change.placement().deadline())
                .isBefore(open.openCase().orElseThrow().placement().deadline());
        assertThat(change.audit().orElseThrow().verb()).isEqualTo("case_raised");
    }

    @Test
    void aCaseFollowsThePolicyItWasOpenedUnder() {
        SubjectFile open = fileAfter(fold(file(), List.of(story.flag("r1", Reason.HATE)), UNKNOWN), CaseState.QUEUED);
        PolicyPack pack = PolicyCodec.defaults();
        CaseFold newer = CaseFold.of(pack.as("newer"));

        Folded folded =
                newer.fold(open, List.of(story.flag("r2", Reason.HATE)), UNKNOWN, story.now(), () -> "never asked");

        assertThat(folded.change().orElseThrow().policyVersion()).isEqualTo("default-2026-11-01");
    }

    @Test
    void aWithdrawalIsRememberedWithTheOpenCaseAndNeverClosesOrJoinsAnything() {
        LoggedEvent flag = story.flag("r1", Reason.HATE);
        Folded first = fold(file(), List.of(flag), UNKNOWN);
        SubjectFile open = fileAfter(first, CaseState.QUEUED);

        CaseChange withdrawn =
                change(open, List.of(story.after(Duration.ofHours(2)).withdrawal(flag)), UNKNOWN);
        CaseChange details = change(open, List.of(story.details(flag)), UNKNOWN);
        Folded noCase = fold(
                new SubjectFile(
                        Story.ANNA, first.state(), first.appliedLogId(), Double.NEGATIVE_INFINITY, Optional.empty()),
                List.of(story.withdrawal(flag)),
                UNKNOWN);

        assertThat(withdrawn.audit().orElseThrow().verb()).isEqualTo("report_withdrawn");
        assertThat(withdrawn.audit().orElseThrow().detail())
                .containsEntry("withdrawn", "1")
                .containsEntry("withdrawnReports", flag.logId());
        assertThat(withdrawn.joins()).isEmpty();
        assertThat(details.audit().orElseThrow().verb()).isEqualTo("details_added");
        assertThat(noCase.change()).isEmpty();
    }

    @Test
    void aCaseIsADrillWhileAllItsReportsAre() {
        LoggedEvent drill =
                story.log(Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.HATE), false, false, true));
        Folded first = fold(file(), List.of(drill), UNKNOWN);
        SubjectFile open = fileAfter(first, CaseState.QUEUED);

        assertThat(first.change().orElseThrow().drill()).isTrue();
        assertThat(first.change().orElseThrow().audit().orElseThrow().detail()).containsEntry("drill", "true");
        assertThat(change(open, List.of(story.flag("r2", Reason.HATE)), UNKNOWN).drill())
                .isFalse();
    }

    @Test
    void aPanicOfAMeetingKnownToHaveEndedIsNoLivePanic() {
        assertThat(change(file(), List.of(story.panic("r1")), Optional.of(false))
                        .placement()
                        .lane())
                .isEqualTo("threat_to_life");
    }

    @Test
    void aFlagOnAPanickedCaseDoesNotPresumeItsMeetingLive() {
        SubjectFile ended = fileAfter(fold(file(), List.of(story.panic("r1")), Optional.of(false)), CaseState.QUEUED);

        CaseChange change = change(ended, List.of(story.flag("r2", Reason.HATE)), UNKNOWN);

        assertThat(change.placement().lane()).isEqualTo("threat_to_life");
    }

    @Test
    void aMeetingsReportsOpenTheMeetingsCase() {
        Story call = new Story(Subject.meeting("call-1"));

        Folded folded = fold(
                new SubjectFile(
                        Subject.meeting("call-1"),
                        RiskState.EMPTY,
                        LogIds.START,
                        Double.NEGATIVE_INFINITY,
                        Optional.empty()),
                List.of(call.meetingStarted(), call.flag("r1", Reason.VIOLENCE)),
                Optional.of(true));

        assertThat(folded.change().orElseThrow().joins()).hasSize(1);
        assertThat(folded.change().orElseThrow().placement().deadline())
                .isBefore(Story.START.plus(Duration.ofHours(12)));
    }

    @Test
    void auditNamesNoPerson() {
        CaseChange change =
                change(file(), List.of(story.flag("reporter-zero", Reason.HATE), story.sanctioned()), UNKNOWN);

        for (Map.Entry<String, String> e : change.audit().orElseThrow().detail().entrySet()) {
            assertThat(e.getValue()).doesNotContain("anna").doesNotContain("reporter-zero");
        }
    }

    private List<LoggedEvent> behaviour() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            events.add(story.after(Duration.ofHours(10)).payment("p", 3000, "EUR"));
        }
        events.add(story.sanctioned());
        return events;
    }

    private static SubjectFile file() {
        return new SubjectFile(Story.ANNA, RiskState.EMPTY, LogIds.START, Double.NEGATIVE_INFINITY, Optional.empty());
    }

    private Folded fold(SubjectFile before, List<LoggedEvent> events, Optional<Boolean> live) {
        return fold.fold(before, events, live, story.now(), () -> "case-" + ++asked);
    }

    private CaseChange change(SubjectFile before, List<LoggedEvent> events, Optional<Boolean> live) {
        return fold(before, events, live).change().orElseThrow();
    }

    /** The file once the fold was applied and the case came into this state. */
    private static SubjectFile fileAfter(Folded folded, CaseState state) {
        CaseChange c = folded.change().orElseThrow();
        Instant opened = c.openedAt();
        Case open = new Case(
                c.caseId(),
                new Partition("acme", 0),
                folded.before().subject(),
                Optional.of("anna"),
                state,
                c.placement(),
                opened,
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                c.joins().size(),
                c.meeting(),
                folded.risk(),
                Optional.empty(),
                Optional.empty(),
                c.policyVersion(),
                0,
                0,
                1,
                Case.Marks.NONE);
        return new SubjectFile(
                folded.before().subject(),
                folded.state(),
                folded.appliedLogId(),
                Double.NEGATIVE_INFINITY,
                Optional.of(open));
    }
}

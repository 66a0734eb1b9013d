package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecidedCasesTest {
    private static final Platform PLATFORM =
            new Platform("acme", 1, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
    private static final PolicyPack POLICY = PolicyCodec.defaults();
    private static final Instant DECIDED = Story.START.plus(Duration.ofHours(1));

    private final Story story = Story.ofAnna();

    @Test
    void aCaseIsWhatWasKnownWhenItWasDecided() {
        List<LoggedEvent> before = List.of(
                story.flag("r1", Reason.HATE),
                story.after(Duration.ofMinutes(5)).flag("r2", Reason.HATE));

        DecidedCase one = only(replay(before, past(Outcome.VIOLATION)));

        RiskModel model = new RiskModel(POLICY.risk());
        assertThat(one.terms()).isEqualTo(model.terms(model.fold(RiskState.EMPTY, before), DECIDED));
        assertThat(one.violation()).isTrue();
    }

    /** A platform that reports the suspension which the decision itself ordered would explain every violation. */
    @Test
    void whatFollowsFromTheDecisionIsNoGroundForIt() {
        LoggedEvent flag = story.flag("r1", Reason.HATE);
        DecidedCase before = only(replay(List.of(flag), past(Outcome.VIOLATION)));
        LoggedEvent suspended = story.at(DECIDED).sanctioned();

        DecidedCase after = only(replay(List.of(flag, suspended), past(Outcome.VIOLATION)));

        assertThat(after).isEqualTo(before);
        assertThat(after.terms().shares()).doesNotContainKey(Family.ACCOUNT);
    }

    @Test
    void theLastWordCountsAndWhatWasKnownAtTheFirst() {
        Outcomes.Past overturned = new Outcomes.Past(
                "c-1",
                Story.ANNA,
                Story.START,
                Optional.of(DECIDED),
                Optional.of(DECIDED.plus(Duration.ofDays(3))),
                Optional.of(Outcome.NO_VIOLATION),
                Optional.empty());
        LoggedEvent flag = story.flag("r1", Reason.HATE);
        LoggedEvent suspended = story.at(DECIDED.plus(Duration.ofMinutes(1))).sanctioned();

        DecidedCase one = only(replay(List.of(flag, suspended), overturned));

        assertThat(one.violation()).isFalse();
        assertThat(one.terms().shares()).doesNotContainKey(Family.ACCOUNT);
    }

    @Test
    void aSecondCaseKnowsWhatCameOfTheFirst() {
        LoggedEvent flag = story.flag("r1", Reason.HATE);
        LoggedEvent suspended = story.at(DECIDED.plus(Duration.ofMinutes(1))).sanctioned();
        LoggedEvent again = story.at(DECIDED.plus(Duration.ofDays(1))).flag("r2", Reason.HATE);
        Outcomes.Past second = new Outcomes.Past(
                "c-2",
                Story.ANNA,
                again.receivedAt(),
                Optional.of(again.receivedAt().plus(Duration.ofHours(1))),
                Optional.of(Outcome.VIOLATION));

        List<DecidedCase> cases = replay(List.of(flag, suspended, again), past(Outcome.VIOLATION), second)
                .cases();

        assertThat(cases).extracting(DecidedCase::caseId).containsExactlyInAnyOrder("c-1", "c-2");
        assertThat(cases)
                .filteredOn(c -> c.caseId().equals("c-2"))
                .allSatisfy(c -> assertThat(c.terms().shares()).containsKey(Family.ACCOUNT));
        assertThat(cases)
                .extracting(DecidedCase::account)
                .containsOnly(cases.get(0).account());
    }

    @Test
    void whatSaysNothingIsLeftOutAndCounted() {
        LoggedEvent flag = story.flag("r1", Reason.HATE);

        assertThat(replay(List.of(flag), past(Outcome.INSUFFICIENT)).counts().inconclusive())
                .isEqualTo(1);
        assertThat(replay(List.of(flag), past(Outcome.DUPLICATE)).counts().inconclusive())
                .isEqualTo(1);
        assertThat(replay(List.of(flag), open()).counts().undecided()).isEqualTo(1);
        assertThat(replay(List.of(flag), past(Outcome.VIOLATION)).counts())
                .extracting(DecidedCases.Counts::opened, DecidedCases.Counts::inconclusive)
                .containsExactly(1L, 0L);
    }

    @Test
    void aRehearsalTeachesNothing() {
        LoggedEvent drill =
                story.log(Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.HATE), false, false, true));

        DecidedCases cases = replay(List.of(drill), past(Outcome.NO_VIOLATION));

        assertThat(cases.cases()).isEmpty();
        assertThat(cases.counts().rehearsals()).isEqualTo(1);
    }

    @Test
    void aCaseWhoseBeginningIsGoneFromTheLogTeachesNothing() {
        LoggedEvent later = story.after(Duration.ofMinutes(10)).flag("r2", Reason.HATE);

        DecidedCases cases = replay(List.of(later), past(Outcome.VIOLATION));

        assertThat(cases.cases()).isEmpty();
        assertThat(cases.counts().unknown()).isEqualTo(1);
    }

    @Test
    void aCaseFromBeforeIsNotCounted() {
        DecidedCases cases = new DecidedCases(PLATFORM, POLICY, Story.START.plusMillis(1));
        LogWalk.Part part = cases.part();
        part.past(past(Outcome.VIOLATION));
        part.fold(story.flag("r1", Reason.HATE), Circumstance.NOTHING);
        part.end();

        assertThat(cases.cases()).isEmpty();
        assertThat(cases.counts().opened()).isZero();
    }

    @Test
    void theAuditSampleIsKnownAgain() {
        DecidedCases cases = new DecidedCases(PLATFORM, sampling(0.5), Instant.EPOCH);
        for (int i = 0; i < 60; i++) {
            Story one = new Story(Subject.account("a-" + i)).after(Duration.ofMillis(i));
            for (int j = 0; j < i; j++) {
                one.network("tor"); // so that no receipt is like another
            }
            LoggedEvent flag = one.flag("r", Reason.OTHER);
            LogWalk.Part part = cases.part();
            part.past(new Outcomes.Past(
                    "c-" + i,
                    flag.subject(),
                    flag.receivedAt(),
                    Optional.of(DECIDED),
                    Optional.of(Outcome.NO_VIOLATION)));
            part.fold(flag, Circumstance.NOTHING);
            part.end();
        }

        List<DecidedCase.Draw> draws =
                cases.cases().stream().map(DecidedCase::draw).toList();
        assertThat(draws).doesNotContain(DecidedCase.Draw.NOT_IN_IT);
        assertThat(draws).filteredOn(DecidedCase.Draw.DRAWN::equals).hasSizeBetween(15, 45);
        assertThat(cases.counts().low()).isEqualTo(60);
    }

    private DecidedCases replay(List<LoggedEvent> events, Outcomes.Past... past) {
        DecidedCases mine = new DecidedCases(PLATFORM, POLICY, Instant.EPOCH);
        LogWalk.Part part = mine.part();
        List.of(past).forEach(part::past);
        events.forEach(event -> part.fold(event, Circumstance.NOTHING));
        part.end();
        DecidedCases whole = new DecidedCases(PLATFORM, POLICY, Instant.EPOCH);
        whole.add(mine);
        return whole;
    }

    private static DecidedCase only(DecidedCases cases) {
        assertThat(cases.cases()).hasSize(1);
        return cases.cases().get(0);
    }

    private static Outcomes.Past past(Outcome outcome) {
        return new Outcomes.Past("c-1", Story.ANNA, Story.START, Optional.of(DECIDED), Optional.of(outcome));
    }

    private static Outcomes.Past open() {
        return new Outcomes.Past("c-1", Story.ANNA, Story.START, Optional.empty(), Optional.empty());
    }

    private static PolicyPack sampling(double share) {
        return PolicyCodec.read(
                "base: default-2026-11-01\nversion: sampling\ntriage: {sample: {share: " + share + "}}");
    }
}

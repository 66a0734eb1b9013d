package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an open case when another policy comes in force. */
class RescoredTest {
    private static final Instant NOW = Story.START.plus(Duration.ofHours(2));

    @Test
    void theSamePolicyLeavesACaseAsItIs() {
        assertThat(fold("").rescored(open("other", 6, Duration.ofHours(10)), false, NOW))
                .isEmpty();
    }

    @Test
    void aShorterClockBringsTheDeadlineNearer() {
        Folded.CaseChange change = fold("triage: {riskFactor: 0.1}\n" + lanes("4h"))
                .rescored(open("other", 1, Duration.ofHours(20)), false, NOW)
                .flatMap(Folded::change)
                .orElseThrow();

        assertThat(change.placement().deadline()).isBefore(Story.START.plus(Duration.ofHours(4)));
        assertThat(change.policyVersion()).isEqualTo("default-2026-11-01");
        assertThat(change.audit().orElseThrow().verb()).isEqualTo("case_rescored");
        assertThat(change.joins()).isEmpty();
    }

    /** Nobody has missed a deadline that was set today for the day before. */
    @Test
    void aShorterClockPutsNoDeadlineIntoThePast() {
        SubjectFile waits = open("other", 1, Duration.ofHours(20));
        SubjectFile late = open("other", 1, Duration.ofHours(1));

        Instant due = fold(lanes("30m"))
                .rescored(waits, false, NOW)
                .flatMap(Folded::change)
                .orElseThrow()
                .placement()
                .deadline();

        assertThat(due).as("the lane's minimum from now").isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(fold(lanes("30m")).rescored(late, false, NOW))
                .as("what was late before stays so")
                .isEmpty();
    }

    @Test
    void aLongerClockGivesNoMoreTime() {
        Placement before =
                open("other", 1, Duration.ofMinutes(5)).openCase().orElseThrow().placement();

        Optional<Folded> changed = fold(lanes("48h")).rescored(open("other", 1, Duration.ofMinutes(5)), false, NOW);

        assertThat(changed).isEmpty();
        assertThat(before.deadline()).isEqualTo(Story.START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aLaneThatIsGoneGivesWayToTheNewPoliciesOwn() {
        Folded.CaseChange change = fold(lanes("24h"))
                .rescored(open("long_ago", 0, Duration.ofMinutes(5)), false, NOW)
                .flatMap(Folded::change)
                .orElseThrow();

        assertThat(change.placement().lane()).isEqualTo("other");
        assertThat(change.placement().queue()).isEqualTo("general");
        assertThat(change.placement().deadline()).isEqualTo(Story.START.plus(Duration.ofMinutes(5)));
    }

    /** Under a law that lets nothing be weighed that was merely observed, a case must not go on showing it. */
    @Test
    void whatTheNewPolicyDoesNotWeighIsNotShownAnyMore() {
        Story story = Story.ofAnna();
        RiskModel usual = new RiskModel(PolicyCodec.defaults().risk());
        RiskState state = usual.fold(
                RiskState.EMPTY, List.of(story.flag("rita", Reason.HATE), story.sanctioned(), story.blockedBy("bob")));
        Risk seen = usual.assess(state, NOW);
        assertThat(seen.contributions()).extracting(Contribution::family).contains(Family.ACCOUNT);
        SubjectFile before = open("other", 6, Duration.ofMinutes(5), state, seen);

        Folded rescored = CaseFold.of(PolicyCodec.pack("eu-report-only").pack())
                .rescored(before, false, NOW)
                .orElseThrow();

        assertThat(rescored.risk().contributions())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.family()).isEqualTo(Family.VOICE));
        assertThat(rescored.risk().probability()).isLessThan(seen.probability());
        Folded.CaseChange change = rescored.change().orElseThrow();
        assertThat(change.placement().deadline()).isEqualTo(Story.START.plus(Duration.ofMinutes(5)));
        assertThat(change.audit().orElseThrow().detail()).containsEntry("risk", "weighed anew");
    }

    private static String lanes(String clock) {
        return """
                triage:
                  lanes:
                    - {name: first, queue: first, when: panic && live, clock: 2m, minimum: 2m}
                    - {name: other, queue: general, when: 'true', clock: %s, minimum: 1m}
                """.formatted(clock);
    }

    private static CaseFold fold(String changes) {
        String merged = changes.startsWith("triage: {riskFactor: 0.1}\n")
                ? changes.substring(changes.indexOf('\n') + 1) + "  riskFactor: 0.1\n"
                : changes;
        return CaseFold.of(PolicyCodec.read("base: default-2026-11-01\nversion: newer\n" + merged));
    }

    private static SubjectFile open(String lane, int precedence, Duration due) {
        return open(lane, precedence, due, RiskState.EMPTY, Risk.NONE);
    }

    private static SubjectFile open(String lane, int precedence, Duration due, RiskState state, Risk risk) {
        Case open = new Case(
                "c000-1",
                new Partition("acme", 0),
                Story.ANNA,
                Optional.empty(),
                CaseState.QUEUED,
                new Placement("general", lane, precedence, 1, Story.START.plus(due)),
                Story.START,
                Optional.of(Reason.HATE),
                false,
                false,
                false,
                false,
                1,
                Optional.empty(),
                risk,
                Optional.empty(),
                Optional.empty(),
                "default-2026-11-01",
                0,
                0,
                3,
                Case.Marks.NONE);
        return new SubjectFile(Story.ANNA, state, "1-1", Double.NEGATIVE_INFINITY, Optional.of(open));
    }
}

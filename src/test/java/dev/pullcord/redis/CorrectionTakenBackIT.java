package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Superseding.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two people decided, and a correction of it, taken back, or over before anybody answered. */
class CorrectionTakenBackIT extends CorrectingGround {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    CorrectionTakenBackIT() {
        super(redis.link());
    }

    @Test
    void whoProposedItTakesItBack() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Approvals approvals = approvals(store.supersessions(), LATER);

        assertThat(now(approvals.withdraw(ground.platform(), ADA, first.caseId(), Optional.empty(), "not mine")))
                .isEqualTo(new Answered.NotHis());
        assertThat(now(approvals.withdraw(ground.platform(), LEA, first.caseId(), Optional.empty(), "I was wrong")))
                .isEqualTo(new Answered.Refused(Duration.ZERO, true));

        assertThat(decisions(first)).containsExactly(first);
        assertThat(verbs(first)).endsWith("decision_proposed", "proposal_withdrawn");
        assertThat(proposedCases()).isEmpty();
        assertThat(now(approvals.withdraw(ground.platform(), LEA, first.caseId(), Optional.empty(), "again")))
                .isEqualTo(new Answered.NothingProposed());
    }

    @Test
    void nobodyAnsweringItStands() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, LATER);
        Instant over = proposed.proposal().expiresAt();
        Case waits = ground.find(first.caseId());

        assertThat(now(ground.queue().expired(waits.partition(), over.minusMillis(1), 9)))
                .isEmpty();
        assertThat(now(ground.queue().expire(waits.partition(), waits.id(), over.minusMillis(1))))
                .isFalse();
        assertThat(answer(ADA, first, true, over)).as("too late").isEqualTo(new Answered.NothingProposed());
        assertThat(now(ground.queue().expired(waits.partition(), over, 9))).containsExactly(waits.id());
        assertThat(now(ground.queue().expire(waits.partition(), waits.id(), over)))
                .isTrue();

        assertThat(verbs(first)).endsWith("decision_proposed", "proposal_expired");
        assertThat(now(ground.queue().expired(waits.partition(), over, 9))).isEmpty();
        assertThat(decisions(first)).containsExactly(first);
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(correct(LEO, first, over)).isInstanceOf(Reply.Proposed.class);
    }

    /** A call that got lost and comes late, or a page that was left open. */
    @Test
    void whatIsTakenBackIsTheOneThatIsMeant() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);

        assertThat(now(approvals(store.supersessions(), LATER)
                        .withdraw(ground.platform(), LEA, first.caseId(), Optional.of(T0), "the one before")))
                .isEqualTo(new Answered.NothingProposed());
        assertThat(proposedCases()).hasSize(1);
        assertThat(now(approvals(store.supersessions(), LATER)
                        .withdraw(ground.platform(), LEA, first.caseId(), Optional.of(LATER), "this one")))
                .isEqualTo(new Answered.Refused(Duration.ZERO, true));
    }

    /** The process that wrote what overtook it died before it was off the list. */
    @Test
    void whatIsVoidAndWasNeverSweptSaysSoLaterAndIsNoneThatNobodyAnswered() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, T0.plusSeconds(5));
        Partition partition = ground.find(first.caseId()).partition();
        String key = new Keys(prefix).reviewCase(partition, first.caseId());
        now(redis.commands().hincrby(key, "decision_count", 1)); // as if another had just been written

        assertThat(now(ground.queue()
                        .expire(partition, first.caseId(), proposed.proposal().expiresAt())))
                .isFalse();

        assertThat(verbs(first)).endsWith("proposal_void").doesNotContain("proposal_expired");
        assertThat(now(ground.queue().expired(partition, proposed.proposal().expiresAt(), 9)))
                .isEmpty();
    }

    @Test
    void whatWasTakenBackMeanwhileHasNothingToCorrect() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, T0.plusSeconds(5));

        Reply undone = now(superseding(store.supersessions(), T0.plusSeconds(10))
                .undo(ground.platform(), SENIA, first.id(), "a slip", Optional.empty()));

        assertThat(undone).as("by the one who agreed").isInstanceOf(Reply.Done.class);
        Case queued = ground.find(first.caseId());
        assertThat(verbs(first)).as("a word of what became of it").contains("proposal_void");
        assertThat(queued.state()).isEqualTo(CaseState.QUEUED);
        assertThat(queued.proposal()).isEmpty();
        assertThat(proposedCases()).isEmpty();
        assertThat(answer(ADA, first, true, T0.plusSeconds(20))).isEqualTo(new Answered.NothingProposed());
        Instant over = proposed.proposal().expiresAt();
        assertThat(now(ground.queue().expire(queued.partition(), queued.id(), over)))
                .isFalse();
        assertThat(now(ground.queue().expired(queued.partition(), over, 9))).isEmpty();
        assertThat(ground.find(first.caseId())).as("nothing else of it changed").isEqualTo(queued);
    }

    @Test
    void eitherOfTheTwoUndoesItWithinAMinute() {
        Decision first = decidedByTwo();
        Superseding late = superseding(store.supersessions(), T0.plusSeconds(61));
        Superseding soon = superseding(store.supersessions(), T0.plusSeconds(60));

        assertThat(now(soon.undo(ground.platform(), LEA, first.id(), "x", Optional.empty())))
                .isInstanceOf(Reply.NotHis.class);
        assertThat(now(late.undo(ground.platform(), ANN, first.id(), "x", Optional.empty())))
                .isEqualTo(new Reply.TooLate());
        assertThat(now(soon.undo(ground.platform(), ANN, first.id(), "x", Optional.empty())))
                .isInstanceOf(Reply.Done.class);
        assertThat(suspended(T0)).isFalse();
    }

    @Test
    void aCorrectionIsNotUndone() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Decision second = ((Answered.Approved) answer(ADA, first, true, LATER)).decision();

        assertThat(now(superseding(store.supersessions(), LATER)
                        .undo(ground.platform(), ADA, second.id(), "a slip", Optional.empty())))
                .isEqualTo(new Reply.Corrects());
        assertThat(decisions(first)).containsExactly(first, second);
    }
}

package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Superseding.Reply;
import dev.pullcord.review.Supersessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two people decided, corrected by two others. */
class CorrectingIT extends CorrectingGround {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    CorrectingIT() {
        super(redis.link());
    }

    @Test
    void twoOthersCorrectItAndUntilThenItCounts() {
        Decision first = decidedByTwo();

        assertThat(correct(ANN, first, LATER)).as("proposed it").isInstanceOf(Reply.NotHis.class);
        assertThat(correct(SENIA, first, LATER)).as("agreed to it").isInstanceOf(Reply.NotHis.class);
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, LATER);

        assertThat(proposed.proposal().decision().course().supersedes()).contains(first.id());
        Case waits = ground.find(first.caseId());
        assertThat(waits.state()).isEqualTo(CaseState.DECIDED);
        assertThat(waits.proposal()).contains(proposed.proposal());
        assertThat(proposedCases()).containsExactly(first.caseId());
        assertThat(now(ground.queue().countProposed(ground.platform()))).isEqualTo(1);
        assertThat(suspended(LATER)).as("it counts until then").isTrue();
        assertThat(correct(LEO, first, LATER)).isEqualTo(new Reply.Waits());
        for (Moderator one : List.of(LEA, ANN, SENIA)) {
            assertThat(answer(one, first, true, LATER)).as(one.id()).isEqualTo(new Answered.OwnDecision());
            assertThat(answer(one, first, false, LATER)).as(one.id()).isEqualTo(new Answered.OwnDecision());
        }

        Answered.Approved approved = (Answered.Approved) answer(ADA, first, true, LATER);

        Decision second = approved.decision();
        assertThat(second.decidedBy()).isEqualTo("lea");
        assertThat(second.approvedBy()).contains("ada");
        assertThat(second.decidedAt()).isEqualTo(LATER);
        assertThat(second.course().supersedes()).contains(first.id());
        assertThat(second.course().cause()).contains(Decision.Cause.CORRECTION);
        assertThat(decisions(first)).containsExactly(first, second);
        assertThat(suspended(LATER)).isFalse();
        assertThat(ground.find(first.caseId()).proposal()).isEmpty();
        assertThat(proposedCases()).isEmpty();
        assertThat(verbs(first)).as("what was agreed to is not void").endsWith("decision_corrected");
        assertThat(now(ground.queue().countProposed(ground.platform()))).isZero();
        assertThat(answer(ADA, first, true, LATER))
                .as("its answer got lost")
                .isEqualTo(new Answered.Approved(second, true, Duration.ZERO));
        for (Moderator one : List.of(LEA, ADA, ANN, SENIA)) {
            assertThat(correct(one, second, LATER))
                    .as("who was corrected does not correct back: " + one.id())
                    .isInstanceOf(Reply.NotHis.class);
        }
        now(superseding(store.supersessions(), LATER).correct(ground.platform(), LEO, second.id(), forGood(false)));
        assertThat(answer(SENIA, second, true, LATER)).as("nor agrees to it").isEqualTo(new Answered.OwnDecision());
    }

    @Test
    void whoIsAskedSeesWhatBecomesOfTheDecision() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, LATER);

        Superseding.Foreseen foreseen = now(superseding(store.supersessions(), LATER)
                        .foresee(
                                ground.platform(),
                                ground.find(first.caseId()),
                                proposed.proposal().decision(),
                                false))
                .orElseThrow();

        assertThat(foreseen.takesTwo()).as("two decided it").isTrue();
        assertThat(foreseen.withdraws()).containsExactlyElementsOf(first.actions());
        assertThat(foreseen.takesBack()).singleElement().satisfies(back -> {
            assertThat(back.type()).isEqualTo(ActionType.REINSTATE_ACCOUNT);
            assertThat(back.target().accountId()).contains("mallory");
        });
        assertThat(foreseen.remains()).isEmpty();
        assertThat(decisions(first)).containsExactly(first);
        assertThat(now(superseding(store.supersessions(), LATER)
                                .foresee(ground.platform(), ground.find(first.caseId()), first, true))
                        .orElseThrow()
                        .takesBack())
                .as("whoever is suspended anew is not let in between")
                .isEmpty();
    }

    @Test
    void askedAgainWithItsKeyItIsAnsweredAsBefore() {
        Decision first = decidedByTwo();
        Superseding superseding = superseding(store.supersessions(), LATER);

        Reply.Proposed once =
                (Reply.Proposed) now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("k"))));

        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("k")))))
                .isEqualTo(new Reply.Proposed(once.proposal(), true));
        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("other")))))
                .isEqualTo(new Reply.Waits());
    }

    @Test
    void refusedItStandsAndCanBeProposedAgain() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);

        assertThat(answer(ADA, first, false, LATER)).isInstanceOf(Answered.Refused.class);

        assertThat(decisions(first)).containsExactly(first);
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(ground.find(first.caseId()).proposal()).isEmpty();
        assertThat(suspended(LATER)).isTrue();
        assertThat(verbs(first)).endsWith("decision_proposed", "proposal_refused");
        assertThat(answer(ADA, first, true, LATER)).isEqualTo(new Answered.NothingProposed());
        assertThat(correct(LEO, first, LATER)).isInstanceOf(Reply.Proposed.class);
    }

    @Test
    void whoRefusesWhileAnotherAgreesIsFirstOrHasNothingToAnswer() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Supersessions refusedMeanwhile = Meanwhile.before(
                Supersessions.class, store.supersessions(), "supersede", () -> answer(LEO, first, false, LATER));

        Answered late = now(approvals(refusedMeanwhile, LATER)
                .answer(ground.platform(), ADA, first.caseId(), true, "looked at as well"));

        assertThat(late).isEqualTo(new Answered.NothingProposed());
        assertThat(decisions(first)).containsExactly(first);
        assertThat(suspended(LATER)).isTrue();
    }

    @Test
    void anotherCorrectionThatWaitsByThenIsNotWhatWasAgreedTo() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Supersessions another = Meanwhile.before(Supersessions.class, store.supersessions(), "supersede", () -> {
            answer(LEO, first, false, LATER);
            correct(LEO, first, LATER);
        });

        Answered late = now(
                approvals(another, LATER).answer(ground.platform(), ADA, first.caseId(), true, "looked at as well"));

        assertThat(late).isEqualTo(new Answered.NothingProposed());
        assertThat(decisions(first)).containsExactly(first);
    }

    /** What he sees may have been refused meanwhile, and another waits. */
    @Test
    void whoAnswersTheOneHeSawAnswersNoOther() {
        Decision first = decidedByTwo();
        Instant seen = ((Reply.Proposed) correct(LEA, first, LATER)).proposal().proposedAt();
        answer(LEO, first, false, LATER);
        Instant later = LATER.plusSeconds(1);
        Instant other = ((Reply.Proposed) correct(LEO, first, later)).proposal().proposedAt();
        Approvals approvals = approvals(store.supersessions(), later);

        assertThat(now(approvals.answer(
                        ground.platform(), ADA, first.caseId(), Optional.of(seen), true, "looked at as well")))
                .isEqualTo(new Answered.NothingProposed());
        assertThat(now(approvals.answer(
                        ground.platform(), ADA, first.caseId(), Optional.of(other), true, "looked at as well")))
                .isInstanceOf(Answered.Approved.class);
    }

    /** What one person grants may take two to do: then it is corrected after the appeal. */
    @Test
    void whatAnAppealClosedIsCorrectedToo() {
        Decision first = decidedByTwo();
        Hearing hearing = new Hearing(
                ground.queue(),
                ground.log(),
                store.appeals(),
                superseding(store.supersessions(), LATER),
                Impartiality.EVERYBODYS,
                store.people(),
                at(LATER));
        Appeal appeal =
                ((Hearing.Filed.Taken) now(hearing.byAccount(ground.platform(), first.id(), "not me"))).appeal();
        assertThat(correct(LEA, first, LATER)).as("the appeal goes first").isEqualTo(new Reply.Moved());
        now(hearing.hear(ground.platform(), LEO, appeal.id(), Optional.empty(), "it stands"));
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.CLOSED);

        assertThat(correct(LEA, first, LATER)).isInstanceOf(Reply.Proposed.class);
        assertThat(answer(ADA, first, true, LATER)).isInstanceOf(Answered.Approved.class);

        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.CLOSED);
        assertThat(suspended(LATER)).isFalse();
    }

    /** Else neither would count, the one or the other. */
    @Test
    void whatChangesNothingIsNoCorrection() {
        Decision first = decidedByTwo();
        Superseding superseding = superseding(store.supersessions(), LATER);

        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), forGood(false))))
                .isEqualTo(new Reply.Invalid("/outcome", "is what was decided: this changes nothing"));
        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), forGood(true))))
                .as("the reporter is told, which he was not")
                .isInstanceOf(Reply.Proposed.class);
    }
}

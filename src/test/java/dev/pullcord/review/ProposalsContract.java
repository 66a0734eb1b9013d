package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.ReviewQueue.ProposeReply;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every review queue does about decisions that take two people. */
public abstract class ProposalsContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SAM = new Moderator("sam", "tandem", "Sam", Role.SENIOR);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant END = T0.plus(Duration.ofHours(2));

    @Test
    void aProposalEndsTheClaimAndIsNoDecisionYet() {
        Case open = claimed(ground.flagged("e1", "mallory", T0), "token-a", T0);
        Proposal proposal = proposal(open, "p-1", T0);

        assertThat(propose(open, "token-a", proposal, Optional.empty(), T0)).isEqualTo(ProposeReply.PROPOSED);

        Case waits = ground.find(open.id());
        assertThat(waits.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
        assertThat(waits.proposal()).contains(proposal);
        assertThat(waits.claim()).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(now(ground.queue().lapsed(open.partition(), END, 9))).isEmpty();
        assertThat(decisions(open)).isEmpty();
        assertThat(claim(open, "token-b", T0)).isEqualTo(new ClaimReply.NotWaiting(CaseState.AWAITING_APPROVAL));
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed", "decision_proposed");
    }

    @Test
    void onlyTheLiveTokenProposes() {
        Case open = claimed(ground.flagged("e1", "mallory", T0), "token-a", T0);
        Instant late = T0.plus(LEASE);

        assertThat(propose(open, "made up", proposal(open, "p-1", T0), Optional.empty(), T0))
                .isEqualTo(ProposeReply.NOT_HOLDER);
        assertThat(propose(open, "token-a", proposal(open, "p-1", late), Optional.empty(), late))
                .isEqualTo(ProposeReply.NOT_HOLDER);
        assertThat(ground.find(open.id())).isEqualTo(open);
    }

    @Test
    void aProposalSentAgainIsKnownByItsKeyWhileItWaits() {
        Case open = claimed(ground.flagged("e1", "mallory", T0), "token-a", T0);
        Proposal first = proposal(open, "p-1", T0);
        propose(open, "token-a", first, Optional.of("key"), T0);

        assertThat(propose(open, "token-a", proposal(open, "p-2", T0), Optional.of("key"), T0))
                .isEqualTo(ProposeReply.REPEATED);
        assertThat(propose(open, "token-a", proposal(open, "p-2", T0), Optional.of("other"), T0))
                .isEqualTo(ProposeReply.NOT_HOLDER);
        assertThat(ground.find(open.id()).proposal()).contains(first);

        refuse(ground.find(open.id()), first, T0);
        assertThat(propose(open, "token-a", proposal(open, "p-2", T0), Optional.of("key"), T0))
                .isEqualTo(ProposeReply.NOT_HOLDER);
    }

    @Test
    void whatIsAgreedToIsADecisionWithBothNames() {
        Case waits = proposed("e1", "p-1");
        Proposal proposal = waits.proposal().orElseThrow();
        Instant at = T0.plusSeconds(30);

        assertThat(approve(waits, proposal, at)).isEqualTo(DecideReply.DECIDED);

        Decision decision = proposal.agreed(SAM, at);
        assertThat(decision.decidedBy()).isEqualTo("ann");
        assertThat(decision.approvedBy()).contains("sam");
        assertThat(decisions(waits)).containsExactly(decision);
        assertThat(ground.find(waits.id()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(ground.find(waits.id()).proposal()).isEmpty();
        assertThat(ground.open(waits.subject())).isEmpty();
        assertThat(now(ground.queue().expired(waits.partition(), END, 9))).isEmpty();
        assertThat(approve(waits, proposal, at)).isEqualTo(DecideReply.ALREADY_DECIDED);
        assertThat(refuse(waits, proposal, at)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(decisions(waits)).hasSize(1);
    }

    @Test
    void aRefusalBringsTheCaseBackToItsPlaceAndIsRemembered() {
        Case waits = proposed("e1", "p-1");
        Case other = ground.flagged("e2", "trudy", T0.plusSeconds(5));

        assertThat(now(ground.queue().countProposed(ground.platform()))).isEqualTo(1);

        assertThat(refuse(waits, waits.proposal().orElseThrow(), T0)).isEqualTo(HolderReply.DONE);

        assertThat(now(ground.queue().countProposed(ground.platform()))).isZero();
        Case back = ground.find(waits.id());
        assertThat(back.state()).isEqualTo(CaseState.QUEUED);
        assertThat(back.placement()).isEqualTo(waits.placement());
        assertThat(back.proposal()).isEmpty();
        assertThat(back.skips()).isZero();
        assertThat(waiting()).extracting(Waiting::caseId).containsExactly(waits.id(), other.id());
        assertThat(now(ground.queue().timeline(ground.platform(), waits.id(), 9)))
                .last()
                .satisfies(e -> {
                    assertThat(e.draft().verb()).isEqualTo("proposal_refused");
                    assertThat(e.draft().actor()).isEqualTo("sam");
                    assertThat(e.draft().detail()).containsEntry("reason", "not yet");
                });
    }

    @Test
    void whoProposedItTakesItBackAndTheCaseIsBackInItsPlace() {
        Case waits = proposed("e1", "p-1");

        assertThat(now(ground.queue()
                        .refuse(ground.platform(), waits, ANN, waits.proposal().orElseThrow(), "a slip", T0)))
                .isEqualTo(HolderReply.DONE);

        assertThat(ground.find(waits.id()).placement()).isEqualTo(waits.placement());
        assertThat(waiting()).extracting(Waiting::caseId).containsExactly(waits.id());
        assertThat(timeline(waits)).endsWith("proposal_withdrawn");
    }

    @Test
    void aProposalThatNobodyAnswersRunsOut() {
        Case waits = proposed("e1", "p-1");
        Proposal proposal = waits.proposal().orElseThrow();

        assertThat(now(ground.queue().expired(waits.partition(), END.minusMillis(1), 9)))
                .isEmpty();
        assertThat(expire(waits, END.minusMillis(1))).isFalse();
        assertThat(now(ground.queue().expired(waits.partition(), END, 9))).containsExactly(waits.id());
        assertThat(approve(waits, proposal, END)).isEqualTo(DecideReply.NOT_HOLDER);
        assertThat(refuse(waits, proposal, END)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(expire(waits, END)).isTrue();
        assertThat(expire(waits, END)).isFalse();

        assertThat(waiting()).extracting(Waiting::caseId).containsExactly(waits.id());
        assertThat(now(ground.queue().expired(waits.partition(), END, 9))).isEmpty();
        assertThat(timeline(waits)).last().isEqualTo("proposal_expired");
    }

    @Test
    void aFlagRaisesTheCaseAndLeavesTheProposal() {
        Case waits = proposed("e1", "p-1");

        Case raised = ground.flagged("e2", "mallory", T0.plusSeconds(9));

        assertThat(raised.id()).isEqualTo(waits.id());
        assertThat(raised.reportCount()).isEqualTo(2);
        assertThat(raised.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
        assertThat(raised.proposal()).isEqualTo(waits.proposal());
        assertThat(waiting()).isEmpty();
        assertThat(approve(raised, raised.proposal().orElseThrow(), T0.plusSeconds(10)))
                .isEqualTo(DecideReply.DECIDED);
    }

    @Test
    void aPanicBringsTheCaseBackAndNothingOfTheProposalIsLeft() {
        Case waits = proposed("e1", "p-1");
        Proposal old = waits.proposal().orElseThrow();

        ground.panic("p1", Subject.account("mallory"), T0.plusSeconds(9));

        assertThat(waiting()).extracting(Waiting::caseId).containsExactly(waits.id());
        assertThat(ground.find(waits.id()).proposal()).isEmpty();
        assertThat(approve(waits, old, T0.plusSeconds(10))).isEqualTo(DecideReply.NOT_HOLDER);
        assertThat(refuse(waits, old, T0.plusSeconds(10))).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(expire(waits, END)).isFalse();
        assertThat(waiting()).hasSize(1);
    }

    /** Else somebody agrees to what he has never seen. */
    @Test
    void whoReadAnOlderProposalDoesNotAgreeToANewerOne() {
        Case waits = proposed("e1", "p-1");
        Proposal old = waits.proposal().orElseThrow();
        refuse(waits, old, T0);
        Case again = claimed(ground.find(waits.id()), "token-b", T0);
        Proposal newer = proposal(again, "p-2", T0);
        propose(again, "token-b", newer, Optional.empty(), T0);

        assertThat(approve(waits, old, T0)).isEqualTo(DecideReply.NOT_HOLDER);
        assertThat(refuse(waits, old, T0)).isEqualTo(HolderReply.NOT_HOLDER);

        assertThat(ground.find(waits.id()).proposal()).contains(newer);
        assertThat(decisions(waits)).isEmpty();
    }

    @Test
    void aProposalIsAnsweredOnceHoweverManyAnswerAtOnce() {
        for (int round = 0; round < 20; round++) {
            Case waits = proposed("account-" + round, "e" + round, "p-" + round);
            Proposal proposal = waits.proposal().orElseThrow();
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(ground.queue()
                        .approve(ground.platform(), waits, SAM, proposal, "yes", T0)
                        .thenApply(reply -> reply == DecideReply.DECIDED)
                        .toCompletableFuture());
                answers.add(ground.queue()
                        .refuse(ground.platform(), waits, SAM, proposal, "not yet", T0)
                        .thenApply(reply -> reply == HolderReply.DONE)
                        .toCompletableFuture());
                answers.add(ground.queue()
                        .expire(waits.partition(), waits.id(), END)
                        .toCompletableFuture());
            }

            assertThat(answers.stream().map(GroundContract::now).filter(done -> done))
                    .hasSize(1);
            assertThat(timeline(waits)).hasSize(4);
            assertThat(ground.find(waits.id()).state() == CaseState.DECIDED)
                    .isEqualTo(decisions(waits).size() == 1);
        }
    }

    private Case proposed(String eventId, String token) {
        return proposed("mallory", eventId, token);
    }

    private Case proposed(String account, String eventId, String token) {
        Case open = claimed(ground.flagged(eventId, account, T0), "claim for " + token, T0);
        assertThat(propose(open, "claim for " + token, proposal(open, token, T0), Optional.empty(), T0))
                .isEqualTo(ProposeReply.PROPOSED);
        return ground.find(open.id());
    }

    private Proposal proposal(Case c, String token, Instant at) {
        ActionOrder forever = new ActionOrder(
                c.id() + ".d1.a1",
                ActionType.SUSPEND_ACCOUNT,
                Target.account(c.account().orElseThrow()),
                Optional.empty());
        return new Proposal(ground.decision(c, ANN, at, List.of(forever)), "harassment", token, at, END);
    }

    private ClaimReply claim(Case c, String token, Instant at) {
        return now(ground.queue().claim(ground.platform(), c.id(), ANN, token, at, at.plus(LEASE)));
    }

    private Case claimed(Case c, String token, Instant at) {
        return ((ClaimReply.Claimed) claim(c, token, at)).claimed();
    }

    private ProposeReply propose(Case c, String token, Proposal proposal, Optional<String> key, Instant at) {
        return now(ground.queue().propose(ground.platform(), c, ANN, token, proposal, key, at));
    }

    private DecideReply approve(Case c, Proposal proposal, Instant at) {
        return now(ground.queue().approve(ground.platform(), c, SAM, proposal, "yes", at));
    }

    private HolderReply refuse(Case c, Proposal proposal, Instant at) {
        return now(ground.queue().refuse(ground.platform(), c, SAM, proposal, "not yet", at));
    }

    private boolean expire(Case c, Instant at) {
        return now(ground.queue().expire(c.partition(), c.id(), at));
    }

    private List<Decision> decisions(Case c) {
        return now(ground.queue().decisions(ground.platform(), c.id()));
    }

    private List<Waiting> waiting() {
        return now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 100));
    }

    private List<String> timeline(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }
}

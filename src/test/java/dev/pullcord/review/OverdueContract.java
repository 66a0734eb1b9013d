package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.Overdue.Due;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does about cases past their deadline. */
public abstract class OverdueContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SAM = new Moderator("sam", "tandem", "Sam", Role.SENIOR);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<Role> ALL = Set.of(Role.MODERATOR, Role.SENIOR, Role.LEAD, Role.ADMIN);
    private static final EscalationPolicy POLICY = Ground.PACK.escalation();

    @Test
    void aCaseIsDueFromItsDeadlineOn() {
        Case open = ground.flagged("e1", "mallory", T0);
        Instant deadline = open.placement().deadline();

        assertThat(due(open, deadline.minusMillis(1))).isEmpty();
        assertThat(due(open, deadline)).containsExactly(new Due(open, 0));
    }

    @Test
    void aStepRaisesItsTierAndAnybodyMayStillTakeIt() {
        Case open = ground.flagged("e1", "mallory", T0);
        Instant deadline = open.placement().deadline();

        assertThat(turn(new Due(open, 0), deadline)).isTrue();

        Case turned = ground.find(open.id());
        assertThat(turned.state()).isEqualTo(CaseState.ESCALATED);
        assertThat(turned.placement().tier()).isEqualTo(Role.SENIOR.tier());
        assertThat(turned.placement().needs()).isEmpty();
        assertThat(turned.placement().deadline()).isEqualTo(deadline);
        assertThat(waiting(Role.MODERATOR)).extracting(Waiting::caseId).containsExactly(open.id());
        assertThat(timeline(open)).endsWith("deadline_missed");
    }

    @Test
    void theNextStepIsDueAtItsTimeAndAStepIsMadeOnce() {
        Case open = ground.flagged("e1", "mallory", T0);
        Instant deadline = open.placement().deadline();
        turn(new Due(open, 0), deadline);
        Case turned = ground.find(open.id());
        Instant next = deadline.plus(POLICY.levels().get(0).timeout());

        assertThat(turn(new Due(open, 0), deadline)).isFalse(); // another node was faster
        assertThat(due(open, next.minusMillis(1))).isEmpty();
        assertThat(due(open, next)).containsExactly(new Due(turned, 1));
        assertThat(ground.find(open.id())).isEqualTo(turned);
    }

    @Test
    void whatSomebodyTookMeanwhileIsLeftAlone() {
        Case open = ground.flagged("e1", "mallory", T0);
        Instant deadline = open.placement().deadline();
        now(ground.queue().claim(ground.platform(), open.id(), ANN, "token-a", deadline, deadline.plusSeconds(60)));
        Case taken = ground.find(open.id());

        assertThat(due(open, deadline)).isEmpty();
        assertThat(turn(new Due(open, 0), deadline)).isFalse();
        assertThat(ground.find(open.id())).isEqualTo(taken);
    }

    /** Handed to people who do not come, it would otherwise wait for them alone. */
    @Test
    void whatWasHandedUpIsForAnybodyOnceAllWereTurnedTo() {
        Case open = ground.flagged("e1", "mallory", T0);
        now(ground.queue().claim(ground.platform(), open.id(), ANN, "token-a", T0, T0.plusSeconds(60)));
        now(ground.handovers().handUp(open, ANN, "token-a", Role.LEAD, false, "beyond me", T0));
        Instant at = open.placement().deadline();

        for (int round = 0; round < 3 && waiting(Role.MODERATOR).isEmpty(); round++) {
            assertThat(turn(due(open, at).get(0), at)).isTrue();
            at = at.plus(Duration.ofHours(1));
        }

        assertThat(waiting(Role.MODERATOR)).extracting(Waiting::caseId).containsExactly(open.id());
        assertThat(waiting(Role.LEAD)).hasSize(1);
        assertThat(ground.find(open.id()).placement().needs()).isEmpty();
    }

    @Test
    void whatSomebodyWasPagedForIsCountedUntilItIsTaken() {
        Case open = ground.flagged("e1", "mallory", T0);
        Instant at = open.placement().deadline();
        for (int round = 0; round < POLICY.rounds(); round++) {
            turn(due(open, at).get(0), at);
            at = at.plus(Duration.ofHours(1));
        }
        assertThat(unattended(open)).isZero();

        turn(due(open, at).get(0), at);

        assertThat(unattended(open)).isEqualTo(1);
        assertThat(now(ground.overdue().unattended(ground.platform()))).isEqualTo(1);
        assertThat(due(open, at.plus(Escalation.PAGE_AGAIN))).hasSize(1);
        now(ground.queue().claim(ground.platform(), open.id(), ANN, "token-a", at, at.plusSeconds(60)));
        assertThat(unattended(open)).isZero();
        assertThat(now(ground.overdue().unattended(ground.platform()))).isZero();
    }

    /** By a desk that nobody else can be told from. */
    @Test
    void whereSomebodyMayBeInDangerItIsCountedAtOnce() {
        ground.panic("p1", Subject.account("mallory"), T0);
        ground.foldAll(T0);
        Case open = ground.open(Subject.account("mallory")).orElseThrow();

        turn(due(open, open.placement().deadline()).get(0), open.placement().deadline());

        assertThat(unattended(open)).isEqualTo(1);
    }

    /** Else a panic whose decision takes two waits for its second person with nobody looking. */
    @Test
    void whatWaitsForASecondPersonIsTurnedAroundForAndGoesOnWaitingForHim() {
        Case waits = proposed(ground.flagged("e1", "mallory", T0));
        Instant deadline = waits.placement().deadline();
        assertThat(due(waits, deadline.minusMillis(1))).isEmpty();
        assertThat(due(waits, deadline)).containsExactly(new Due(waits, 0));

        assertThat(turn(new Due(waits, 0), deadline)).isTrue();

        Case turned = ground.find(waits.id());
        assertThat(turned.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
        assertThat(turned.proposal()).isEqualTo(waits.proposal());
        assertThat(turned.placement()).isEqualTo(waits.placement());
        assertThat(waiting(Role.ADMIN)).isEmpty();
        assertThat(timeline(waits)).endsWith("deadline_missed");
        assertThat(turn(new Due(waits, 0), deadline)).as("by another node").isFalse();
        assertThat(due(waits, deadline.plus(POLICY.levels().get(0).timeout()))).containsExactly(new Due(turned, 1));
    }

    @Test
    void whatSomebodyWasPagedToAnswerIsCountedUntilItIsAnswered() {
        ground.panic("p1", Subject.account("mallory"), T0);
        ground.foldAll(T0);
        Case waits = proposed(ground.open(Subject.account("mallory")).orElseThrow());
        Instant deadline = waits.placement().deadline();
        assertThat(turn(new Due(waits, 0), deadline)).isTrue();
        assertThat(unattended(waits)).isEqualTo(1);

        now(ground.queue()
                .approve(ground.platform(), waits, SAM, waits.proposal().orElseThrow(), "yes", deadline));

        assertThat(unattended(waits)).isZero();
        assertThat(due(waits, deadline.plus(Duration.ofHours(1)))).isEmpty();
    }

    /** Else whoever was told of it is told that it is over, and nobody is told anew until that step's time is. */
    @Test
    void whatComesBackIsTurnedAroundForAtOnce() {
        Case waits = proposed(ground.flagged("e1", "mallory", T0));
        Instant deadline = waits.placement().deadline();
        turn(new Due(waits, 0), deadline);

        now(ground.queue()
                .refuse(ground.platform(), waits, SAM, waits.proposal().orElseThrow(), "no", deadline));

        Case back = ground.find(waits.id());
        assertThat(due(back, deadline)).containsExactly(new Due(back, 1));
    }

    /** A step that was read before it came back, and one read before it was proposed. */
    @Test
    void aStepForAnAnswerIsNoneForWhoeverTakesItAndTheOtherWayRound() {
        Case waits = proposed(ground.flagged("e1", "mallory", T0));
        Instant deadline = waits.placement().deadline();
        now(ground.queue()
                .refuse(ground.platform(), waits, SAM, waits.proposal().orElseThrow(), "no", deadline));
        Case back = ground.find(waits.id());

        assertThat(turn(new Due(waits, 0), deadline)).isFalse();
        assertThat(ground.find(waits.id())).isEqualTo(back);
        assertThat(due(back, deadline)).containsExactly(new Due(back, 0));
        proposed(back);
        Case again = ground.find(back.id());
        assertThat(turn(new Due(back, 0), deadline)).isFalse();
        assertThat(ground.find(back.id())).isEqualTo(again);
    }

    private Case proposed(Case open) {
        String token = "claim " + open.version();
        now(ground.queue().claim(ground.platform(), open.id(), ANN, token, T0, T0.plusSeconds(60)));
        Case mine = ground.find(open.id());
        Proposal proposal = new Proposal(
                ground.decision(mine, ANN, T0, List.of()), "harassment", "p" + open.version(), T0, T0.plus(DAY));
        assertThat(now(ground.queue().propose(ground.platform(), mine, ANN, token, proposal, Optional.empty(), T0)))
                .isEqualTo(ReviewQueue.ProposeReply.PROPOSED);
        return ground.find(open.id());
    }

    private List<Due> due(Case c, Instant at) {
        return now(ground.overdue().due(c.partition(), Ground.queues(), at, 9));
    }

    private boolean turn(Due due, Instant at) {
        return now(ground.overdue()
                .turn(due, Escalation.next(POLICY, due.overdue(), Reachable.desk(ALL), due.made(), at), at));
    }

    private long unattended(Case c) {
        return now(ground.overdue().unattended(c.partition()));
    }

    private List<Waiting> waiting(Role role) {
        return now(ground.queue().waiting(ground.platform(), Ground.queues(), role, 9));
    }

    private List<String> timeline(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }
}

package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does about cases put off and handed up. */
public abstract class HandoversContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant LATER = T0.plusSeconds(600);

    @Test
    void aCasePutOffWaitsForNobodyUntilItsTime() {
        Case open = claimed("mallory", "token-a");

        assertThat(snooze(open, "token-a", LATER)).isEqualTo(HolderReply.DONE);

        Case asleep = ground.find(open.id());
        assertThat(asleep.state()).isEqualTo(CaseState.SNOOZED);
        assertThat(asleep.claim()).isEmpty();
        assertThat(asleep.placement()).isEqualTo(open.placement());
        assertThat(waiting(Role.ADMIN)).isEmpty();
        assertThat(claim(open, ANN, "token-b", T0)).isEqualTo(new ClaimReply.NotWaiting(CaseState.SNOOZED));
        assertThat(due(open, LATER.minusMillis(1))).isEmpty();
        assertThat(wake(open, LATER.minusMillis(1))).isFalse();
    }

    @Test
    void atItsTimeItIsBackInItsPlaceOnce() {
        Case open = claimed("mallory", "token-a");
        snooze(open, "token-a", LATER);

        assertThat(due(open, LATER)).containsExactly(open.id());
        assertThat(wake(open, LATER)).isTrue();
        assertThat(wake(open, LATER)).isFalse();

        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(waiting(Role.MODERATOR))
                .extracting(Waiting::deadline)
                .containsExactly(open.placement().deadline());
        assertThat(due(open, LATER.plusSeconds(9))).isEmpty();
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed", "case_snoozed", "case_woken");
    }

    @Test
    void whoDoesNotHoldItPutsNothingOff() {
        Case open = claimed("mallory", "token-a");

        assertThat(snooze(open, "token-x", LATER)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(now(ground.handovers()
                        .snooze(ground.platform(), "c000-00000000000000000000", ANN, "t", LATER, "x", T0)))
                .isEqualTo(HolderReply.UNKNOWN);
        assertThat(now(ground.handovers().snooze(ground.platform(), "nonsense", ANN, "t", LATER, "x", T0)))
                .isEqualTo(HolderReply.UNKNOWN);
        assertThat(now(ground.handovers()
                        .snooze(ground.platform(), open.id(), ANN, "token-a", LATER, "late", T0.plus(LEASE))))
                .isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.CLAIMED);
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed");
    }

    @Test
    void aReportWakesItAndItsTimeThenChangesNothing() {
        Case open = claimed("mallory", "token-a");
        snooze(open, "token-a", LATER);

        ground.flagged("e2", "mallory", T0.plusSeconds(5));

        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.QUEUED);
        claim(open, ANN, "token-b", LATER);
        assertThat(wake(open, LATER)).isFalse();
        assertThat(due(open, LATER)).isEmpty(); // it is not asked for again and again
        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.CLAIMED);
    }

    @Test
    void aCaseHandedUpWaitsForThoseAboveOnly() {
        Case open = claimed("mallory", "token-a");

        assertThat(handUp(open, "token-a", Role.LEAD)).isEqualTo(HolderReply.DONE);

        Case up = ground.find(open.id());
        assertThat(up.state()).isEqualTo(CaseState.ESCALATED);
        assertThat(up.placement()).isEqualTo(open.placement().handedTo(Role.LEAD));
        assertThat(up.placement().tier()).isEqualTo(3);
        assertThat(up.placement().deadline()).isEqualTo(open.placement().deadline());
        assertThat(waiting(Role.MODERATOR)).isEmpty();
        assertThat(waiting(Role.SENIOR)).isEmpty();
        assertThat(waiting(Role.LEAD)).extracting(Waiting::caseId).containsExactly(open.id());
        assertThat(waiting(Role.ADMIN))
                .extracting(Waiting::queue)
                .containsExactly(open.placement().queue());
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed", "case_escalated");
    }

    @Test
    void whatWasHandedUpComesBackThereWhenItsNextHolderFallsSilent() {
        Case open = claimed("mallory", "token-a");
        handUp(open, "token-a", Role.SENIOR);
        claim(open, ANN, "token-b", T0);

        assertThat(now(ground.queue().lapse(open.partition(), open.id(), T0.plus(LEASE))))
                .isTrue();

        assertThat(waiting(Role.MODERATOR)).isEmpty();
        assertThat(waiting(Role.SENIOR)).hasSize(1);
        assertThat(now(ground.queue()
                                .standings(
                                        ground.platform(),
                                        List.of(open.placement().queue()),
                                        T0))
                        .get(0)
                        .queued())
                .isEqualTo(1);
    }

    @Test
    void aFlagThatJoinsLeavesItThereAndAPanicIsForAnybody() {
        Case open = claimed("mallory", "token-a");
        handUp(open, "token-a", Role.LEAD);

        ground.flagged("e2", "mallory", T0.plusSeconds(5));
        assertThat(waiting(Role.SENIOR)).isEmpty();
        assertThat(waiting(Role.LEAD)).hasSize(1);

        ground.panic("p1", Subject.account("mallory"), T0.plusSeconds(6));
        assertThat(waiting(Role.MODERATOR)).extracting(Waiting::queue).containsExactly("panic");
        ground.foldAll(T0.plusSeconds(7));
        assertThat(waiting(Role.MODERATOR)).hasSize(1);
        assertThat(ground.find(open.id()).placement().needs()).isEmpty();
    }

    @Test
    void handedBackTooOftenCountsAsHandedBack() {
        Case open = claimed("mallory", "token-a");

        now(ground.handovers().handUp(open, ANN, "token-a", Role.SENIOR, true, "again", T0));

        assertThat(ground.find(open.id()).skips()).isEqualTo(1);
        assertThat(timeline(open)).endsWith("claim_released");
    }

    @Test
    void whoDoesNotHoldItHandsNothingUp() {
        Case open = claimed("mallory", "token-a");

        assertThat(handUp(open, "token-x", Role.LEAD)).isEqualTo(HolderReply.NOT_HOLDER);

        assertThat(ground.find(open.id())).isEqualTo(open);
    }

    private Case claimed(String account, String token) {
        Case open = ground.flagged("e1", account, T0);
        return ((ClaimReply.Claimed) claim(open, ANN, token, T0)).claimed();
    }

    private ClaimReply claim(Case c, Moderator by, String token, Instant at) {
        return now(ground.queue().claim(ground.platform(), c.id(), by, token, at, at.plus(LEASE)));
    }

    private HolderReply snooze(Case c, String token, Instant until) {
        return now(ground.handovers().snooze(ground.platform(), c.id(), ANN, token, until, "asked the platform", T0));
    }

    private HolderReply handUp(Case c, String token, Role to) {
        return now(ground.handovers().handUp(c, ANN, token, to, false, "beyond me", T0));
    }

    private List<String> due(Case c, Instant at) {
        return now(ground.handovers().due(c.partition(), at, 10));
    }

    private boolean wake(Case c, Instant at) {
        return now(ground.handovers().wake(c.partition(), c.id(), at));
    }

    private List<Waiting> waiting(Role role) {
        return now(ground.queue().waiting(ground.platform(), Ground.queues(), role, 9));
    }

    private List<String> timeline(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .filter(verb -> !verb.endsWith("joined"))
                .toList();
    }
}

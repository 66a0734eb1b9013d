package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.ReviewQueue.Intent;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every review queue does about claims. */
public abstract class ClaimsContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant END = T0.plus(LEASE);

    @Test
    void aClaimedCaseIsHisAloneAndWaitsNoMore() {
        Case open = ground.flagged("e1", "mallory", T0);

        Case mine = claimed(open, ANN, "token-a", T0);

        assertThat(mine.claim()).contains(new Claim("ann", "token-a", END));
        assertThat(mine.state()).isEqualTo(CaseState.CLAIMED);
        assertThat(mine).isEqualTo(ground.find(open.id()));
        assertThat(waiting()).isEmpty();
        assertThat(claim(open, BEN, "token-b", T0)).isInstanceOf(ClaimReply.AlreadyClaimed.class);
    }

    @Test
    void askedAgainWithTheSameTokenAClaimIsTheSameClaim() {
        Case open = ground.flagged("e1", "mallory", T0);
        Case mine = claimed(open, ANN, "token-a", T0);

        assertThat(claim(open, ANN, "token-a", T0.plusSeconds(5))).isEqualTo(new ClaimReply.Claimed(mine));
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed");
    }

    @Test
    void aCaseThatIsDecidedOrUnknownCannotBeClaimed() {
        Case open = ground.flagged("e1", "mallory", T0);
        ground.decide(open, T0);

        assertThat(claim(open, ANN, "token-a", T0)).isEqualTo(new ClaimReply.NotWaiting(CaseState.DECIDED));
        assertThat(now(ground.queue().claim(ground.platform(), "c000-00000000000000000000", ANN, "t", T0, END)))
                .isInstanceOf(ClaimReply.Unknown.class);
        assertThat(now(ground.queue().claim(ground.platform(), "nonsense", ANN, "t", T0, END)))
                .isInstanceOf(ClaimReply.Unknown.class);
    }

    @Test
    void ofManyWhoClaimOneCaseAtOnceOneGetsIt() {
        Case open = ground.flagged("e1", "mallory", T0);
        List<CompletableFuture<ClaimReply>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Moderator moderator = Ground.moderator("m" + i);
            all.add(ground.queue()
                    .claim(ground.platform(), open.id(), moderator, "token-" + i, T0, END)
                    .toCompletableFuture());
        }

        assertThat(all.stream().map(GroundContract::now).filter(ClaimReply.Claimed.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatAClaimIsAnsweredWithCarriesItsOwnTokenEvenWhenItLapsesAtOnce() {
        Case open = ground.flagged("e1", "mallory", T0);
        for (int i = 0; i < 60; i++) {
            Instant late = T0.plusSeconds(i);
            List<CompletableFuture<?>> others = new ArrayList<>();
            CompletableFuture<ClaimReply> mine = ground.queue()
                    .claim(ground.platform(), open.id(), ANN, "ann-" + i, late, late) // over before it began
                    .toCompletableFuture();
            for (int n = 0; n < 3; n++) {
                others.add(
                        ground.queue().lapse(open.partition(), open.id(), late).toCompletableFuture());
                others.add(ground.queue()
                        .claim(ground.platform(), open.id(), BEN, "ben-" + i + n, late, late.plusMillis(1))
                        .toCompletableFuture());
            }
            if (now(mine) instanceof ClaimReply.Claimed claimed) {
                assertThat(claimed.claimed().claim().orElseThrow().token()).isEqualTo("ann-" + i);
            }
            others.forEach(GroundContract::now);
            now(ground.queue().lapse(open.partition(), open.id(), late.plusMillis(1)));
        }
    }

    @Test
    void aTokenWhoseClaimIsOverClaimsNothingAnyMore() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);
        release(open, ANN, "token-a", T0);

        assertThat(claim(open, ANN, "token-a", T0)).isInstanceOf(ClaimReply.Spent.class);
        assertThat(waiting()).hasSize(1);
        assertThat(claim(open, ANN, "token-b", T0)).isInstanceOf(ClaimReply.Claimed.class);
        now(ground.queue().lapse(open.partition(), open.id(), END));
        assertThat(claim(open, ANN, "token-b", END)).isInstanceOf(ClaimReply.Spent.class);
        assertThat(claim(open, ANN, "token-a", END)).isInstanceOf(ClaimReply.Spent.class);
    }

    /** Else one who read an old intent of his could claim by it after another call of his had given it up. */
    @Test
    void aTokenThatWasRefusedClaimsNothingLater() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, BEN, "token-b", T0);
        assertThat(claim(open, ANN, "token-a", T0)).isInstanceOf(ClaimReply.AlreadyClaimed.class);
        release(open, BEN, "token-b", T0);

        assertThat(claim(open, ANN, "token-a", T0)).isInstanceOf(ClaimReply.Spent.class);
    }

    @Test
    void aRenewedClaimLivesLongerAndNeverShorter() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);

        assertThat(renew(open, "token-a", T0.plusSeconds(30), END.plusSeconds(30)))
                .isEqualTo(HolderReply.DONE);
        assertThat(renew(open, "token-a", T0.plusSeconds(31), END)).isEqualTo(HolderReply.DONE);

        assertThat(ground.find(open.id()).claim().orElseThrow().expiresAt()).isEqualTo(END.plusSeconds(30));
        assertThat(now(ground.queue().lapsed(open.partition(), END, 9))).isEmpty();
        assertThat(now(ground.queue().lapse(open.partition(), open.id(), END))).isFalse();
    }

    @Test
    void onlyTheLiveTokenRenewsReleasesAndDecides() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);
        now(ground.queue().lapse(open.partition(), open.id(), END));
        Case bens = claimed(open, BEN, "token-b", END);

        assertThat(renew(open, "token-a", END, END.plusSeconds(60))).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(release(open, ANN, "token-a", END)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(decide(open, ANN, "token-a", Optional.empty(), END)).isEqualTo(DecideReply.NOT_HOLDER);
        assertThat(ground.find(open.id())).isEqualTo(bens);
    }

    @Test
    void aClaimThatHasRunOutIsNoClaimEvenBeforeItIsTakenBack() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);

        assertThat(renew(open, "token-a", END, END.plusSeconds(60))).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(release(open, ANN, "token-a", END)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(decide(open, ANN, "token-a", Optional.empty(), END)).isEqualTo(DecideReply.NOT_HOLDER);
        assertThat(claim(open, ANN, "token-a", END)).isInstanceOf(ClaimReply.AlreadyClaimed.class);
    }

    @Test
    void nobodyReleasesACaseWithoutAToken() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);

        assertThat(release(open, BEN, "", T0)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(release(open, BEN, "", END)).isEqualTo(HolderReply.NOT_HOLDER);

        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed");
    }

    @Test
    void unknownCasesAreSaidToBeUnknown() {
        Case none = ground.flagged("e1", "mallory", T0);
        String unknown = none.id().substring(0, 5) + "zzzzzzzzzzzzzzzzzzzz";

        assertThat(now(ground.queue().renew(ground.platform(), unknown, "t", T0, END)))
                .isEqualTo(HolderReply.UNKNOWN);
        assertThat(now(ground.queue().release(ground.platform(), unknown, ANN, "t", "r", T0)))
                .isEqualTo(HolderReply.UNKNOWN);
        assertThat(now(ground.queue().find(ground.platform(), unknown))).isEmpty();
        assertThat(now(ground.queue().decisions(ground.platform(), unknown))).isEmpty();
        assertThat(now(ground.queue().timeline(ground.platform(), unknown, 9))).isEmpty();
        assertThat(now(ground.queue().reports(ground.platform(), unknown, 0, 9)))
                .isEmpty();
        assertThat(now(ground.queue().lapse(none.partition(), unknown, T0))).isFalse();
    }

    @Test
    void aReleasedCaseIsBackInItsPlace() {
        Case first = ground.flagged("e1", "mallory", T0);
        Case second = ground.flagged("e2", "trudy", T0.plusSeconds(1));
        List<Waiting> before = waiting();
        claimed(first, ANN, "token-a", T0);

        assertThat(release(first, ANN, "token-a", T0.plusSeconds(2))).isEqualTo(HolderReply.DONE);

        assertThat(waiting()).isEqualTo(before);
        assertThat(before).extracting(Waiting::caseId).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(ground.find(first.id()).claim()).isEmpty();
        assertThat(timeline(first)).containsExactly("case_opened", "case_claimed", "claim_released");
    }

    @Test
    void aCaseCountsHowOftenItWasHandedBackAndNothingElse() {
        Case open = ground.flagged("e1", "mallory", T0);
        for (int i = 1; i <= 3; i++) {
            claimed(open, i % 2 == 0 ? BEN : ANN, "token-" + i, T0);
            release(open, i % 2 == 0 ? BEN : ANN, "token-" + i, T0);
            release(open, ANN, "token-" + i, T0); // said again
            assertThat(ground.find(open.id()).skips()).isEqualTo(i);
            assertThat(ground.find(open.id()).oftenSkipped()).isEqualTo(i == 3);
        }
        claimed(open, ANN, "token-silent", T0);
        now(ground.queue().lapse(open.partition(), open.id(), END));

        assertThat(ground.find(open.id()).skips()).isEqualTo(3);
    }

    @Test
    void whatSomebodyHandedBackIsKnownOfHimForItsTime() {
        String one = "c000-00000000000000000001";
        String two = "c000-00000000000000000002";
        now(ground.queue().skip(ANN, ground.platform(), one, T0.plusSeconds(10)));
        now(ground.queue().skip(ANN, ground.platform(), two, T0.plusSeconds(20)));

        assertThat(now(ground.queue().skipped(ANN, ground.platform(), T0))).containsExactlyInAnyOrder(one, two);
        assertThat(now(ground.queue().skipped(ANN, ground.platform(), T0.plusSeconds(10))))
                .containsExactly(two);
        assertThat(now(ground.queue().skipped(BEN, ground.platform(), T0))).isEmpty();
    }

    @Test
    void aClaimLapsesWhenItsHolderFallsSilent() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0);

        assertThat(now(ground.queue().lapsed(open.partition(), END.minusMillis(1), 9)))
                .isEmpty();
        assertThat(now(ground.queue().lapsed(open.partition(), END, 9))).containsExactly(open.id());
        assertThat(now(ground.queue().lapse(open.partition(), open.id(), END))).isTrue();
        assertThat(now(ground.queue().lapse(open.partition(), open.id(), END))).isFalse();

        assertThat(waiting()).extracting(Waiting::caseId).containsExactly(open.id());
        assertThat(timeline(open)).containsExactly("case_opened", "case_claimed", "claim_lapsed");
    }

    @Test
    void anIntentIsReplacedOnlyIfItIsStillTheOneRead() {
        Optional<Intent> none = Optional.empty();
        Optional<Intent> one = Optional.of(new Intent("c000-1", "token-1"));
        Optional<Intent> two = Optional.of(new Intent("c000-2", "token-2"));

        assertThat(intend(none, one)).isTrue();
        assertThat(intend(none, two)).isFalse();
        assertThat(now(ground.queue().intent(ANN, ground.platform()))).isEqualTo(one);
        assertThat(now(ground.queue().intent(BEN, ground.platform()))).isEmpty();
        assertThat(intend(one, two)).isTrue();
        assertThat(intend(two, none)).isTrue();
        assertThat(now(ground.queue().intent(ANN, ground.platform()))).isEmpty();
    }

    private ClaimReply claim(Case c, Moderator by, String token, Instant at) {
        return now(ground.queue().claim(ground.platform(), c.id(), by, token, at, at.plus(LEASE)));
    }

    private Case claimed(Case c, Moderator by, String token, Instant at) {
        return ((ClaimReply.Claimed) claim(c, by, token, at)).claimed();
    }

    private HolderReply renew(Case c, String token, Instant at, Instant until) {
        return now(ground.queue().renew(ground.platform(), c.id(), token, at, until));
    }

    private HolderReply release(Case c, Moderator by, String token, Instant at) {
        return now(ground.queue().release(ground.platform(), c.id(), by, token, "not mine", at));
    }

    private DecideReply decide(Case c, Moderator by, String token, Optional<String> key, Instant at) {
        Decision decision = ground.decision(c, by, at, List.of());
        return now(ground.queue().decide(ground.platform(), c, by, token, decision, "other", key, at));
    }

    private boolean intend(Optional<Intent> expected, Optional<Intent> next) {
        return now(ground.queue().intend(ANN, ground.platform(), expected, next));
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

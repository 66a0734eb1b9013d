package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of the case in somebody's hands when something waits that goes before it, over every store. */
public abstract class SettingAsideContract extends GroundContract {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");

    private Desk desk(Instant at) {
        return new Desk(
                ground.queue(),
                new InMemoryRosters(),
                Ground.PACK,
                LEASE,
                decided -> {},
                Clock.fixed(at, ZoneOffset.UTC));
    }

    private Case next(Moderator moderator) {
        return now(desk(T0).claimNext(ground.platform(), moderator, List.of())).orElseThrow();
    }

    private Case urgent(Moderator moderator) {
        return urgent(moderator, T0);
    }

    private Case urgent(Moderator moderator, Instant at) {
        return now(desk(at).claimUrgent(ground.platform(), moderator, List.of()))
                .orElseThrow();
    }

    private String panic(String account) {
        return ground.panic("p-" + account, Subject.account(account), T0)
                .caseId()
                .orElseThrow();
    }

    private Case about(String account, Reason reason) {
        ground.take(Events.flag("e-" + account, account, reason), Subject.account(account), T0);
        ground.foldAll(T0);
        return ground.open(Subject.account(account)).orElseThrow();
    }

    private void handBack(Case his) {
        String token = his.claim().orElseThrow().token();
        now(desk(T0).release(ground.platform(), ANN, his.id(), token, "I know her"));
    }

    @Test
    void aQuarrelIsSetAsideForAPanicAndReturnsToItsPlace() {
        Case quarrel = about("mallory", Reason.HARASSMENT);
        Case mine = next(ANN);
        String panic = panic("trudy");

        Case given = urgent(ANN);

        assertThat(mine.id()).isEqualTo(quarrel.id());
        assertThat(given.id()).isEqualTo(panic);
        assertThat(given.claim().map(Claim::holder)).contains("ann");
        Case back = ground.find(quarrel.id());
        assertThat(back.state()).isEqualTo(CaseState.QUEUED);
        assertThat(back.placement()).isEqualTo(quarrel.placement());
        assertThat(back.skips()).as("nobody handed it back for what it is").isZero();
        assertThat(timeline(back)).containsExactly("case_opened", "case_claimed", "claim_released");
        assertThat(urgent(ANN)).as("it is his as any other").isEqualTo(given);
        assertThat(next(BEN).id()).isEqualTo(quarrel.id());
    }

    @Test
    void whoSetACaseAsideMayBeGivenItAgain() {
        Case quarrel = about("mallory", Reason.HARASSMENT);
        next(ANN);
        panic("trudy");
        handBack(urgent(ANN));

        assertThat(next(ANN).id()).isEqualTo(quarrel.id());
    }

    @Test
    void whatDoesNotGoBeforeAllOthersIsNoCauseToSetAnythingAside() {
        about("mallory", Reason.HARASSMENT);
        Case mine = next(ANN);
        about("trudy", Reason.CHILD_SAFETY);

        assertThat(urgent(ANN)).isEqualTo(mine);
        assertThat(timeline(mine)).doesNotContain("claim_released");
    }

    @Test
    void whatGoesBeforeAllOthersIsNotSetAside() {
        String first = panic("mallory");
        assertThat(next(ANN).id()).isEqualTo(first);
        panic("trudy");

        assertThat(urgent(ANN).id()).isEqualTo(first);
    }

    @Test
    void whatHasBeenOverdueForAsLongAsItsClockIsNotSetAside() {
        Case child = about("mallory", Reason.CHILD_SAFETY);
        Instant due = child.placement().deadline().plus(Duration.ofMinutes(15));
        Case mine = now(desk(due).claimNext(ground.platform(), ANN, List.of())).orElseThrow();
        String panic = panic("trudy");

        assertThat(urgent(ANN, due).id()).isEqualTo(mine.id());
        assertThat(urgent(ANN, due.minusMillis(1)).id()).isEqualTo(panic);
    }

    @Test
    void whoTakesOtherQueuesOnlyIsNotCalledAway() {
        about("mallory", Reason.HARASSMENT);
        Case mine = next(ANN);
        panic("trudy");

        assertThat(now(desk(T0).claimUrgent(ground.platform(), ANN, List.of("general"))))
                .contains(mine);
    }

    @Test
    void whatHeHandedBackCallsHimAwayFromNothing() {
        String panic = panic("trudy");
        Case his = next(ANN);
        assertThat(his.id()).isEqualTo(panic);
        handBack(his);
        about("mallory", Reason.HARASSMENT);
        Case mine = next(ANN);

        assertThat(urgent(ANN)).isEqualTo(mine);
    }

    @Test
    void whoHoldsNothingIsGivenTheNextCase() {
        Case quarrel = about("mallory", Reason.HARASSMENT);

        assertThat(urgent(ANN).id()).isEqualTo(quarrel.id());
    }

    @Test
    void ofTwoWhoSetAsideForOnePanicOneGetsItAndNoneIsLeftWithTwoOrNone() {
        about("mallory", Reason.HARASSMENT);
        about("sybil", Reason.HARASSMENT);
        next(ANN);
        next(BEN);
        String panic = panic("trudy");
        List<CompletableFuture<Optional<Case>>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (Moderator one : List.of(ANN, BEN)) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> now(desk(T0).claimUrgent(ground.platform(), one, List.of()))));
            }
        }

        assertThat(calls).allSatisfy(call -> assertThat(now(call)).isPresent());
        Case ann = next(ANN);
        Case ben = next(BEN);
        assertThat(ann.id()).isNotEqualTo(ben.id());
        assertThat(List.of(ann.id(), ben.id())).contains(panic);
        assertThat(List.of("mallory", "sybil", "trudy"))
                .extracting(
                        who -> ground.open(Subject.account(who)).orElseThrow().state())
                .containsOnlyOnce(CaseState.QUEUED);
    }

    private List<String> timeline(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }
}

package dev.pullcord.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every outbox knows of who may join. Each test begins with a platform of its own. */
public abstract class StandingContract {
    protected static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");

    protected abstract Outbox outbox();

    /** A platform that has no actions before the test begins. */
    protected abstract Platform platform();

    @Test
    void anAccountMayJoinUnlessItIsSuspended() {
        assertThat(standing("nobody", T0)).isEqualTo(new Outbox.Standing(false, Optional.empty()));

        suspend("mallory", Optional.empty(), T0);

        assertThat(standing("mallory", T0)).isEqualTo(new Outbox.Standing(true, Optional.empty()));
        assertThat(standing("nobody", T0).suspended()).isFalse();
    }

    @Test
    void aSuspensionEndsByItselfAtItsTime() {
        Instant until = T0.plus(Duration.ofDays(7));
        suspend("mallory", Optional.of(until), T0);

        assertThat(standing("mallory", until.minusMillis(1))).isEqualTo(new Outbox.Standing(true, Optional.of(until)));
        assertThat(standing("mallory", until)).isEqualTo(new Outbox.Standing(false, Optional.empty()));
    }

    @Test
    void anOlderDecisionNeverOverrulesANewerOne() {
        now(outbox().setStanding(
                        platform(),
                        "c1",
                        new StandingChange(Right.JOINING, "mallory", false, Optional.empty()),
                        T0.plusSeconds(1)));

        suspend("mallory", Optional.empty(), T0);

        assertThat(standing("mallory", T0.plusSeconds(2)).suspended()).isFalse();
    }

    /** A late reinstatement must not undo a newer suspension, and a short one on top must not end a long one. */
    @Test
    void whatACaseTakesBackIsItsOwn() {
        Instant week = T0.plus(Duration.ofDays(7));
        Instant day = T0.plus(Duration.ofDays(1));
        say("c1", true, Optional.of(week), T0);
        say("c2", true, Optional.of(day), T0.plusSeconds(1));
        assertThat(standing("mallory", T0.plusSeconds(2))).isEqualTo(new Outbox.Standing(true, Optional.of(week)));

        say("c1", false, Optional.empty(), T0.plusSeconds(3));
        assertThat(standing("mallory", T0.plusSeconds(4))).isEqualTo(new Outbox.Standing(true, Optional.of(day)));
        say("c1", true, Optional.of(week), T0); // the dispatch saw it late
        assertThat(standing("mallory", day).suspended()).isFalse();

        say("c2", false, Optional.empty(), T0.plusSeconds(5));
        assertThat(standing("mallory", T0.plusSeconds(6)).suspended()).isFalse();
    }

    @Test
    void whoLetsInWithoutHavingKeptOutOverrulesAllBeforeHim() {
        say("c1", true, Optional.empty(), T0);
        say("c2", true, Optional.empty(), T0.plusSeconds(1));

        say("c3", false, Optional.empty(), T0.plusSeconds(2));
        assertThat(standing("mallory", T0.plusSeconds(3)).suspended()).isFalse();
        say("c4", true, Optional.empty(), T0.plusSeconds(4));
        assertThat(standing("mallory", T0.plusSeconds(5)).suspended()).isTrue();
    }

    private void say(String caseId, boolean suspended, Optional<Instant> until, Instant decidedAt) {
        now(outbox().setStanding(
                        platform(), caseId, new StandingChange(Right.JOINING, "mallory", suspended, until), decidedAt));
    }

    @Test
    void sayingTheSameTwiceChangesNothing() {
        suspend("mallory", Optional.empty(), T0);
        suspend("mallory", Optional.empty(), T0);

        assertThat(standing("mallory", T0).suspended()).isTrue();
    }

    /** Money may be held back from somebody who may join, by more cases than one. */
    @Test
    void payoutsAreHeldApartFromJoiningAndByEachCaseForItself() {
        Instant week = T0.plus(Duration.ofDays(7));
        payouts("c1", true, Optional.of(week), T0);
        payouts("c2", true, Optional.empty(), T0.plusSeconds(1));
        assertThat(standing("mallory", T0.plusSeconds(2)).suspended()).isFalse();

        payouts("c2", false, Optional.empty(), T0.plusSeconds(3));
        assertThat(payouts(T0.plusSeconds(4))).isEqualTo(new Outbox.Standing(true, Optional.of(week)));
        suspend("mallory", Optional.empty(), T0.plusSeconds(4));
        assertThat(payouts(week).suspended()).isFalse();
    }

    private void payouts(String caseId, boolean held, Optional<Instant> until, Instant decidedAt) {
        now(outbox().setStanding(
                        platform(), caseId, new StandingChange(Right.PAYOUT, "mallory", held, until), decidedAt));
    }

    private Outbox.Standing payouts(Instant at) {
        return now(outbox().standing(platform(), Right.PAYOUT, "mallory", at));
    }

    private void suspend(String account, Optional<Instant> until, Instant decidedAt) {
        now(outbox().setStanding(platform(), "c0", new StandingChange(Right.JOINING, account, true, until), decidedAt));
    }

    private Outbox.Standing standing(String account, Instant at) {
        return now(outbox().standing(platform(), account, at));
    }

    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

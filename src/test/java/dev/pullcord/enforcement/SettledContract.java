package dev.pullcord.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every outbox does about actions that people settle by hand, and how its tests act on it. */
public abstract class SettledContract extends StandingContract {
    static final Duration LAPSE = Duration.ofSeconds(15);

    /**
     * Opens a case, decides it at {@code at} with these actions in this order, each about {@code target}, and answers the
     * case's id. The decision is its first: the actions are {@code <case>.d1.a1}, {@code .a2} …
     */
    protected abstract String decided(Instant at, Target target, ActionType... types);

    /** What the platform's own people did would otherwise be tried again, or stay in sight for ever. */
    @Test
    void aFailedActionIsSettledByHandOnce() {
        String caseId = decide(T0, ActionType.SUSPEND_ACCOUNT);
        record(caseId, begin(caseId, T0), Action.State.FAILED, "failed", Optional.empty());

        assertThat(settle(caseId, Outbox.Settled.DONE)).isTrue();

        assertThat(found(caseId)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(Action.State.ANSWERED);
            assertThat(a.lastStatus()).contains("done");
            assertThat(a.lastDetail()).contains("by_hand");
            assertThat(a.nextTryAt()).isEmpty();
        });
        assertThat(now(outbox().countFailed(platform()))).isZero();
        assertThat(settle(caseId, Outbox.Settled.TARGET_GONE)).isFalse();
        assertThat(now(outbox().retry(platform(), caseId + ".d1.a1", lead(), T0)))
                .isFalse();
        String pending = decide(T0, ActionType.WARN);
        assertThat(settle(pending, Outbox.Settled.DONE))
                .as("only what was given up")
                .isFalse();
        assertThat(found(pending).state()).isEqualTo(Action.State.PENDING);
    }

    private boolean settle(String caseId, Outbox.Settled as) {
        return now(outbox().settle(
                        platform(), caseId + ".d1.a1", as, lead(), "done in their own tool", Optional.empty(), T0));
    }

    @Test
    void aSettlementGivenInErrorIsTakenBackOnceAndTheActionIsParkedAsItWas() {
        String caseId = decide(T0, ActionType.SUSPEND_ACCOUNT);
        record(caseId, begin(caseId, T0), Action.State.FAILED, "failed", Optional.empty());
        Action before = found(caseId);
        assertThat(unsettle(caseId)).as("nobody settled it").isEqualTo(Outbox.Unsettled.NOT_SETTLED);
        settle(caseId, Outbox.Settled.DONE);

        assertThat(unsettle(caseId)).isEqualTo(Outbox.Unsettled.PARKED);

        assertThat(found(caseId).state()).isEqualTo(Action.State.FAILED);
        assertThat(found(caseId).lastStatus()).isEqualTo(before.lastStatus());
        assertThat(found(caseId).lastDetail()).isEqualTo(before.lastDetail());
        assertThat(now(outbox().countFailed(platform()))).isEqualTo(1);
        assertThat(unsettle(caseId)).isEqualTo(Outbox.Unsettled.NOT_SETTLED);
        assertThat(settle(caseId, Outbox.Settled.TARGET_GONE)).isTrue();
        assertThat(unsettle(caseId)).isEqualTo(Outbox.Unsettled.PARKED);
        assertThat(now(outbox().retry(platform(), caseId + ".d1.a1", lead(), T0)))
                .isTrue();
    }

    private Outbox.Unsettled unsettle(String caseId) {
        return now(outbox().unsettle(platform(), caseId + ".d1.a1", lead(), "it was another account", T0));
    }

    String decide(Instant at, ActionType... types) {
        return decided(at, Target.account("mallory"), types);
    }

    Partition partition(String caseId) {
        return CaseId.partition(platform().id(), platform().partitions(), caseId)
                .orElseThrow();
    }

    Action due(String caseId, Instant at) {
        return now(outbox().due(partition(caseId), at, 100)).stream()
                .filter(a -> a.caseId().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    Action begin(String caseId, Instant at) {
        return now(outbox().begin(partition(caseId), due(caseId, at), at, at.plus(LAPSE)))
                .orElseThrow();
    }

    void record(String caseId, Action begun, Action.State state, String status, Optional<Instant> retryAt) {
        now(outbox().record(partition(caseId), begun, state, status, "said so", retryAt, T0));
    }

    Action found(String caseId) {
        return now(outbox().find(platform(), caseId + ".d1.a1")).orElseThrow();
    }

    Moderator lead() {
        return new Moderator("m1", platform().id(), "Lea", Role.LEAD);
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.DecideReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may not join may not from the moment it is decided, whenever its actions leave. */
class DecidedStandingIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Duration WEEK = Duration.ofDays(7);

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 16);

    @Test
    void theCasesAccountIsSuspendedInTheStepOfTheDecision() {
        Case flagged = ground.flagged("e1", "mallory", T0);

        decide(flagged, T0, ActionType.SUSPEND_ACCOUNT, "mallory");

        assertThat(suspended("mallory", T0)).isTrue();
        assertThat(suspended("mallory", T0.plus(WEEK))).isFalse();
    }

    @Test
    void soAreAccountsThatLieElsewhere() {
        ground.panic("p1", Subject.meeting("call-9"), T0);
        Case open = ground.open(Subject.meeting("call-9")).orElseThrow();

        decide(open, T0, ActionType.SUSPEND_ACCOUNT, "mallory", "trudy", "oscar");

        assertThat(List.of("mallory", "trudy", "oscar"))
                .allSatisfy(account -> assertThat(suspended(account, T0)).isTrue());
        assertThat(suspended("alice", T0)).isFalse();
    }

    @Test
    void aNewerDecisionWinsWhicheverIsWrittenLast() {
        Case first = ground.flagged("e1", "mallory", T0);
        decide(first, T0.plusSeconds(9), ActionType.REINSTATE_ACCOUNT, "mallory");
        Case second = ground.flagged("e2", "mallory", T0);

        decide(second, T0.plusSeconds(5), ActionType.SUSPEND_ACCOUNT, "mallory");

        assertThat(suspended("mallory", T0.plusSeconds(10))).isFalse();
    }

    private boolean suspended(String account, Instant at) {
        return Ground.now(store.outbox().standing(ground.platform(), account, at))
                .suspended();
    }

    private void decide(Case open, Instant now, ActionType type, String... accounts) {
        Moderator dora = Ground.moderator("dora");
        String token = "token of " + open.id();
        Ground.now(ground.queue().claim(ground.platform(), open.id(), dora, token, now, now.plusSeconds(60)));
        List<ActionOrder> orders = IntStream.range(0, accounts.length)
                .mapToObj(i -> new ActionOrder(
                        open.id() + ".d1.a" + (i + 1), type, Target.account(accounts[i]), Optional.of(WEEK)))
                .toList();
        Decision decision = new Decision(
                open.id() + ".d1",
                open.id(),
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                orders,
                false,
                Optional.empty(),
                dora.id(),
                now,
                "p1",
                Optional.empty());
        assertThat(Ground.now(ground.queue()
                        .decide(ground.platform(), open, dora, token, decision, "harassment", Optional.empty(), now)))
                .isEqualTo(DecideReply.DECIDED);
    }
}

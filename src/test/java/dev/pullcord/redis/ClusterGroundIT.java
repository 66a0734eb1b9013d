package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a panic to a decision on a Redis Cluster: no script reaches across slots, and every partition finds its node. */
class ClusterGroundIT {
    private static final Instant T0 = Events.T0;

    @TempDir
    Path temp;

    @Test
    void everyVerbStaysInItsSlot() {
        try (ThreeMasters masters = ThreeMasters.start(temp);
                RedisLink link = masters.link()) {
            RedisStore store = RedisGround.store(link, RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
            Ground ground = RedisGround.on(store, 16);
            Desk desk = new Desk(
                    store.queue(),
                    store.rosters(),
                    Ground.PACK,
                    Duration.ofSeconds(60),
                    at -> {},
                    Clock.fixed(T0, ZoneOffset.UTC));
            for (int i = 0; i < 40; i++) {
                ground.flag("e" + i, "account-" + i, T0);
                ground.panic("p" + i, Subject.account("account-" + i), T0);
                ground.flag("e" + i, "account-" + i, T0);
            }
            ground.foldAll(T0);

            for (int i = 0; i < 40; i++) {
                Moderator moderator = Ground.moderator("m" + i);
                Case mine = Ground.now(desk.claimNext(ground.platform(), moderator, List.of()))
                        .orElseThrow();
                String token = mine.claim().orElseThrow().token();
                assertThat(mine.reportCount()).isEqualTo(2);
                assertThat(Ground.now(desk.renew(ground.platform(), moderator, mine.id(), token))
                                .reply())
                        .isEqualTo(HolderReply.DONE);
                if (i % 2 == 0) {
                    assertThat(Ground.now(desk.decide(ground.platform(), moderator, mine.id(), token, unfounded())))
                            .isInstanceOf(Desk.Deciding.Written.class);
                } else {
                    assertThat(Ground.now(ground.queue().lapse(mine.partition(), mine.id(), T0.plusSeconds(60))))
                            .isTrue();
                }
            }

            assertThat(ground.auditFaults()).isEmpty();
            assertThat(Ground.now(store.leases().hold(ground.partitions().get(3), "node", Duration.ofMinutes(1))))
                    .isTrue();
            assertThat(Ground.now(store.platforms().add(ground.platform()))).isTrue();
            assertThat(Ground.now(ground.log().findByEventId(ground.platform(), Events.SOURCE, "p7")))
                    .isPresent();
        }
    }

    private static Desk.Request unfounded() {
        return new Desk.Request(
                Outcome.UNFOUNDED_REPORT,
                Optional.empty(),
                "seen",
                List.of(),
                true,
                Optional.empty(),
                Optional.of("call-1"));
    }
}

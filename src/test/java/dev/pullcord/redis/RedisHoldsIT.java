package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Holds;
import dev.pullcord.evidence.HoldsContract;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisHoldsIT extends HoldsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(Events.T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifiesAndNoHoldIsReadable() {
        assertThat(ground.auditFaults()).isEmpty();
        ground.partitions()
                .forEach(partition -> assertThat(
                                RedisFixture.await(redis.commands().hgetall(new Keys(prefix).holds(partition)))
                                        .toString())
                        .doesNotContain("mallory")
                        .doesNotContain("Leeds"));
    }

    @Override
    protected Holds holds() {
        return store.holds();
    }

    @Override
    protected Platform platform() {
        return ground.platform();
    }

    @Override
    protected String aCase() {
        return ground.flagged("e1", "alice", Events.T0).id();
    }
}

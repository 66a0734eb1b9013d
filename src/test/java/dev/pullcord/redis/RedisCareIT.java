package dev.pullcord.redis;

import dev.pullcord.review.CareContract;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Events;
import dev.pullcord.review.Exposures;
import dev.pullcord.review.Ground;
import dev.pullcord.review.People;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCareIT extends CareContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(Events.T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @Override
    protected Ground ground() {
        return ground;
    }

    @Override
    protected People people() {
        return store.people();
    }

    @Override
    protected Exposures exposures() {
        return store.exposures();
    }

    @Override
    protected void guardedBy(ClaimGuard guard) {
        store.queue().guardedBy(guard);
    }
}

package dev.pullcord.redis;

import dev.pullcord.review.Exposures;
import dev.pullcord.review.ExposuresContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisExposuresIT extends ExposuresContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final Exposures exposures = RedisGround.store(redis.link(), RedisGround.prefix(), Clock.systemUTC())
            .exposures();

    @Override
    protected Exposures exposures() {
        return exposures;
    }
}

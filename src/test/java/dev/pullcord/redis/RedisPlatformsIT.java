package dev.pullcord.redis;

import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.PlatformsContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPlatformsIT extends PlatformsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Platforms platforms =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).platforms();

    @Override
    protected Platforms platforms() {
        return platforms;
    }
}

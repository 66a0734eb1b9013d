package dev.pullcord.redis;

import dev.pullcord.review.People;
import dev.pullcord.review.PeopleContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPeopleIT extends PeopleContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final People people =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).people();

    @Override
    protected People people() {
        return people;
    }
}

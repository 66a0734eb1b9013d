package dev.pullcord.redis;

import dev.pullcord.review.Sessions;
import dev.pullcord.review.SessionsContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSessionsIT extends SessionsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final Sessions sessions = RedisGround.store(redis.link(), RedisGround.prefix(), Clock.systemUTC())
            .sessions();

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}

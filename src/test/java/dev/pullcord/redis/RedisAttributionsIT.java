package dev.pullcord.redis;

import dev.pullcord.review.AttributionsContract;
import dev.pullcord.review.Ground;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisAttributionsIT extends AttributionsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected Ground empty() {
        return RedisGround.on(redis.link(), 4);
    }
}

package dev.pullcord.redis;

import dev.pullcord.review.CaseworkContract;
import dev.pullcord.review.Ground;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCaseworkIT extends CaseworkContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected Ground empty() {
        return RedisGround.on(redis.link(), 4);
    }
}

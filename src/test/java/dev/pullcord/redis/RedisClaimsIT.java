package dev.pullcord.redis;

import dev.pullcord.review.ClaimsContract;
import dev.pullcord.review.Ground;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisClaimsIT extends ClaimsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected Ground empty() {
        return RedisGround.on(redis.link(), 4);
    }
}

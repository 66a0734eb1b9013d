package dev.pullcord.redis;

import dev.pullcord.review.AssignmentsContract;
import dev.pullcord.review.Ground;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisAssignmentsIT extends AssignmentsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected Ground empty() {
        return RedisGround.on(redis.link(), 4);
    }
}

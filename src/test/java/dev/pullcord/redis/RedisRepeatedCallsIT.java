package dev.pullcord.redis;

import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.review.RepeatedCallsContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisRepeatedCallsIT extends RepeatedCallsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected RepeatedCalls calls(Duration madeIn) {
        return new RedisRepeatedCalls(redis.link(), new Keys(RedisGround.prefix()), madeIn);
    }
}

package dev.pullcord.redis;

import dev.pullcord.review.Ground;
import dev.pullcord.review.SettingAsideContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSettingAsideIT extends SettingAsideContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    @Override
    protected Ground empty() {
        return RedisGround.on(redis.link(), 4);
    }
}

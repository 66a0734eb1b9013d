package dev.pullcord;

import dev.pullcord.redis.EmbeddedRedis;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of an embedded Redis that ended by itself, and of its return. */
final class RedisWatch implements EmbeddedRedis.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(RedisWatch.class);

    private final Meters meters;

    RedisWatch(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void ended(int exitCode) {
        meters.redisEnded();
        LOG.error("the embedded Redis ended by itself with {} and is started again", exitCode);
    }

    @Override
    public void back(Duration away) {
        LOG.info("the embedded Redis is back after {}", away);
    }
}

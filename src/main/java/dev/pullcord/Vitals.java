package dev.pullcord;

import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisVitals;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Redis and the event loop are, looked at now and then. Ends with Vert.x. */
final class Vitals {
    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
    private static final Duration REDIS_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOP_EVERY = Duration.ofMillis(500);

    private Vitals() {}

    static void watch(Vertx vertx, RedisLink link, Meters meters, Clock clock) {
        redis(link, meters);
        vertx.setPeriodic(REDIS_EVERY.toMillis(), tick -> redis(link, meters));
        Instant[] last = {clock.instant()};
        vertx.setPeriodic(LOOP_EVERY.toMillis(), tick -> {
            Instant now = clock.instant();
            meters.loopDelayed(Duration.between(last[0], now).minus(LOOP_EVERY));
            last[0] = now;
        });
    }

    private static void redis(RedisLink link, Meters meters) {
        try {
            link.vitals()
                    .thenAccept(is -> {
                        meters.redisUp(true);
                        meters.redisMemory(is.memory(), is.limit());
                        RedisVitals.Aof aof = is.aof();
                        meters.redisAof(aof.well(), aof.delayedFsyncs(), aof.bytes(), aof.baseBytes(), aof.rewriting());
                        meters.redisReplicas(is.replicas(), is.behind());
                    })
                    .exceptionally(away -> {
                        meters.redisUp(false);
                        LOG.debug("Redis does not say how it is", away); // that it is away is said elsewhere
                        return null;
                    });
        } catch (RuntimeException closing) {
            LOG.debug("Redis cannot be asked how it is", closing);
        }
    }
}

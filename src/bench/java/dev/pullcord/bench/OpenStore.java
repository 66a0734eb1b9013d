package dev.pullcord.bench;

import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.wire.EventCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** What a service keeps in a data directory, read through the ports of its store, whether or not it runs. */
final class OpenStore implements AutoCloseable {
    private final EmbeddedRedis redis;
    private final RedisLink link;
    private final CaseSeal cases;
    private final RedisStore store;

    private OpenStore(EmbeddedRedis redis, RedisLink link, CaseSeal cases, RedisStore store) {
        this.redis = redis;
        this.link = link;
        this.cases = cases;
        this.store = store;
    }

    static OpenStore of(Path data, Clock clock) {
        RedisSettings usual = RedisSettings.embedded(data);
        RedisSettings settings = new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                usual.fsync(),
                Duration.ofSeconds(60),
                1 << 20,
                1);
        EmbeddedRedis redis = EmbeddedRedis.attachOrStart(settings, EmbeddedRedis.Watcher.none());
        RedisLink link = RedisLink.open(settings, redis.endpoint());
        CaseSeal cases = Patient.cases(data);
        RedisStore store = RedisStore.on(
                link,
                "pullcord",
                Duration.ofDays(7),
                EventCodec::decode,
                Seal.of(data.resolve("seal.json")),
                cases,
                clock,
                kind -> {});
        return new OpenStore(redis, link, cases, store);
    }

    RedisStore store() {
        return store;
    }

    @Override
    public void close() {
        try (redis) {
            link.close();
            cases.close();
        }
    }
}

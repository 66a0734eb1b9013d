package dev.pullcord.bench;

import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;

/** An embedded Redis that may take its time: what is measured is how much it does, not how soon it answers. */
final class Patient {
    private Patient() {}

    static RedisSettings redis(Path data, Fsync fsync) {
        RedisSettings usual = RedisSettings.embedded(data);
        return new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                fsync,
                Duration.ofSeconds(30),
                usual.requestQueueSize(),
                usual.ioThreads());
    }
}

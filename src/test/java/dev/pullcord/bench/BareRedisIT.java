package dev.pullcord.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.redis.Fsync;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit that the bench compares with is measured by the script as it is today. */
class BareRedisIT {
    @TempDir
    Path folder;

    @Test
    void itsEventsAreTaken() {
        try (BareRedis redis = new BareRedis(folder, Fsync.NO)) {
            Letters letters = new Letters("smoke", 10, "2026-11-02T09:00:00Z");

            assertThat(redis.run(letters, 4, Duration.ofMillis(50))).isPositive();
        }
    }
}

package dev.pullcord.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.redis.Fsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In short what {@code ./pullcord bench client} does for ten minutes; both against the service itself. */
class ClientUnderFireIT {
    private static final long MILLISECOND = 1_000_000; // ns
    private static final int EVENTS = 3_000;
    private static final int CAPACITY = 1_000; // two seconds of events: most that the client has in memory
    private static final long LITTLE = 24_000_000; // bytes: of 64 MB, with all that a JVM has of its own

    @TempDir
    Path dir;

    @Test
    @Timeout(300) // what was kept for the service takes it a while on a busy machine
    void nothingIsLostOrOvertakenOrHeldUpWhileTheServiceIsAwayAndTheClientIsKilled() throws IOException {
        UnderFire.Outcome found;
        try (ServiceChild service = ServiceChild.start(dir.resolve("service"), Fsync.EVERYSEC, List.of())) {
            UnderFire fire = new UnderFire(Files.createDirectory(dir.resolve("client")), Clock.systemUTC(), say -> {});
            found = fire.run(service, EVENTS, 2, 500, CAPACITY);
        }
        assertThat(found.faults()).isEmpty();
        assertThat(found.journaled()).isGreaterThanOrEqualTo(EVENTS);
        assertThat(found.notKept()).isZero();
        assertThat(found.mostPending()).as("more than it may have in memory").isGreaterThan(CAPACITY);
        assertThat(found.mostLive()).isLessThan(LITTLE);
        assertThat(found.ours().getValueAtPercentile(99.9)).isLessThan(MILLISECOND);
    }
}

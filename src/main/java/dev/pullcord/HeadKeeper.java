package dev.pullcord;

import dev.pullcord.audit.AuditLog;
import dev.pullcord.intake.Platforms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down where the audit chains end, every ten minutes and at a clean stop, in a file that Redis has no hand in. */
final class HeadKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(HeadKeeper.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Path file;
    private final Platforms platforms;
    private final AuditLog log;
    private final Clock clock;

    HeadKeeper(Path data, Platforms platforms, AuditLog log, Clock clock) {
        this.file = fileIn(data);
        this.platforms = platforms;
        this.log = log;
        this.clock = clock;
    }

    static Path fileIn(Path data) {
        return data.resolve("audit-heads.ndjson");
    }

    /** Begins to keep them from time to time. */
    void start(Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), tick -> {
            Future<Void> kept = vertx.executeBlocking(() -> {
                keep();
                return null;
            });
            kept.onFailure(e -> LOG.warn("the heads of the audit chains cannot be kept: {}", e.toString()));
        });
    }

    /** Keeps them now. Blocks. */
    void keep() {
        new AuditHeads(file).keep(Anchoring.ends(platforms, log), clock.instant());
    }
}

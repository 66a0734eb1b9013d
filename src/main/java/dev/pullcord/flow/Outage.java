package dev.pullcord.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that work can go on without is away. Said once, however often it is met, and again only after it was not met for
 * a while: where one of many partitions is away, every other batch finds all it asks for. On one context.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration OVER_AFTER = Duration.ofMinutes(1);

    private final String what;
    private final Clock clock;
    private Instant met = Instant.MIN;

    /** @param what names it in the log; no account */
    Outage(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
    }

    void met(Throwable failure) {
        Instant now = clock.instant();
        if (met.isBefore(now.minus(OVER_AFTER))) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            LOG.warn(
                    "{} cannot be reached ({}); work goes on without",
                    what,
                    cause.getClass().getSimpleName());
        }
        met = now;
    }
}

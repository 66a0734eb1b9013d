package dev.pullcord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether what waits in the journal has been waiting for no longer than a minute. */
final class PanicsWaiting {
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    private final LongSupplier pending;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    PanicsWaiting(LongSupplier pending, Clock clock) {
        this.pending = pending;
        this.clock = clock;
    }

    synchronized boolean bearable() {
        Instant now = clock.instant();
        since = pending.getAsLong() == 0 ? Optional.empty() : since.or(() -> Optional.of(now));
        return since.map(at -> Duration.between(at, now).compareTo(BEARABLE) < 0)
                .orElse(true);
    }
}

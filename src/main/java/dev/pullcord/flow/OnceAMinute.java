package dev.pullcord.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says of each of a few things once a minute that it may be said again. Safe from any thread. */
final class OnceAMinute {
    private static final Duration REST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Instant> said = new HashMap<>();

    OnceAMinute(Clock clock) {
        this.clock = clock;
    }

    /** @param about one of a closed list */
    synchronized boolean now(String about) {
        Instant now = clock.instant();
        Instant last = said.get(about);
        if (last != null && now.isBefore(last.plus(REST))) {
            return false;
        }
        said.put(about, now);
        return true;
    }
}

package dev.pullcord.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between tries: doubling, half of it by chance, so that many clients do not come back at once.
 *
 * @param first before the second try
 * @param longest of all, also if the service asks for more
 */
record Pauses(Duration first, Duration longest) {
    /** @param asked what the service asks for */
    Duration after(int tries, Optional<Duration> asked) {
        long most = longest.toMillis();
        long grown = Math.min(most, first.toMillis() << Math.min(tries - 1, 20));
        long least = Math.min(most, asked.map(Duration::toMillis).orElse(0L));
        return Duration.ofMillis(
                Math.max(least, grown / 2 + ThreadLocalRandom.current().nextLong(grown / 2 + 1)));
    }
}

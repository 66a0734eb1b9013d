package dev.pullcord.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.review.Damaged;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that cannot be read, met while reading many: passed over, counted, and told once an hour each. Thread-safe.
 */
final class Damage {
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private final Consumer<String> count;
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** @param count is told the kind of each, once an hour for each record */
    Damage(Consumer<String> count) {
        this.count = count;
    }

    /**
     * What this reads; empty when it is damaged.
     *
     * @param kind a word of a closed set, for the meter: {@code case}, {@code action}, {@code member}, {@code event},
     *     {@code link}
     * @param id names the record in the log; an id of ours
     */
    <T> Optional<T> pass(String kind, String id, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (RuntimeException damaged) {
            met(kind, id);
            return Optional.empty();
        }
    }

    /** The same for one that is needed. */
    <T> T need(String kind, String id, Supplier<T> read) {
        return pass(kind, id, read).orElseThrow(() -> new Damaged(kind + " " + id));
    }

    private void met(String kind, String id) {
        if (first(kind, id)) {
            LOG.error("{} {} is damaged and is passed over; restore it from a backup", kind, id);
        }
    }

    /** One was damaged that fills again by itself. */
    void mended(String kind, String id) {
        if (first(kind, id)) {
            LOG.warn("a {} of {} was damaged and is begun anew", kind, id);
        }
    }

    private boolean first(String kind, String id) {
        boolean first = told.asMap().putIfAbsent(kind + id, true) == null;
        if (first) {
            count.accept(kind);
        }
        return first;
    }
}

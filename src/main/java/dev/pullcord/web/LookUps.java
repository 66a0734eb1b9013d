package dev.pullcord.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What was looked up of those who call, believed for {@link #FRESH}. Thread-safe. */
final class LookUps {
    /** How long a look-up is believed. */
    static final Duration FRESH = Duration.ofSeconds(2);

    static final Duration PATIENCE = Duration.ofMillis(250); // a panic does not wait for a store that hangs
    static final int REMEMBERED = 10_000;

    private static final Duration LAST_KNOWN = Duration.ofHours(24);

    private final Clock clock;
    private final Cache<String, Known<?>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LAST_KNOWN)
            .build();
    /** Apart from the known, so that no flood of made-up keys pushes out a key that a panic will need. */
    private final Cache<String, Known<?>> unknown = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();

    LookUps(Clock clock) {
        this.clock = clock;
    }

    private record Known<T>(T value, Instant at) {}

    /** What was found without being looked up. */
    void learn(String key, Object value, Instant now) {
        known.put(key, new Known<>(Optional.of(value), now));
    }

    /** What was found is asked for again the next time. */
    void forget(String key) {
        known.invalidate(key);
    }

    /** Nothing of what was found and is so is believed any longer. */
    void forgetIf(Predicate<Object> so) {
        known.asMap()
                .values()
                .removeIf(one -> one.value() instanceof Optional<?> found
                        && found.filter(so).isPresent());
    }

    /** @param lastKnownCounts whether what was known may be used while the store is away */
    @SuppressWarnings("unchecked")
    <T> Future<Optional<T>> lookUp(
            RoutingContext ctx, String key, boolean lastKnownCounts, Supplier<CompletionStage<Optional<T>>> ask) {
        Instant now = clock.instant();
        Known<Optional<T>> none = (Known<Optional<T>>) unknown.getIfPresent(key);
        Known<Optional<T>> last = none != null ? none : (Known<Optional<T>>) known.getIfPresent(key);
        if (last != null && Duration.between(last.at(), now).compareTo(FRESH) < 0) {
            return Future.succeededFuture(last.value());
        }
        Future<Optional<T>> asked = asked(ctx, ask).onSuccess(found -> {
            (found.isPresent() ? known : unknown).put(key, new Known<>(found, now));
            (found.isPresent() ? unknown : known).invalidate(key);
        });
        return lastKnownCounts && last != null && last.value().isPresent()
                ? asked.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).otherwise(last.value())
                : asked;
    }

    static <T> Future<T> asked(RoutingContext ctx, Supplier<CompletionStage<T>> ask) {
        try {
            return Answer.of(ctx, ask.get());
        } catch (RuntimeException away) {
            return Future.failedFuture(away);
        }
    }
}

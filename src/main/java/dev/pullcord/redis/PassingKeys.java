package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys of what says something of several cases, or of one, and is kept for hours only: a new one every six hours, destroyed when
 * the last that it sealed is gone by itself.
 */
final class PassingKeys {
    /** Longer than what is sealed so is kept. */
    static final Duration KEPT = Duration.ofHours(25);

    private static final Duration USED = Duration.ofHours(6);

    private final RedisLink link;
    private final Keys keys;
    private final CaseSeal seal;
    private final Clock clock;
    private final Map<String, CompletableFuture<Current>> current = new ConcurrentHashMap<>();

    PassingKeys(RedisLink link, Keys keys, CaseSeal seal, Clock clock) {
        this.link = link;
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    private record Current(CaseSeal.Key key, Instant until) {}

    /** Where a platform's are listed. */
    static Partition home(String platform) {
        return new Partition(platform, 0);
    }

    /** This text sealed, for a day. */
    CompletionStage<String> close(String platform, String text) {
        if (!seal.on()) {
            return CompletableFuture.completedFuture(text);
        }
        Instant now = clock.instant();
        return current.compute(platform, (its, known) -> known != null && !over(known, now) ? known : begin(its, now))
                .thenApply(its -> its.key().close(text));
    }

    private static boolean over(CompletableFuture<Current> known, Instant now) {
        return known.isCompletedExceptionally()
                || (known.isDone() && !now.isBefore(known.join().until()));
    }

    /** It is listed before anything is sealed with it. */
    private CompletableFuture<Current> begin(String platform, Instant now) {
        Instant until = now.plus(USED);
        return seal.fresh()
                .thenCompose(key -> link.commands()
                        .zadd(
                                keys.passing(home(platform)),
                                (double) until.plus(KEPT).toEpochMilli(),
                                key.id())
                        .thenApply(listed -> new Current(key, until)))
                .toCompletableFuture();
    }
}

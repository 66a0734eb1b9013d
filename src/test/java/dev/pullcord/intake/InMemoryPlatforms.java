package dev.pullcord.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Platforms forgotten with the process. Runs the same {@link PlatformsContract} as those in Redis. */
public final class InMemoryPlatforms implements Platforms {
    private final Map<String, Platform> platforms = new TreeMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<String, Set<String>> secrets = new HashMap<>();
    private final Map<String, String> signed = new HashMap<>();

    @Override
    public synchronized CompletionStage<List<Platform>> all() {
        return done(List.copyOf(platforms.values()));
    }

    @Override
    public synchronized CompletionStage<Optional<Platform>> find(String id) {
        return done(Optional.ofNullable(platforms.get(id)));
    }

    @Override
    public synchronized CompletionStage<Boolean> add(Platform platform) {
        return done(platforms.putIfAbsent(platform.id(), platform) == null);
    }

    @Override
    public synchronized CompletionStage<Boolean> swap(Platform read, Platform next) {
        Platform known = platforms.get(read.id());
        if (!read.equals(known)) {
            return done(false);
        }
        platforms.put(
                read.id(),
                known.withConnector(next.connector(), next.settings())
                        .withCallback(next.callbackUrl(), next.callbackSecret()));
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> swapCallbackSecret(
            String platform, Optional<String> expected, String next) {
        Platform known = platforms.get(platform);
        if (known == null || !known.callbackSecret().equals(expected)) {
            return done(false);
        }
        platforms.put(platform, known.withCallback(known.callbackUrl(), Optional.of(next)));
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Void> addKey(Key key) {
        keys.put(key.digest(), key);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> revokeKey(String digest, Instant now) {
        keys.computeIfPresent(
                digest,
                (d, k) -> k.revokedAt().isPresent()
                        ? k
                        : new Key(d, k.platform(), k.scopes(), k.createdAt(), Optional.of(now)));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Key>> findKey(String digest) {
        return done(Optional.ofNullable(keys.get(digest)));
    }

    @Override
    public synchronized CompletionStage<List<Key>> keys() {
        return done(List.copyOf(keys.values()));
    }

    @Override
    public synchronized CompletionStage<Set<String>> signingSecrets(String platform) {
        return done(Set.copyOf(secrets.getOrDefault(platform, Set.of())));
    }

    @Override
    public synchronized CompletionStage<Void> addSigningSecret(String platform, String secret) {
        secrets.computeIfAbsent(platform, p -> new HashSet<>()).add(secret);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> removeSigningSecret(String platform, String secret) {
        secrets.getOrDefault(platform, new HashSet<>()).remove(secret);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Boolean> standsFor(
            String platform, String messageId, String digest, Duration kept) {
        return done(digest.equals(signed.computeIfAbsent(platform + '\0' + messageId, first -> digest)));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

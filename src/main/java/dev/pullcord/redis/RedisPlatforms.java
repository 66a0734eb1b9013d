package dev.pullcord.redis;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Platforms and their keys on Redis. What can sign or be used as it is (secrets) is kept sealed. */
public final class RedisPlatforms implements Platforms {
    private final RedisLink link;
    private final Keys keys;
    private final Seal seal;
    private final Script swap;

    private enum Swap {
        SWAPPED,
        STALE
    }

    RedisPlatforms(RedisLink link, Keys keys, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.seal = seal;
        this.swap = new Script(link, "swap_field");
    }

    @Override
    public CompletionStage<List<Platform>> all() {
        return link.commands()
                .hgetall(keys.platforms())
                .thenApply(hash -> hash.values().stream()
                        .map(this::open)
                        .sorted(Comparator.comparing(Platform::id))
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Platform>> find(String id) {
        return link.commands()
                .hget(keys.platforms(), id)
                .thenApply(json -> Optional.ofNullable(json).map(this::open));
    }

    @Override
    public CompletionStage<Boolean> add(Platform platform) {
        return link.commands().hsetnx(keys.platforms(), platform.id(), close(platform));
    }

    @Override
    public CompletionStage<Boolean> swap(Platform read, Platform next) {
        return swap(
                read.id(),
                known -> known.equals(read),
                known -> known.withConnector(next.connector(), next.settings())
                        .withCallback(next.callbackUrl(), next.callbackSecret()));
    }

    @Override
    public CompletionStage<Boolean> swapCallbackSecret(String platform, Optional<String> expected, String next) {
        return swap(
                platform,
                known -> known.callbackSecret().equals(expected),
                known -> known.withCallback(known.callbackUrl(), Optional.of(next)));
    }

    private CompletionStage<Boolean> swap(String id, Predicate<Platform> asRead, UnaryOperator<Platform> next) {
        return link.commands().hget(keys.platforms(), id).thenCompose(json -> {
            Optional<Platform> known = Optional.ofNullable(json).map(this::open).filter(asRead);
            if (known.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            return swap.run(List.of(keys.platforms()), List.of(id, json, close(next.apply(known.get()))))
                    .thenApply(words -> switch (Script.word(Swap.class, words.get(0))) {
                        case SWAPPED -> true;
                        case STALE -> false;
                    });
        });
    }

    @Override
    public CompletionStage<Void> addKey(Key key) {
        return link.commands()
                .hset(keys.platformKeys(), key.digest(), StoredJson.write(key))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Void> revokeKey(String digest, Instant now) {
        return findKey(digest)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : addKey(new Key(
                                digest,
                                found.get().platform(),
                                found.get().scopes(),
                                found.get().createdAt(),
                                found.get().revokedAt().or(() -> Optional.of(now)))));
    }

    @Override
    public CompletionStage<Optional<Key>> findKey(String digest) {
        return link.commands()
                .hget(keys.platformKeys(), digest)
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Key.class)));
    }

    @Override
    public CompletionStage<List<Key>> keys() {
        return link.commands()
                .hvals(keys.platformKeys())
                .thenApply(all -> all.stream()
                        .map(json -> StoredJson.read(json, Key.class))
                        .toList());
    }

    @Override
    public CompletionStage<Set<String>> signingSecrets(String platform) {
        return link.commands()
                .smembers(keys.signingSecrets(platform))
                .thenApply(stored ->
                        stored.stream().map(s -> seal.open(s, platform)).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public CompletionStage<Void> addSigningSecret(String platform, String secret) {
        return link.commands()
                .sadd(keys.signingSecrets(platform), seal.close(secret, platform))
                .thenAccept(added -> {});
    }

    @Override
    public CompletionStage<Void> removeSigningSecret(String platform, String secret) {
        String key = keys.signingSecrets(platform);
        return link.commands().smembers(key).thenCompose(stored -> {
            String[] gone = stored.stream()
                    .filter(s -> seal.open(s, platform).equals(secret))
                    .toArray(String[]::new);
            return gone.length == 0
                    ? CompletableFuture.completedFuture(null)
                    : link.commands().srem(key, gone).thenAccept(removed -> {});
        });
    }

    @Override
    public CompletionStage<Boolean> standsFor(String platform, String messageId, String digest, Duration kept) {
        String key = keys.signed(platform, messageId);
        return link.commands()
                .set(key, digest, SetArgs.Builder.nx().px(kept.toMillis()))
                .thenCompose(first -> first != null
                        ? CompletableFuture.completedFuture(true)
                        : link.commands()
                                .get(key)
                                .thenApply(digest::equals)); // run out in between: refused, and tried again
    }

    private String close(Platform p) {
        return StoredJson.write(new Platform(
                p.id(),
                p.partitions(),
                seal.close(p.receiptSecret(), p.id()),
                p.connector(),
                p.callbackUrl(),
                p.callbackSecret().map(s -> seal.close(s, p.id())),
                each(p.settings(), s -> seal.close(s, p.id()))));
    }

    private Platform open(String json) {
        Platform p = StoredJson.read(json, Platform.class);
        return new Platform(
                p.id(),
                p.partitions(),
                seal.open(p.receiptSecret(), p.id()),
                p.connector(),
                p.callbackUrl(),
                p.callbackSecret().map(s -> seal.open(s, p.id())),
                each(p.settings(), s -> seal.open(s, p.id())));
    }

    /** Which of a connector's settings are secret only it knows, so all of them are sealed. */
    private static Map<String, String> each(Map<String, String> settings, UnaryOperator<String> change) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> change.apply(setting.getValue())));
    }
}

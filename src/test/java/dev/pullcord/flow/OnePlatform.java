package dev.pullcord.flow;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows one platform, and what becomes of it. */
final class OnePlatform implements Platforms {
    private volatile Platform platform;

    OnePlatform(Platform platform) {
        this.platform = platform;
    }

    Platform get() {
        return platform;
    }

    @Override
    public CompletionStage<List<Platform>> all() {
        return CompletableFuture.completedFuture(List.of(platform));
    }

    @Override
    public CompletionStage<Optional<Platform>> find(String id) {
        return CompletableFuture.completedFuture(Optional.of(platform));
    }

    /** Somebody has set it so. */
    void set(Platform changed) {
        platform = changed;
    }

    @Override
    public CompletionStage<Boolean> swap(Platform read, Platform next) {
        boolean same = read.equals(platform);
        platform = same ? next : platform;
        return CompletableFuture.completedFuture(same);
    }

    @Override
    public CompletionStage<Boolean> add(Platform another) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> swapCallbackSecret(String id, Optional<String> expected, String next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> addKey(Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> revokeKey(String digest, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Key>> keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Key>> findKey(String digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Set<String>> signingSecrets(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> addSigningSecret(String id, String secret) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> removeSigningSecret(String id, String secret) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> standsFor(String id, String messageId, String digest, java.time.Duration kept) {
        throw new UnsupportedOperationException();
    }
}

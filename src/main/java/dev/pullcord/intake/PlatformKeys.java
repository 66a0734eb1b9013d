package dev.pullcord.intake;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Makes and ends a platform's keys in somebody's name; written down before it is done. Thread-safe. */
public final class PlatformKeys {
    /** So much of a key's digest tells keys apart, and finds none. */
    public static final int SHOWN = 12;

    private final Platforms platforms;
    private final AuditLog audit;
    private final Clock clock;

    public PlatformKeys(Platforms platforms, AuditLog audit, Clock clock) {
        this.platforms = platforms;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of ending one. */
    public enum Ended {
        DONE,
        UNKNOWN,
        /** no other of the platform is good: nothing could be told any more */
        LAST
    }

    /**
     * Makes a key.
     *
     * @param by whose doing it is
     * @param role what he is
     * @param digest SHA-256 of the key, hex
     */
    public CompletionStage<Platforms.Key> add(
            Platform platform, String by, String role, String digest, Set<Platforms.Scope> scopes) {
        Platforms.Key key = new Platforms.Key(digest, platform.id(), scopes, clock.instant(), Optional.empty());
        String may = scopes.stream().map(Platforms.Scope::word).sorted().collect(Collectors.joining(" "));
        return write(platform, by, role, "key_added", Map.of("digest", id(key), "scopes", may))
                .thenCompose(written -> platforms.addKey(key))
                .thenApply(kept -> key);
    }

    /**
     * Ends a key. One that is ended already stays as it is.
     *
     * @param id the beginning of its digest
     */
    public CompletionStage<Ended> end(Platform platform, String by, String role, String id, String reason) {
        return platforms.keys().thenCompose(all -> {
            List<Platforms.Key> own = all.stream()
                    .filter(key -> key.platform().equals(platform.id()))
                    .toList();
            Optional<Platforms.Key> meant =
                    own.stream().filter(key -> id(key).equals(id)).findFirst();
            if (meant.isEmpty()) {
                return CompletableFuture.completedFuture(Ended.UNKNOWN);
            }
            if (meant.get().revokedAt().isPresent()) {
                return CompletableFuture.completedFuture(Ended.DONE);
            }
            // Two who end the last two at once are not seen: the shell can still make one.
            if (own.stream().noneMatch(key -> key.revokedAt().isEmpty() && !key.equals(meant.get()))) {
                return CompletableFuture.completedFuture(Ended.LAST);
            }
            return write(platform, by, role, "key_revoked", Map.of("digest", id, "reason", reason))
                    .thenCompose(written -> platforms.revokeKey(meant.get().digest(), clock.instant()))
                    .thenApply(ended -> Ended.DONE);
        });
    }

    /** What it is known by among people. */
    public static String id(Platforms.Key key) {
        return key.digest().substring(0, SHOWN);
    }

    private CompletionStage<?> write(
            Platform platform, String by, String role, String verb, Map<String, String> detail) {
        return audit.append(
                new ChainId(platform.id(), 0, ChainId.Hand.ADMIN),
                new AuditDraft(clock.instant(), by, role, verb, Optional.empty(), new TreeMap<>(detail)));
    }
}

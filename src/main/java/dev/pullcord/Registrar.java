package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Enters platforms and people into the books. Blocks: for commands and the start of the service. */
final class Registrar {
    /** How long a sign-in link is good. */
    static final Duration INVITATION = Duration.ofHours(24);

    private final RedisStore store;
    private final Clock clock;

    Registrar(RedisStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A platform as entered.
     *
     * @param platform the platform
     * @param key its key, shown this once
     */
    record Entered(Platform platform, String key) {
        @Override
        public String toString() {
            return "Entered[" + platform.id() + "]"; // the key stays out of logs
        }
    }

    /**
     * Enters a platform and makes its first key.
     *
     * @throws Failed if the name is taken or cannot be one
     */
    Entered addPlatform(
            String name, int partitions, String connector, Optional<URI> callback, Optional<String> secret) {
        Platform platform = enterPlatform(name, partitions, connector, callback, secret);
        return new Entered(platform, addKey(name));
    }

    /**
     * Enters a platform that has no key yet.
     *
     * @param secret signs its actions; absent makes one, if it has a callback
     * @throws Failed if the name is taken or cannot be one
     */
    Platform enterPlatform(
            String name, int partitions, String connector, Optional<URI> callback, Optional<String> secret) {
        Platform platform;
        try {
            platform = new Platform(
                    name,
                    partitions,
                    Secrets.receiptSecret(),
                    connector,
                    callback.map(URI::toString),
                    callback.map(url -> secret.orElseGet(Secrets::webhookSecret)));
        } catch (IllegalArgumentException e) {
            throw new Failed(e.getMessage(), e);
        }
        if (!await(store.platforms().add(platform))) {
            throw new Failed("platform '" + name + "' is there already");
        }
        return platform;
    }

    /** Sends a platform's actions there from now on. */
    void setCallback(String name, URI callback, String secret) {
        Platform now = platform(Optional.of(name));
        await(store.platforms()
                .update(new Platform(
                        now.id(),
                        now.partitions(),
                        now.receiptSecret(),
                        now.connector(),
                        Optional.of(callback.toString()),
                        Optional.of(secret))));
    }

    /** A secret that the platform may sign its events with, shown this once. */
    String addSigningSecret(String platform) {
        String secret = Secrets.webhookSecret();
        await(store.platforms().addSigningSecret(platform, secret));
        return secret;
    }

    /**
     * Makes a key or signing secret good for nothing.
     *
     * @throws Failed if it is neither of this platform
     */
    void revoke(String platform, String secret) {
        Platforms platforms = store.platforms();
        if (secret.startsWith("whsec_")
                && await(platforms.signingSecrets(platform)).contains(secret)) {
            await(platforms.removeSigningSecret(platform, secret));
            return;
        }
        String digest = Secrets.digest(secret);
        if (await(platforms.findKey(digest))
                .filter(key -> key.platform().equals(platform))
                .isEmpty()) {
            throw new Failed("this is no key and no signing secret of platform '" + platform + "'");
        }
        await(platforms.revokeKey(digest, clock.instant()));
    }

    /** Makes a key that may do all a platform can. */
    String addKey(String platform) {
        String key = Secrets.platformKey();
        await(store.platforms()
                .addKey(new Platforms.Key(
                        Secrets.digest(key),
                        platform,
                        Set.of(Platforms.Scope.values()),
                        clock.instant(),
                        Optional.empty())));
        return key;
    }

    /** Enters somebody. */
    Moderator addPerson(String platform, String name, Role role) {
        Moderator moderator = new Moderator("mod-" + Secrets.id(), platform, name, role);
        await(store.people().add(moderator));
        return moderator;
    }

    /** A token that speaks for somebody, shown this once. */
    String addToken(Moderator moderator) {
        String token = Secrets.personalToken();
        await(store.people().addToken(moderator.id(), Secrets.digest(token), clock.instant()));
        return token;
    }

    /** The code of a sign-in link, good once and for {@link #INVITATION}. */
    String invite(Moderator moderator) {
        String code = Secrets.invitation();
        Instant now = clock.instant();
        await(store.people().invite(Secrets.digest(code), moderator.id(), now.plus(INVITATION), now));
        return code;
    }

    /**
     * Whom a name or id means.
     *
     * @throws Failed if nobody, or several of this name
     */
    Moderator person(String platform, String nameOrId) {
        List<Moderator> all = people(platform);
        List<Moderator> meant = all.stream()
                .filter(m -> m.id().equals(nameOrId) || m.name().equals(nameOrId))
                .toList();
        if (meant.isEmpty()) {
            throw new Failed("platform '" + platform + "' has nobody called '" + nameOrId + "'; there are: "
                    + all.stream().map(Moderator::name).collect(Collectors.joining(", ")));
        }
        if (meant.size() > 1) {
            throw new Failed("several are called '" + nameOrId + "', say which by id: "
                    + meant.stream().map(Moderator::id).collect(Collectors.joining(", ")));
        }
        return meant.get(0);
    }

    List<Moderator> people(String platform) {
        return await(store.people().all(platform));
    }

    /** Gives somebody another role; his tokens speak with it from then on. */
    void setRole(Moderator moderator, Role role) {
        await(store.people().add(new Moderator(moderator.id(), moderator.platform(), moderator.name(), role)));
    }

    /** Leaves somebody no way in, and keeps him in the books; how many tokens he had. */
    long revokeAll(Moderator moderator) {
        return await(store.people().revokeAll(moderator.id()));
    }

    void remove(Moderator moderator) {
        await(store.people().remove(moderator.id()));
    }

    List<Platform> platforms() {
        return await(store.platforms().all());
    }

    /**
     * The platform of this name, or the only one there is.
     *
     * @throws Failed if there is none of this name, or several and no name
     */
    Platform platform(Optional<String> name) {
        List<Platform> all = platforms();
        List<Platform> named =
                all.stream().filter(p -> name.map(p.id()::equals).orElse(true)).toList();
        if (named.isEmpty()) {
            throw new Failed(name.map(n -> "there is no platform '" + n + "'; there are: "
                            + all.stream().map(Platform::id).collect(Collectors.joining(", ")))
                    .orElse("there is no platform yet: pullcord platform add NAME"));
        }
        if (named.size() > 1) {
            throw new Failed("there are several platforms: say --platform NAME");
        }
        return named.get(0);
    }

    /** Waits for what Redis does; its own time-out bounds it. */
    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}

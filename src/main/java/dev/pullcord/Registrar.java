package dev.pullcord;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.Leaving;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.Person;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Role;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Enters platforms and people into the books. Blocks: for commands and the start of the service.
 *
 * <p>Who may come in lies in other slots than the audit chains, so no one step can write both: each change is written
 * down before it is made. An entry without its change is a command that died; a change without its entry there is not.
 */
final class Registrar {
    private final RedisStore store;
    private final PeopleDesk desk;
    private final Leaving leaving;
    private final Clock clock;

    Registrar(RedisStore store, Clock clock) {
        this.store = store;
        this.leaving = new Leaving(store.platforms(), store.assignments(), clock);
        this.desk = new PeopleDesk(store.people(), store.audit(), clock).leaving(leaving);
        this.clock = clock;
    }

    /** Whoever has the shell. */
    static PeopleDesk.Actor actor() {
        return PeopleDesk.Actor.operator("shell:" + System.getProperty("user.name", "unknown"));
    }

    /** @param detail never a key, a token or a secret: at most the beginning of its digest */
    private void writeDown(String platform, String verb, Map<String, String> detail) {
        AuditDraft draft = new AuditDraft(
                clock.instant(), actor().id(), actor().role(), verb, Optional.empty(), new TreeMap<>(detail));
        await(store.audit().append(new ChainId(platform, 0, ChainId.Hand.ADMIN), draft));
    }

    /** Some statements went to the public, or none did. */
    void toldOfStatements(String platform, String where, int count, boolean withheld, Set<String> skipped) {
        writeDown(
                platform,
                "statements_sent",
                Map.of(
                        "to", where,
                        "count", Integer.toString(count),
                        "withheld", Boolean.toString(withheld),
                        "skipped", String.join(" ", new TreeSet<>(skipped))));
    }

    /** Enough of a digest to tell which key is meant, and nothing to come in with. */
    private static String named(String digest) {
        return digest.substring(0, 12);
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
        writeDown(
                name,
                "platform_added",
                Map.of("connector", connector, "partitions", Integer.toString(partitions), "callback", host(callback)));
        if (!await(store.platforms().add(platform))) {
            throw new Failed("platform '" + name + "' is there already");
        }
        return platform;
    }

    /** A callback's path may hold a token, and stays out. */
    private static String host(Optional<URI> callback) {
        return callback.map(url -> String.valueOf(url.getHost())).orElse("");
    }

    /** The platforms as they are kept. */
    Platforms platformBook() {
        return store.platforms();
    }

    /**
     * Sends a platform's actions there from now on.
     *
     * @param read as it was read: changed meanwhile, by another shell or in the console, it stays as it is
     */
    void setCallback(Platform read, URI callback, String secret) {
        boolean newSecret = !read.callbackSecret().equals(Optional.of(secret));
        writeDown(
                read.id(),
                "callback_set",
                Map.of("callback", host(Optional.of(callback)), "newSecret", Boolean.toString(newSecret)));
        swap(read, read.withCallback(Optional.of(callback.toString()), Optional.of(secret)));
    }

    /** Reaches a platform's meetings by this connector from now on. */
    void setConnector(String name, String connector, Map<String, String> told) {
        Platform now = platform(Optional.of(name));
        writeDown(
                name,
                "connector_set",
                Map.of("connector", connector, "settings", String.join(" ", new TreeMap<>(told).keySet())));
        swap(now, now.withConnector(connector, told));
    }

    private void swap(Platform read, Platform next) {
        if (!await(store.platforms().swap(read, next))) {
            throw new Failed("platform '" + read.id()
                    + "' was changed by somebody else at the same moment: nothing is set; look at it, and do it again");
        }
    }

    /** A secret that the platform may sign its events with, shown this once. */
    String addSigningSecret(String platform) {
        String secret = Secrets.webhookSecret();
        writeDown(platform, "signing_secret_added", Map.of("digest", named(Secrets.digest(secret))));
        await(store.platforms().addSigningSecret(platform, secret));
        return secret;
    }

    /**
     * The public halves of the keys that the platform's participant tokens are made with, from now on; those of before that are
     * not among them make none any more.
     */
    void setTokenKeys(String platform, Map<String, String> byName) {
        Platforms platforms = store.platforms();
        writeDown(platform, "token_keys_set", Map.of("keys", String.join(" ", new TreeMap<>(byName).keySet())));
        byName.values().forEach(key -> await(platforms.addSigningSecret(platform, key)));
        for (String each : await(platforms.signingSecrets(platform))) {
            if (!each.startsWith(Platforms.SECRET) && !byName.containsValue(each)) {
                await(platforms.removeSigningSecret(platform, each));
            }
        }
    }

    /** As whom the platform files with an authority from now on. */
    void enterAccount(String platform, AuthorityAccount account) {
        writeDown(
                platform,
                "authority_account_entered",
                Map.of(
                        "authority", account.authority(),
                        "environment", account.environment().word(),
                        "host", account.base().getHost()));
        await(store.accounts().put(platform, account));
    }

    /**
     * Files by an account that was entered before.
     *
     * @throws Failed if there is none
     */
    void chooseAccount(String platform, String authority, Filing.Environment environment) {
        if (await(store.accounts().find(platform, authority, environment)).isEmpty()) {
            throw new Failed("platform '" + platform + "' has no account there for " + environment.word());
        }
        writeDown(
                platform,
                "authority_account_chosen",
                Map.of("authority", authority, "environment", environment.word()));
        await(store.accounts().choose(platform, authority, environment));
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
            writeDown(platform, "signing_secret_revoked", Map.of("digest", named(Secrets.digest(secret))));
            await(platforms.removeSigningSecret(platform, secret));
            return;
        }
        String digest = Secrets.digest(secret);
        if (await(platforms.findKey(digest))
                .filter(key -> key.platform().equals(platform))
                .isEmpty()) {
            throw new Failed("this is no key and no signing secret of platform '" + platform + "'");
        }
        writeDown(platform, "key_revoked", Map.of("digest", named(digest)));
        await(platforms.revokeKey(digest, clock.instant()));
    }

    /** Makes a key that may do all a platform can. */
    String addKey(String platform) {
        return addKey(platform, Set.of(Platforms.Scope.values()));
    }

    /** Makes a key that may do this and no more. */
    String addKey(String platform, Set<Platforms.Scope> scopes) {
        String key = Secrets.platformKey();
        writeDown(
                platform,
                "key_added",
                Map.of(
                        "digest",
                        named(Secrets.digest(key)),
                        "scopes",
                        scopes.stream().map(Platforms.Scope::word).sorted().collect(Collectors.joining(" "))));
        await(store.platforms()
                .addKey(new Platforms.Key(Secrets.digest(key), platform, scopes, clock.instant(), Optional.empty())));
        return key;
    }

    /**
     * Enters somebody.
     *
     * @throws Failed if somebody there is called so
     */
    Moderator addPerson(String platform, String name, Role role) {
        Moderator moderator = new Moderator("mod-" + Secrets.id(), platform, name, role);
        PeopleDesk.Reply reply;
        try {
            reply = await(desk.enter(actor(), moderator));
        } catch (IllegalArgumentException e) {
            throw new Failed(e.getMessage(), e);
        }
        if (reply instanceof PeopleDesk.Reply.NameTaken) {
            throw new Failed("platform '" + platform + "' has somebody called '" + name + "' already");
        }
        return moderator;
    }

    /** A token that speaks for somebody, shown this once. */
    String addToken(Moderator moderator) {
        String token = Secrets.personalToken();
        await(desk.addToken(
                actor(),
                moderator,
                PersonalToken.whole(Secrets.digest(token), moderator.id(), Optional.of(clock.instant()))));
        return token;
    }

    /** The code of a sign-in link, good once and for {@link PeopleDesk#INVITATION}. */
    String invite(Moderator moderator) {
        String code = Secrets.invitation();
        await(desk.invite(actor(), moderator, Secrets.digest(code)));
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
        return await(store.people().everyone(platform)).stream()
                .map(Person::moderator)
                .toList();
    }

    /** Gives somebody another role; his tokens speak with it from then on, and his sessions are over. */
    void setRole(Moderator moderator, Role role) {
        Person person = await(store.people().find(moderator.id())).orElseThrow(() -> new Failed("he is gone"));
        await(desk.give(actor(), person, role));
    }

    /** Leaves somebody no way in, and keeps him in the books; how many tokens he had. */
    long revokeAll(Moderator moderator) {
        writeDown(moderator.platform(), "tokens_revoked", Map.of("person", moderator.id()));
        await(store.people().change(moderator.id(), Person::signedOut));
        return await(store.people().revokeAll(moderator.id()));
    }

    void remove(Moderator moderator) {
        writeDown(moderator.platform(), "person_removed", Map.of("person", moderator.id(), "name", moderator.name()));
        await(store.credentials().forget(moderator.id())); // first: what is left of him by a crash lets nobody in
        await(store.people().remove(moderator.id()));
        await(leaving.giveBack(actor(), moderator, "its holder was removed"));
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

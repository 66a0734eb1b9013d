package dev.pullcord.web;

import dev.pullcord.intake.NativeEvents;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Role;
import dev.pullcord.review.Sessions;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who calls and whether he may. What was looked up is believed for {@link LookUps#FRESH}, so a revoked key works no
 * longer than that; while the store is away, what was last known of a platform still counts, for a panic must get in. All
 * platforms are learnt at the start and then by the minute.
 */
final class Access {
    private final Platforms platforms;
    private final People people;
    private final SignIn signIn;
    private final Comings comings;
    private final SessionCookie cookie;
    private final ProviderTokens provided;
    private final Signatures signatures;
    private final ParticipantTokens participants;
    private final Clock clock;
    private final LookUps lookUps;

    Comings comings() {
        return comings;
    }

    /** @param tolerance how far a signature's time may be from ours */
    Access(
            Platforms platforms,
            NativeEvents natives,
            People people,
            SignIn signIn,
            SessionCookie cookie,
            ProviderTokens provided,
            Duration tolerance,
            Clock clock) {
        this.platforms = platforms;
        this.people = people;
        this.signIn = signIn;
        this.comings = new Comings(people, signIn, clock);
        this.cookie = cookie;
        this.provided = provided;
        this.clock = clock;
        this.lookUps = new LookUps(clock);
        this.signatures = new Signatures(platforms, lookUps, tolerance, clock);
        this.participants = new ParticipantTokens(signatures, natives, clock);
    }

    /**
     * Learns all platforms, their keys and secrets as they are now: a panic must get in also where the store went away
     * before this node was asked by its platform for the first time. Fails when the store cannot be asked.
     */
    Future<Void> learn() {
        Instant now = clock.instant();
        return Future.succeededFuture()
                .compose(asked -> Future.fromCompletionStage(platforms.keys()))
                .onSuccess(all -> all.stream()
                        .limit(LookUps.REMEMBERED / 2)
                        .forEach(key -> lookUps.learn("key:" + key.digest(), key, now)))
                .compose(keys -> Future.fromCompletionStage(platforms.all()))
                .compose(all -> {
                    lookUps.learn("platforms", all, now);
                    List<Future<Void>> secrets = all.stream()
                            .map(platform -> Future.fromCompletionStage(platforms.signingSecrets(platform.id()))
                                    .<Void>map(found -> {
                                        lookUps.learn("platform:" + platform.id(), platform, now);
                                        lookUps.learn("secrets:" + platform.id(), found, now);
                                        return null;
                                    }))
                            .toList();
                    return secrets.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(secrets).mapEmpty();
                });
    }

    /**
     * One way of getting in.
     *
     * @param scheme {@code platformKey}, {@code webhookSignature}, {@code participantToken} or {@code personalToken}, for which a session does as well
     * @param scope the scope or least role that it takes
     * @param token the scope that a personal token needs
     */
    record Way(String scheme, String scope, PersonalToken.Scope token) {}

    /**
     * Who calls.
     *
     * @param ways any of these will do; none means that anybody may call
     * @return fails with a problem: 401 if he is not known, 403 if he may not
     */
    Future<Caller> check(RoutingContext ctx, List<Way> ways) {
        if (ways.isEmpty()) {
            return Future.succeededFuture(new Caller.Nobody());
        }
        HttpServerRequest request = ctx.request();
        List<String> all = request.headers().getAll("authorization");
        if (all.size() > 1) { // what stands before us may have looked at another one than we would
            return refuse("unknown-key", "Credentials are given once.");
        }
        String credentials = all.isEmpty() ? null : all.get(0);
        if (credentials == null) {
            Optional<String> session = secret(ctx).filter(secret -> offers(ways, "personalToken"));
            if (session.isPresent()) {
                return bySession(ctx, session.get(), ways);
            }
            return offers(ways, "webhookSignature") && request.getHeader("webhook-signature") != null
                    ? signatures.check(ctx)
                    : refuse("missing-credentials", "Say who calls: " + wanted(ways) + ".");
        }
        if (!credentials.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return refuse("unknown-key", "Credentials are given as Authorization: Bearer.");
        }
        String secret = credentials.substring(7).strip();
        if (secret.startsWith("pk_")) {
            return byKey(ctx, digest(secret), ways);
        }
        if (secret.startsWith("pat_")) {
            return byToken(ctx, digest(secret), ways);
        }
        if (offers(ways, "participantToken") && ParticipantTokens.takes(secret)) {
            return participants.check(ctx, secret);
        }
        if (provided.takes(secret)) {
            return byProvider(ctx, secret, ways);
        }
        return refuse("unknown-key", "This is neither a platform key nor a personal token.");
    }

    private Future<Caller> byKey(RoutingContext ctx, String digest, List<Way> ways) {
        return lookUps.lookUp(ctx, "key:" + digest, true, () -> platforms.findKey(digest))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return refuse("unknown-key", "No platform has this key.");
                    }
                    Platforms.Key key = found.get();
                    if (key.revokedAt().isPresent()) {
                        return refuse(
                                "key-revoked",
                                "This key was revoked at "
                                        + CaseView.time(key.revokedAt().get()) + ".");
                    }
                    List<String> scopes = scopes(ways, "platformKey");
                    if (scopes.isEmpty()) {
                        return forbid(wanted(ways));
                    }
                    Optional<String> missing = scopes.stream()
                            .filter(s -> !key.scopes().contains(Platforms.Scope.valueOf(s.toUpperCase(Locale.ROOT))))
                            .findFirst();
                    return missing.isPresent()
                            ? forbid("the scope " + missing.get())
                            : platform(ctx, key.platform()).map(p -> (Caller) new Caller.OfPlatform(p));
                });
    }

    private Future<Caller> byToken(RoutingContext ctx, String digest, List<Way> ways) {
        return lookUps.lookUp(ctx, "token:" + digest, false, () -> people.findByToken(digest))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return refuse("unknown-key", "Nobody has this token.");
                    }
                    People.Bearer bearer = found.get();
                    if (bearer.token().expired(clock.instant())) {
                        return refuse("unknown-key", "This token has expired.");
                    }
                    return admit(
                            ctx,
                            bearer.person().moderator(),
                            bearer.token().scopes(),
                            Optional.empty(),
                            bearer.token().expiresAt(),
                            ways);
                });
    }

    private Future<Caller> byProvider(RoutingContext ctx, String token, List<Way> ways) {
        return lookUps.lookUp(
                        ctx,
                        "provided:" + digest(token),
                        false,
                        () -> provided.find(ctx, token).toCompletionStage())
                .compose(found -> found.isEmpty()
                        ? refuse("unknown-key", "The provider's token is not valid here, or speaks for nobody here.")
                        : admit(
                                ctx,
                                found.get().moderator(),
                                Set.of(PersonalToken.Scope.values()),
                                Optional.empty(),
                                Optional.empty(),
                                ways));
    }

    /** The secret of the session that a browser shows, whether or not there is one. */
    Optional<String> secret(RoutingContext ctx) {
        return cookie.read(ctx.request());
    }

    /** What was looked up of a session is not believed any longer: it was ended here. */
    void forget(String secret) {
        lookUps.forget("session:" + digest(secret));
    }

    /** Somebody's role or ways in were changed here: from now on what was known of him does not count. */
    void changed(String personId) {
        lookUps.forgetIf(known -> who(known).filter(personId::equals).isPresent());
    }

    private static Optional<String> who(Object known) {
        Optional<Person> person = Optional.empty();
        if (known instanceof Person found) {
            person = Optional.of(found);
        } else if (known instanceof People.Bearer bearer) {
            person = Optional.of(bearer.person());
        } else if (known instanceof SignIn.Known signed) {
            person = Optional.of(signed.person());
        }
        return person.map(Person::id);
    }

    private Future<Caller> bySession(RoutingContext ctx, String secret, List<Way> ways) {
        return lookUps.lookUp(
                        ctx,
                        "session:" + digest(secret),
                        false,
                        () -> signIn.find(ctx, secret).toCompletionStage())
                .compose(found -> {
                    if (found.isEmpty()) {
                        return refuse("session-over", "Sign in again: this session has ended.");
                    }
                    comings.known(ctx, found.get().person().moderator());
                    if (!SessionCookie.ours(ctx.request(), secret)) {
                        return Future.failedFuture(Problem.of(
                                        403,
                                        "csrf",
                                        "This does not come from the console",
                                        "A write in a session carries the header Pullcord-Csrf; GET /v1/session has it.")
                                .about("Pullcord-Csrf")
                                .toException());
                    }
                    return admit(
                            ctx,
                            found.get().person().moderator(),
                            Set.of(PersonalToken.Scope.values()),
                            Optional.of(found.get().session()),
                            Optional.empty(),
                            ways);
                });
    }

    /** Whether role and scope let somebody who is known make this call. */
    private Future<Caller> admit(
            RoutingContext ctx,
            Moderator moderator,
            Set<PersonalToken.Scope> scopes,
            Optional<Sessions.Session> session,
            Optional<Instant> until,
            List<Way> ways) {
        List<Way> his = ways.stream()
                .filter(way -> way.scheme().equals("personalToken"))
                .toList();
        boolean may =
                his.stream().flatMap(way -> Role.ofWord(way.scope()).stream()).anyMatch(moderator.role()::includes);
        String needs = his.isEmpty()
                ? wanted(ways)
                : may ? "the scope " + his.get(0).token().word() : "the role " + String.join(" or ", roles(his));
        boolean scoped = !his.isEmpty()
                && (his.get(0).token() == PersonalToken.Scope.READ
                        || scopes.contains(his.get(0).token()));
        comings.known(ctx, moderator);
        return comings.noticed(ctx, moderator)
                .compose(noticed -> may && scoped
                        ? platform(ctx, moderator.platform())
                                .map(p -> (Caller) new Caller.OfModerator(p, moderator, scopes, session, until))
                        : forbid(needs));
    }

    private static List<String> roles(List<Way> ways) {
        return ways.stream().map(Way::scope).toList();
    }

    private Future<Platform> platform(RoutingContext ctx, String id) {
        return lookUps.lookUp(ctx, "platform:" + id, true, () -> platforms.find(id))
                .map(found -> found.orElseThrow(
                        () -> Problem.of(401, "unknown-key", "Who calls is not known", "Its platform is gone.")
                                .toException()));
    }

    private static boolean offers(List<Way> ways, String scheme) {
        return ways.stream().anyMatch(way -> way.scheme().equals(scheme));
    }

    private static List<String> scopes(List<Way> ways, String scheme) {
        return ways.stream()
                .filter(way -> way.scheme().equals(scheme))
                .map(Way::scope)
                .toList();
    }

    private static String wanted(List<Way> ways) {
        if (offers(ways, "personalToken")) {
            return "a personal token";
        }
        return offers(ways, "webhookSignature") ? "a platform key or a signature" : "a platform key";
    }

    static <T> Future<T> refuse(String word, String detail) {
        return Future.failedFuture(
                Problem.of(401, word, "Who calls is not known", detail).toException());
    }

    private static <T> Future<T> forbid(String needs) {
        return Future.failedFuture(Problem.forbidden(needs).toException());
    }

    /** How keys, tokens and codes are stored: enough for what has 128 random bits or more. */
    static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

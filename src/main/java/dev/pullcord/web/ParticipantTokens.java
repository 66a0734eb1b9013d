package dev.pullcord.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pullcord.intake.NativeEvents;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.JoinTokens;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that a platform makes for its participants' browsers: JWT, HS256 under the text of one of its Standard Webhooks
 * secrets ({@code whsec_…}, all of it). Not the bytes behind that text, which sign messages: so neither signature can pass
 * for the other. Or ES256 by a key whose public half it gave us. Or the join tokens of its meeting system, where its connector reads them. Thread-safe.
 */
final class ParticipantTokens {
    /** How long a token may be good for from now on. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** The same for a join token: its lifetime is the meeting system's affair, but a token for ever is a mistake. */
    static final Duration LONGEST_TO_JOIN = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(ParticipantTokens.class);
    private static final Duration LEEWAY = Duration.ofMinutes(1); // between the platform's clock and ours
    private static final int LONGEST_ID = 256; // bytes of UTF-8, as everywhere

    private final Signatures signatures;
    private final NativeEvents natives;
    private final Clock clock;

    ParticipantTokens(Signatures signatures, NativeEvents natives, Clock clock) {
        this.signatures = signatures;
        this.natives = natives;
        this.clock = clock;
    }

    /** Whether such a secret could be a token of this kind. */
    static boolean takes(String secret) {
        return secret.startsWith("eyJ");
    }

    /** For whom it speaks; fails with a problem that says what is wrong with it, never what is in it. */
    Future<Caller> check(RoutingContext ctx, String token) {
        SignedJWT jwt;
        JWTClaimsSet claims;
        try {
            jwt = SignedJWT.parse(token);
            claims = jwt.getJWTClaimsSet();
        } catch (ParseException | RuntimeException e) { // nimbus throws both for what is no JWT
            return bad("It is no signed JWT.");
        }
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        if (!JWSAlgorithm.HS256.equals(algorithm) && !JWSAlgorithm.ES256.equals(algorithm)) {
            return bad("Its alg is neither HS256 nor ES256.");
        }
        String issuer = claims.getIssuer();
        if (issuer == null) {
            return bad("Its iss does not name the platform.");
        }
        return signatures
                .platform(ctx, issuer)
                .compose(platform -> platform.isEmpty()
                        ? joining(ctx, token)
                        : signed(ctx, jwt, platform.get())
                                .compose(signed -> signed
                                        ? admit(platform.get(), claims)
                                        : bad("No secret and no key of this platform made its signature.")));
    }

    /** By a join token: its issuer is a key of the meeting system's, so the connectors are asked whose it is. */
    private Future<Caller> joining(RoutingContext ctx, String token) {
        Instant now = clock.instant();
        return signatures.all(ctx).compose(all -> {
            List<Caller.OfParticipant> holders = new ArrayList<>();
            Instant until = Instant.MIN;
            for (Platform platform : all) {
                Optional<JoinTokens.Holder> holder = holder(platform, token, now);
                if (holder.isPresent()) {
                    until = holder.get().until();
                    holders.add(new Caller.OfParticipant(
                            platform,
                            holder.get().account(),
                            holder.get().participantId(),
                            holder.get().meeting()));
                }
            }
            if (holders.size() != 1) {
                return bad(
                        holders.isEmpty()
                                ? "Its iss does not name a platform, and no platform's meeting system takes it for one"
                                        + " of its own."
                                : "Several platforms share the key that made it.");
            }
            if (until.isAfter(now.plus(LONGEST_TO_JOIN).plus(LEEWAY))) {
                return bad("It is good for more than a day.");
            }
            return until.plus(LEEWAY).isBefore(now) ? expired() : Future.succeededFuture(holders.get(0));
        });
    }

    private Optional<JoinTokens.Holder> holder(Platform platform, String token, Instant now) {
        try {
            return natives.tokens(platform).flatMap(tokens -> tokens.holder(token, now));
        } catch (RuntimeException | LinkageError e) { // a stranger's code; its words may quote the token
            LOG.error(
                    "connector {} failed on a join token: {}",
                    platform.connector(),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Its algorithm says what it is held against, so a public key never passes for a secret that both sides have. */
    private Future<Boolean> signed(RoutingContext ctx, SignedJWT jwt, Platform platform) {
        return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                ? signatures.publicKeysOf(ctx, platform).map(keys -> PublicKeys.made(jwt, keys))
                : signatures.secretsOf(ctx, platform).map(secrets -> signed(jwt, secrets));
    }

    private static boolean signed(SignedJWT jwt, Set<String> secrets) {
        boolean match = false;
        for (String secret : secrets) {
            try {
                JWSVerifier verifier = new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
                match |= jwt.verify(verifier);
            } catch (JOSEException tooShort) {
                // no secret that we make is; the next may be the one
            }
        }
        return match;
    }

    private Future<Caller> admit(Platform platform, JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date until = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        if (until == null || until.toInstant().isAfter(now.plus(LONGEST).plus(LEEWAY))) {
            return bad("Its exp is missing, or more than an hour ahead.");
        }
        if (until.toInstant().plus(LEEWAY).isBefore(now)) {
            return expired();
        }
        if (from != null && from.toInstant().minus(LEEWAY).isAfter(now)) {
            return bad("Its nbf is not yet.");
        }
        Optional<String> account = id(claims, "sub");
        Optional<String> meeting = id(claims, "meeting");
        if (account.isEmpty() || meeting.isEmpty()) {
            return bad("Its sub is not an account's id, or its meeting not a meeting's.");
        }
        return Future.succeededFuture(
                new Caller.OfParticipant(platform, account.get(), id(claims, "pid"), meeting.get()));
    }

    private static Optional<String> id(JWTClaimsSet claims, String name) {
        return Optional.ofNullable(claims.getClaim(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(id -> !id.isEmpty() && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID);
    }

    private static <T> Future<T> expired() {
        return Access.refuse("token-expired", "This participant token has expired. Ask the platform for another.");
    }

    private static <T> Future<T> bad(String detail) {
        return Access.refuse("bad-token", detail);
    }
}

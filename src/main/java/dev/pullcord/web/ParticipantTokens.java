package dev.pullcord.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pullcord.intake.Platform;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that a platform makes for its participants' browsers: JWT, HS256 under the text of one of its Standard Webhooks
 * secrets ({@code whsec_…}, all of it). Not the bytes behind that text, which sign messages: so neither signature can pass
 * for the other. Thread-safe.
 */
final class ParticipantTokens {
    /** How long a token may be good for from now on. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration LEEWAY = Duration.ofMinutes(1); // between the platform's clock and ours
    private static final int LONGEST_ID = 256; // bytes of UTF-8, as everywhere

    private final Signatures signatures;
    private final Clock clock;

    ParticipantTokens(Signatures signatures, Clock clock) {
        this.signatures = signatures;
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
        if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())) {
            return bad("Its alg is not HS256.");
        }
        String issuer = claims.getIssuer();
        if (issuer == null) {
            return bad("Its iss does not name the platform.");
        }
        return signatures
                .platform(ctx, issuer)
                .compose(platform -> platform.isEmpty()
                        ? bad("Its iss does not name a platform.")
                        : signatures
                                .secretsOf(ctx, platform.get())
                                .compose(secrets -> signed(jwt, secrets)
                                        ? admit(platform.get(), claims)
                                        : bad("No secret of this platform made its signature.")));
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
            return Access.refuse("token-expired", "This participant token has expired. Ask the platform for another.");
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

    private static <T> Future<T> bad(String detail) {
        return Access.refuse("bad-token", detail);
    }
}

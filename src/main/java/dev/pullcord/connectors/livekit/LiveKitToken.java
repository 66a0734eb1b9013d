package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.Json;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JWTs (RFC 7519, HS256) by which we and a LiveKit server prove ourselves to each other. Immutable. */
final class LiveKitToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final Duration SKEW = Duration.ofMinutes(1); // of the two clocks

    private final String apiKey;
    private final SecretKeySpec secret;
    private final Json json;

    LiveKitToken(String apiKey, String apiSecret, Json json) {
        this.apiKey = apiKey;
        this.secret = new SecretKeySpec(apiSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.json = json;
    }

    /** A token that grants this, good for ten minutes. */
    String granting(Map<String, ?> grant, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", apiKey);
        claims.put("nbf", now.minus(SKEW).getEpochSecond());
        claims.put("exp", now.plus(GOOD_FOR).getEpochSecond());
        claims.put("video", grant);
        String signed = encoded(json.write(Map.of("alg", "HS256", "typ", "JWT"))) + "." + encoded(json.write(claims));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(signed));
    }

    /** What a token claims; empty where it is not of this pair, or not good now. */
    Optional<Map<String, Object>> claims(String token, Instant now) {
        return signed(token).filter(claims -> begun(claims, now) && !over(claims, now));
    }

    /** What a token claims, of whatever time; empty where it is not of this pair. */
    Optional<Map<String, Object>> signed(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] offered = Base64.getUrlDecoder().decode(parts[2]);
            if (!MessageDigest.isEqual(hmac(parts[0] + "." + parts[1]), offered)
                    || !"HS256".equals(decoded(parts[0]).get("alg"))) {
                return Optional.empty();
            }
            return Optional.of(decoded(parts[1])).filter(claims -> apiKey.equals(claims.get("iss")));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean over(Map<String, Object> claims, Instant now) {
        return !(claims.get("exp") instanceof Number until
                && now.getEpochSecond() < until.longValue() + SKEW.toSeconds());
    }

    /** Whether a token's time has come; one that does not say is good at once. */
    static boolean begun(Map<String, Object> claims, Instant now) {
        return !(claims.get("nbf") instanceof Number from
                && now.getEpochSecond() < from.longValue() - SKEW.toSeconds());
    }

    private Map<String, Object> decoded(String part) {
        return json.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "LiveKitToken"; // made of secrets
    }
}

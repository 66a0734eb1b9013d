package dev.pullcord.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies messages by Standard Webhooks 1.0.0: HMAC-SHA256 over {@code id.timestamp.body}, the raw bytes. With several
 * secrets there are several signatures, and any of them is believed, so that a new one can be taken up before the old one goes. Immutable.
 *
 * @see <a href="https://www.standardwebhooks.com">standardwebhooks.com</a>
 */
public final class StandardWebhooks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int MOST_SIGNATURES = 20; // in one header; two while a secret is rotated

    private final List<SecretKeySpec> keys;

    private StandardWebhooks(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * By these secrets.
     *
     * @param secrets {@code whsec_} and base64 of 24 … 64 bytes each; the prefix may be missing
     * @throws IllegalArgumentException if one is not, or there is none. The message names no part of it
     */
    public static StandardWebhooks by(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets: is empty");
        }
        return new StandardWebhooks(secrets.stream().map(StandardWebhooks::key).toList());
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("secrets: one is not " + PREFIX + " and base64");
        }
        if (bytes.length < 24 || bytes.length > 64) {
            throw new IllegalArgumentException("secrets: one holds " + bytes.length + " bytes, outside 24 … 64");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The three headers of a message, signed at this time. */
    public Map<String, String> headers(String id, Instant at, String body) {
        String timestamp = Long.toString(at.getEpochSecond());
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        String signatures = keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(sign(key, id, timestamp, bytes.duplicate())))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures);
    }

    /**
     * When it was signed, where it was signed by one of the secrets within the window of now; else empty. Compares in constant time.
     *
     * @param window how far its time may be from ours, to either side; 5 minutes is usual
     */
    public Optional<Instant> signedAt(RawRequest request, Instant now, Duration window) {
        Optional<String> id = request.header("webhook-id");
        Optional<String> timestamp = request.header("webhook-timestamp");
        Optional<String> signatures = request.header("webhook-signature");
        Optional<Instant> at = timestamp.flatMap(StandardWebhooks::time).filter(time -> within(time, now, window));
        if (id.isEmpty() || at.isEmpty() || signatures.isEmpty()) {
            return Optional.empty();
        }
        List<String> offered = List.of(signatures.get().split(" ", MOST_SIGNATURES));
        if (!offered.stream().allMatch(each -> each.indexOf(',') > 0)) {
            return Optional.empty(); // no list of version and signature
        }
        boolean good = false;
        for (SecretKeySpec key : keys) {
            byte[] ours = sign(key, id.get(), timestamp.get(), request.body());
            for (String each : offered) {
                good |= each.startsWith("v1,") && MessageDigest.isEqual(ours, decoded(each.substring(3)));
            }
        }
        return good ? at : Optional.empty();
    }

    private static Optional<Instant> time(String seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean within(Instant time, Instant now, Duration window) {
        try {
            return Duration.between(time, now).abs().compareTo(window) <= 0;
        } catch (ArithmeticException farAway) {
            return false;
        }
    }

    private static byte[] sign(SecretKeySpec key, String id, String timestamp, ByteBuffer body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "StandardWebhooks"; // made of secrets
    }
}

package dev.pullcord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes what must not be guessed. Each is shown once and kept as its SHA-256, which is enough for 256 random bits. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A platform's key. */
    static String platformKey() {
        return "pk_" + urlSafe(32);
    }

    /** A person's token. */
    static String personalToken() {
        return "pat_" + urlSafe(32);
    }

    /** The code of an invitation. */
    static String invitation() {
        return urlSafe(24);
    }

    /** A Standard Webhooks secret. */
    static String webhookSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(32));
    }

    /** What a platform's receipts are derived from. */
    static String receiptSecret() {
        return Base64.getEncoder().encodeToString(bytes(32));
    }

    /** Something to tell a person or a process by. */
    static String id() {
        return urlSafe(12);
    }

    static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String urlSafe(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

package dev.pullcord.web;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords by Argon2id and codes by TOTP (RFC 6238). Hashing takes some 50 ms and 19 MiB (OWASP's second choice of cost):
 * never on an event loop.
 */
final class Passwords {
    static final int SHORTEST = 12;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int TOTP_BYTES = 20; // RFC 4226: as long as SHA-1's output
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    /** What a password is held against where there is none: no password's, but it takes as long. A start waits for no hashing. */
    private final String nobodys = phc(random(SALT_BYTES), random(HASH_BYTES));

    /** In PHC form, with its salt and cost. */
    String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return phc(salt, argon2id(password, salt, MEMORY_KIB, ITERATIONS, LANES));
    }

    private static String phc(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** Whether this is the password; takes as long when there is none to compare with. */
    boolean matches(String password, Optional<String> phc) {
        Matcher kept = PHC.matcher(phc.orElse(nobodys));
        if (!kept.matches()) {
            throw new IllegalStateException("a stored password is no Argon2id hash in PHC form");
        }
        byte[] hash = argon2id(
                password,
                Base64.getDecoder().decode(kept.group(4)),
                Integer.parseInt(kept.group(1)),
                Integer.parseInt(kept.group(2)),
                Integer.parseInt(kept.group(3)));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(kept.group(5))) && phc.isPresent();
    }

    private static byte[] argon2id(String password, byte[] salt, int memory, int iterations, int lanes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    /** A new secret for codes, Base32. */
    static String totpSecret() {
        return new Base32().encodeAsString(random(TOTP_BYTES));
    }

    /** The step that this code is of, now or a step (30 s) either way: clocks of phones differ. */
    OptionalLong step(String secret, String code, Instant now) {
        SecretKeySpec key = new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm());
        for (int off = -1; off <= 1; off++) {
            Instant then = now.plus(codes.getTimeStep().multipliedBy(off));
            if (MessageDigest.isEqual(
                    code(key, then).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII))) {
                return OptionalLong.of(then.toEpochMilli() / codes.getTimeStep().toMillis());
            }
        }
        return OptionalLong.empty();
    }

    private String code(SecretKeySpec key, Instant at) {
        try {
            return codes.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a secret of ours is no key for HMAC-SHA1", e);
        }
    }

    /** What an app reads from a QR code. */
    static String uri(String secret, String account) {
        String label = java.net.URLEncoder.encode("Pullcord:" + account, StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "otpauth://totp/" + label + "?secret=" + secret + "&issuer=Pullcord";
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

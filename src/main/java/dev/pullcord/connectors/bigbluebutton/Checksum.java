package dev.pullcord.connectors.bigbluebutton;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** How BigBlueButton and its callers prove themselves to each other: a plain hash with the shared secret at its end. Immutable. */
final class Checksum {
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private final String algorithm;
    private final byte[] secret;

    /** @param name {@code sha1}, {@code sha256}, {@code sha384} or {@code sha512} */
    Checksum(String name, String secret) {
        if (!ALGORITHMS.containsKey(name)) {
            throw new IllegalArgumentException("checksum: must be sha1, sha256, sha384 or sha512");
        }
        this.algorithm = ALGORITHMS.get(name);
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Of these bytes, in lower-case hex. */
    String of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "Checksum[" + algorithm + "]";
    }
}

package dev.pullcord.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what goes to the archive: whole under its case's own key, where it has one, and over that under the installation's seal, bound
 * to its id. So a destroyed key takes the archived copy with it, wherever that was copied to.
 */
final class ColdSeal {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String OWNER = "archive ";

    private final Seal seal;
    private final CaseSeal cases;
    private final SecretKeySpec digests;

    /** @param key as {@link #newKey} made it once for this archive */
    ColdSeal(Seal seal, CaseSeal cases, byte[] key) {
        this.seal = seal;
        this.cases = cases;
        this.digests = new SecretKeySpec(seal.unwrap(key), MAC);
    }

    /** A key for digests, sealed. */
    static byte[] newKey(Seal seal) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return seal.wrap(key);
    }

    /** An account as the archive knows it: nobody without the seal can tell which that is. */
    String digest(String platform, String account) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(digests);
            byte[] all = mac.doFinal((platform + '\0' + account).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 16); // 128 bits
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + MAC, e);
        }
    }

    byte[] close(ColdKeys.Where where, ColdCase cold) {
        byte[] bytes = cold.bytes();
        Optional<CaseSeal.Key> key =
                Optional.ofNullable(cold.hash(ColdKeys.CASE).get("data_key")).flatMap(cases::find);
        byte[] id = key.map(CaseSeal.Key::id).orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] closed = key.map(its -> encrypt(its, bytes, id)).orElse(bytes);
        ByteBuffer named = ByteBuffer.allocate(1 + id.length + closed.length)
                .put((byte) id.length)
                .put(id)
                .put(closed);
        return seal.close(named.array(), owner(where));
    }

    private static byte[] encrypt(CaseSeal.Key key, byte[] bytes, byte[] id) {
        try {
            return key.aead().encrypt(bytes, id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a case for the archive", e);
        }
    }

    /** What was closed; empty when the case's key was destroyed. */
    Optional<ColdCase> open(ColdKeys.Where where, byte[] sealed) {
        ByteBuffer named = ByteBuffer.wrap(seal.open(sealed, owner(where)));
        byte[] id = new byte[named.get()];
        named.get(id);
        byte[] closed = new byte[named.remaining()];
        named.get(closed);
        if (id.length == 0) {
            return Optional.of(ColdCase.of(closed));
        }
        return cases.find(new String(id, StandardCharsets.UTF_8)).map(key -> ColdCase.of(decrypt(key, closed, id)));
    }

    private static byte[] decrypt(CaseSeal.Key key, byte[] closed, byte[] id) {
        try {
            return key.aead().decrypt(closed, id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a case of the archive was changed", e);
        }
    }

    private static String owner(ColdKeys.Where where) {
        return OWNER + where.partition().platform() + '/' + where.caseId();
    }
}

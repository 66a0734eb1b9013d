package dev.pullcord.redis;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals secrets before they are stored, so that a copy of Redis alone does not tell them: AES-256-GCM by Tink, bound to
 * the platform they belong to. Thread-safe.
 */
public final class Seal {
    private static final byte[] DATA_KEY = bytes("data key");

    private final Aead aead;

    private Seal(KeysetHandle keyset) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /**
     * The seal of this installation. All nodes on one Redis must have the same.
     *
     * @param file Tink's JSON keyset; made, readable by this user alone, if it is not there
     */
    public static Seal of(Path file) {
        try {
            AeadConfig.register();
            return new Seal(TinkJsonProtoKeysetFormat.parseKeyset(
                    readOrMake(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the seal's keyset at " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("the seal's keyset cannot be kept at " + file + ": " + e.getMessage(), e);
        }
    }

    private static String readOrMake(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            String made = TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
            Path fresh = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "seal",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, made);
            try {
                Files.createLink(file, fresh); // fails if somebody was first: then his is the one
            } catch (FileAlreadyExistsException e) {
                // read below
            } finally {
                Files.delete(fresh);
            }
        }
        return Files.readString(file);
    }

    /** A data key, for whoever keeps it. */
    byte[] wrap(byte[] key) {
        try {
            return aead.encrypt(key, DATA_KEY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap a data key", e);
        }
    }

    /**
     * The data key again.
     *
     * @throws Wrong if it was wrapped by another seal, or was changed
     */
    byte[] unwrap(byte[] wrapped) {
        try {
            return aead.decrypt(wrapped, DATA_KEY);
        } catch (GeneralSecurityException e) {
            throw new Wrong(e);
        }
    }

    byte[] close(byte[] secret, String owner) {
        try {
            return aead.encrypt(secret, bytes(owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a secret", e);
        }
    }

    /**
     * The secret again.
     *
     * @throws Wrong if it was sealed with another key or for another owner, or was changed
     */
    byte[] open(byte[] sealed, String owner) {
        try {
            return aead.decrypt(sealed, bytes(owner));
        } catch (GeneralSecurityException e) {
            throw new Wrong(e);
        }
    }

    String close(String secret, String owner) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(bytes(secret), bytes(owner)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a secret", e);
        }
    }

    /**
     * The secret again.
     *
     * @throws Wrong if it was sealed with another key or for another owner, or was changed
     */
    String open(String sealed, String owner) {
        try {
            return new String(aead.decrypt(Base64.getDecoder().decode(sealed), bytes(owner)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) { // the latter where its data key is gone
            throw new Wrong(e);
        }
    }

    /** What is stored was sealed with another key or for another owner, or was changed. */
    public static final class Wrong extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Wrong(Exception cause) {
            super("a stored secret was sealed with another key; is the seal of this data here?", cause);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

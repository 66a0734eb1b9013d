package dev.pullcord.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * What somebody signs in by, where no provider says who he is.
 *
 * @param password its Argon2id hash in PHC form
 * @param totp the secret his app makes codes from, Base32
 * @param totpConfirmed whether he showed a code made from it: before that it opens nothing
 * @param totpStep the last step of 30 seconds whose code was taken: none is taken twice
 * @param passkeys his passkeys
 */
public record Credentials(
        Optional<String> password,
        Optional<String> totp,
        boolean totpConfirmed,
        long totpStep,
        List<Passkey> passkeys) {
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty(), false, 0, List.of());

    public Credentials {
        password = password == null ? Optional.empty() : password;
        totp = totp == null ? Optional.empty() : totp;
        passkeys = passkeys == null ? List.of() : List.copyOf(passkeys);
    }

    /**
     * A key that an authenticator keeps.
     *
     * @param id the credential's id, base64url
     * @param name what he calls it
     * @param key what was attested of it, base64url: id and public key
     * @param signCount how often it had signed when last seen; grows where the authenticator counts
     * @param addedAt when
     */
    public record Passkey(String id, String name, String key, long signCount, Instant addedAt) {}

    public Credentials withPassword(String hash) {
        return new Credentials(Optional.of(hash), totp, totpConfirmed, totpStep, passkeys);
    }

    /** With a new secret that he has yet to show a code of. */
    public Credentials withTotp(String secret) {
        return new Credentials(password, Optional.of(secret), false, 0, passkeys);
    }

    /** With this step's code taken. */
    public Credentials tookTotp(long step) {
        return new Credentials(password, totp, true, Math.max(step, totpStep), passkeys);
    }

    public Credentials with(List<Passkey> other) {
        return new Credentials(password, totp, totpConfirmed, totpStep, other);
    }

    /** Whether both halves of signing in by password are there. */
    public boolean complete() {
        return password.isPresent() && totp.isPresent() && totpConfirmed;
    }

    /** Where they are kept, sealed. */
    public interface Book {
        /** {@link #NONE} where nothing is kept. */
        CompletionStage<Credentials> find(String personId);

        /**
         * Changes what is kept. The change is made to what is stored, and made again should another be faster: it must be
         * pure.
         *
         * @return as they are now
         */
        CompletionStage<Credentials> change(String personId, UnaryOperator<Credentials> change);

        /** Forgets all of somebody's. */
        CompletionStage<Void> forget(String personId);
    }
}

package dev.pullcord.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The platforms and their keys. Keys are stored as SHA-256 digests; a key is shown once, when it is made. */
public interface Platforms {
    /** What a platform key may do. */
    enum Scope {
        EVENTS_WRITE("events"),
        STANDING_READ("standing");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        /** As an operator writes it. */
        public String word() {
            return word;
        }

        public static Optional<Scope> ofWord(String word) {
            return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
        }
    }

    /**
     * A platform key, without the key.
     *
     * @param digest SHA-256 of the key, hex
     * @param platform whose it is
     * @param scopes what it may do
     * @param createdAt when it was made
     * @param revokedAt when it stopped being valid
     */
    record Key(String digest, String platform, Set<Scope> scopes, Instant createdAt, Optional<Instant> revokedAt) {}

    CompletionStage<List<Platform>> all();

    CompletionStage<Optional<Platform>> find(String id);

    /** Adds a platform; false when the id is taken. */
    CompletionStage<Boolean> add(Platform platform);

    /**
     * Changes connector, its settings and the callback; the rest is fixed at creation and stays as it is, whatever is given here. False, and
     * nothing is changed, where the platform is not as it was read any more, or there is none: who changes one thing must not undo what
     * another has just done, least of all a secret that was given away.
     *
     * @param read as it was read
     * @param next as it shall be
     */
    CompletionStage<Boolean> swap(Platform read, Platform next);

    /**
     * Has its actions signed with this from now on; false, and nothing is changed, where something about the platform is not as it
     * was read any more, or there is none.
     *
     * @param expected what signs them, as it was read
     * @param next what shall, as {@link Platform#callbackSecret} has it
     */
    CompletionStage<Boolean> swapCallbackSecret(String platform, Optional<String> expected, String next);

    CompletionStage<Void> addKey(Key key);

    CompletionStage<Void> revokeKey(String digest, Instant now);

    CompletionStage<Optional<Key>> findKey(String digest);

    /** All keys of all platforms, revoked ones too, in no order. */
    CompletionStage<List<Key>> keys();

    /** How a secret begins that both sides hold. */
    String SECRET = "whsec_";

    /**
     * What this platform signs with: Standard Webhooks secrets ({@code whsec_…}), several while rotating; and the public halves
     * of keys that only it holds, for its participants' tokens, each a JWK ({@code {…}}).
     */
    CompletionStage<Set<String>> signingSecrets(String platform);

    CompletionStage<Void> addSigningSecret(String platform, String secret);

    CompletionStage<Void> removeSigningSecret(String platform, String secret);

    /**
     * Whether a signed message's name stands for this and nothing else: the first that comes under it says what for.
     *
     * @param messageId the message's, as it was signed
     * @param digest of all that the signature does not cover
     * @param kept for how long it is remembered; a signature is good no longer
     */
    CompletionStage<Boolean> standsFor(String platform, String messageId, String digest, Duration kept);
}

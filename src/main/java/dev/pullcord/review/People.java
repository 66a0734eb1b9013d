package dev.pullcord.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who works the desk, and by which personal tokens. Tokens are stored as SHA-256 digests and shown once. */
public interface People {
    CompletionStage<List<Moderator>> all(String platform);

    CompletionStage<Void> add(Moderator moderator);

    /** Lets this token's digest (SHA-256, hex) speak for the moderator. */
    CompletionStage<Void> addToken(String moderatorId, String tokenDigest, Instant now);

    CompletionStage<Void> revokeToken(String tokenDigest);

    /** Withdraws all of somebody's tokens, and the invitations he has not taken yet; how many tokens those were. */
    CompletionStage<Long> revokeAll(String moderatorId);

    /** Takes somebody off the desk: from that moment no token and no invitation speaks for him. */
    CompletionStage<Void> remove(String moderatorId);

    CompletionStage<Optional<Moderator>> findByToken(String tokenDigest);

    /** Keeps an invitation, good once, until it expires. */
    CompletionStage<Void> invite(String codeDigest, String moderatorId, Instant expiresAt, Instant now);

    /**
     * Takes an invitation and lets this token's digest speak for who was invited: both or neither, exactly once. Until it
     * is done the invitation stays good.
     */
    CompletionStage<Optional<Moderator>> redeem(String codeDigest, String tokenDigest, Instant now);
}

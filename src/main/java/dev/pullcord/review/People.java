package dev.pullcord.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Who works the desk, and by which personal tokens. Tokens are stored as SHA-256 digests and shown once. */
public interface People {
    /** Those who may work, by name. */
    CompletionStage<List<Moderator>> all(String platform);

    /** All who are in the books, the disabled too, by name. */
    CompletionStage<List<Person>> everyone(String platform);

    CompletionStage<Optional<Person>> find(String moderatorId);

    /** Enters somebody new. */
    CompletionStage<Void> add(Moderator moderator);

    /**
     * Takes a name for some seconds, for whoever is about to enter somebody: no two have it at the same time.
     *
     * @param taker nobody else's; gives it back
     * @return false if another has it
     */
    CompletionStage<Boolean> take(String platform, String name, String taker);

    /** Gives a name back before its seconds are over, if it is still his who took it. */
    CompletionStage<Void> giveBack(String platform, String name, String taker);

    /**
     * Changes what is kept of somebody. The change is made to what is stored, and made again should another be faster: it
     * must be pure.
     *
     * @return what is kept of him now; empty if he is not in the books
     */
    CompletionStage<Optional<Person>> change(String moderatorId, UnaryOperator<Person> change);

    /**
     * Puts somebody in the place of who he was, together with what is to be said of it. Nothing is done while something of
     * before is unsaid.
     *
     * @param keeper somebody else, without whom as he is this must not be done
     * @return false if he, or the keeper, is not so any more, or something is unsaid
     */
    CompletionStage<Boolean> swap(Person before, Person next, Unsaid unsaid, Optional<Person> keeper);

    /** What was not said yet of somebody's last change. */
    CompletionStage<Optional<Unsaid>> unsaid(String moderatorId);

    /** The same of everybody, by his id. */
    CompletionStage<Map<String, Unsaid>> unsaid();

    /** It is said. Does nothing if it was before. */
    CompletionStage<Void> said(String moderatorId, Unsaid unsaid);

    CompletionStage<Void> addToken(PersonalToken token);

    /** Those that speak for somebody, the newest first; the expired too. */
    CompletionStage<List<PersonalToken>> tokens(String moderatorId);

    CompletionStage<Void> revokeToken(String tokenDigest);

    /** Withdraws all of somebody's tokens, and the invitations he has not taken yet; how many tokens those were. */
    CompletionStage<Long> revokeAll(String moderatorId);

    /** Takes somebody off the desk: from that moment no token and no invitation speaks for him. */
    CompletionStage<Void> remove(String moderatorId);

    /** For whom this token speaks, expired or not; nobody, if he is disabled. */
    CompletionStage<Optional<Bearer>> findByToken(String tokenDigest);

    /** Somebody, and the token that speaks for him. */
    record Bearer(Person person, PersonalToken token) {}

    /** Remembers that somebody made a call; within a minute the first is enough. */
    CompletionStage<Void> seen(String moderatorId, Instant now);

    /** Who of all platforms made a call since then, and when the last one, to the minute. */
    CompletionStage<Map<String, Instant>> seenSince(Instant since);

    /** Somebody signed out: he is not there any more, whatever he did before. */
    CompletionStage<Void> left(String moderatorId);

    /** Keeps an invitation, good once, until it expires. */
    CompletionStage<Void> invite(String codeDigest, String moderatorId, Instant expiresAt, Instant now);

    /** Who an invitation is for, if it is good; it stays so. */
    CompletionStage<Optional<Person>> invited(String codeDigest, Instant now);

    /**
     * Takes an invitation and lets this token's digest speak for who was invited: both or neither, exactly once. Until it
     * is done the invitation stays good.
     *
     * @param tokenDigest absent takes the invitation and makes no token
     */
    CompletionStage<Optional<Moderator>> redeem(String codeDigest, Optional<String> tokenDigest, Instant now);
}

package dev.pullcord.review;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What signing in needs to remember for minutes: a challenge that is good once, how often somebody guessed. */
public interface Tickets {
    /** What a ticket is for. */
    enum Kind {
        /** a challenge to a passkey */
        CHALLENGE,
        /** a sign-in that is under way at a provider */
        FLOW,
        /** whose a provider's session is */
        PROVIDER_SESSION,
        /** guesses at one name */
        NAME,
        /** guesses from one address */
        ADDRESS
    }

    /** Keeps a ticket for a while. */
    CompletionStage<Void> put(Kind kind, String key, String value, Duration kept);

    /** Takes a ticket: only one of those who try gets it. */
    CompletionStage<Optional<String>> take(Kind kind, String key);

    /** Counts once more; answers how often within a window that began with the first time. */
    CompletionStage<Long> count(Kind kind, String key, Duration window);

    /** Forgets what was counted. */
    CompletionStage<Void> clear(Kind kind, String key);
}

package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who is signed in at the console. A session's secret is known to its browser only; here lies its SHA-256 digest, hex. */
public interface Sessions {
    /**
     * One sign-in.
     *
     * @param personId who
     * @param way by what: {@code link}, {@code password}, {@code passkey}, {@code oidc}
     * @param accessVersion his {@link Person#accessVersion} when he signed in; under another one this is over
     * @param beganAt when
     * @param expiresAt by when it is over, however busy he is
     */
    record Session(String personId, String way, long accessVersion, Instant beganAt, Instant expiresAt) {}

    /** Keeps a session, used just now. */
    CompletionStage<Void> begin(String digest, Session session, Duration idle);

    /**
     * The session of this digest, if it is neither expired nor was idle for too long; from now on it was last used now.
     *
     * @param idle how long it may go unused
     */
    CompletionStage<Optional<Session>> use(String digest, Instant now, Duration idle);

    /** Ends it; ending one that is over is no fault. */
    CompletionStage<Void> end(String digest);
}

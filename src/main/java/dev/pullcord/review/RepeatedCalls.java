package dev.pullcord.review;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What desk writes were answered, for a day, so that a call that is sent again is answered the same. */
public interface RepeatedCalls {
    /**
     * An answer that was given.
     *
     * @param bodyDigest of the call's body: the same key with another body is a mistake
     * @param status HTTP status
     * @param body the answer's JSON; empty for none
     */
    record Given(String bodyDigest, int status, String body) {}

    /** What this call was answered before. */
    CompletionStage<Optional<Given>> find(Moderator moderator, String call);

    /** Keeps the first answer to a call; a later one changes nothing. */
    CompletionStage<Void> keep(Moderator moderator, String call, Given given);
}

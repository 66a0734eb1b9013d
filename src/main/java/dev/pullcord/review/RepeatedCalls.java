package dev.pullcord.review;

import java.util.concurrent.CompletionStage;

/**
 * What desk writes were answered, for a day, so that a call that is sent again is answered the same. A call is begun by
 * one try; who else comes meanwhile is told so. Whoever began it keeps its answer, or releases it when it came to nothing;
 * should he do neither, because he died or knows nothing of the outcome, it is anybody's again after a short while.
 */
public interface RepeatedCalls {
    /**
     * An answer that was given.
     *
     * @param bodyDigest of the call's body: the same key with another body is a mistake
     * @param status HTTP status
     * @param body the answer's JSON; empty for none
     */
    record Given(String bodyDigest, int status, String body) {}

    /** How a call stands. */
    sealed interface Standing {
        /** Nobody made it: make it now. */
        record Yours() implements Standing {}

        /**
         * Another try makes it just now, or died at it.
         *
         * @param bodyDigest of that one's body
         */
        record UnderWay(String bodyDigest) implements Standing {}

        /** It was made. */
        record Answered(Given given) implements Standing {}
    }

    /**
     * Begins a call, unless it was begun before.
     *
     * @param maker names this try and no other
     */
    CompletionStage<Standing> begin(Moderator moderator, String call, String maker, String bodyDigest);

    /** Keeps the first answer to a call; a later one changes nothing. */
    CompletionStage<Void> keep(Moderator moderator, String call, Given given);

    /** Gives up a call that changed nothing; of another's call nothing happens. */
    CompletionStage<Void> release(Moderator moderator, String call, String maker);
}

package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What each person has looked at, how long, and whether he wants no more. Nobody but he and the service sees it whole. */
public interface Exposures {
    /**
     * One look at a case, counted when it was given.
     *
     * @param caseId the case
     * @param weight how hard it was
     * @param at when
     */
    record Look(String caseId, double weight, Instant at) {}

    /**
     * What is kept of somebody.
     *
     * @param looks of the last 30 days, the oldest first
     * @param minutes how many weighted minutes by the hour they began in
     * @param stoppedAt since when he takes no more
     * @param workingSince when he began to work without a break; absent on one
     * @param activeAt when he last worked; absent where he has not for long
     */
    record Kept(
            List<Look> looks,
            Map<Instant, Double> minutes,
            Optional<Instant> stoppedAt,
            Optional<Instant> workingSince,
            Optional<Instant> activeAt) {
        public Kept {
            looks = List.copyOf(looks);
            minutes = Map.copyOf(minutes);
        }
    }

    CompletionStage<Kept> find(Platform platform, Moderator moderator, Instant now);

    /** What asking for room for one more look came to. */
    enum Room {
        /** it is counted now */
        TAKEN,
        /** it was counted by an earlier try with this token */
        KNOWN,
        /** he takes no more */
        STOPPED,
        /** it would be more than he may have */
        USED
    }

    /**
     * The budget that a look has to fit in.
     *
     * @param shiftFrom since when looks count for the shift
     * @param weekFrom since when they count for the week
     * @param shift the most they may weigh in the shift
     * @param week the most in the week
     */
    record Budget(Instant shiftFrom, Instant weekFrom, double shift, double week) {}

    /** Counts a look if it fits and he was not stopped, in one step. Of two at once that fit only alone, one gets it. */
    CompletionStage<Room> take(Platform platform, Moderator moderator, String token, Look look, Budget budget);

    /** Takes back what {@link #take} counted, for the case was not had. */
    CompletionStage<Void> putBack(Platform platform, Moderator moderator, String token, Look look);

    /**
     * Counts time spent at a case under one claim. What was counted of it before is not counted again, so that it can be said
     * before whatever ends the claim, and once more by who does not know whether it was.
     *
     * @param token the claim's
     * @param weight of each minute
     * @param from when it began, as far as is known
     * @param to until when
     * @return the weighted minutes that were new
     */
    CompletionStage<Double> spend(
            Platform platform, Moderator moderator, String token, double weight, Instant from, Instant to);

    /** He takes no more from this moment. */
    CompletionStage<Void> stop(Platform platform, Moderator moderator, Instant now);

    CompletionStage<Void> resume(Platform platform, Moderator moderator);
}

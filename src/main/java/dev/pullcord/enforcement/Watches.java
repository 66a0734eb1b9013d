package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Actions that are not over with the platform's answer: somebody has to be seen gone, or kept out, or another action stands in. An
 * action enters the list in the step that records its answer, and leaves it in the step that writes what was found.
 */
public interface Watches {
    /** Ids of up to {@code max} actions that are to be looked at, the longest due first. */
    CompletionStage<List<String>> due(Partition partition, Instant now, int max);

    /** Nothing is to be found of this one any more. Does nothing if it is not listed. */
    CompletionStage<Void> forget(Partition partition, String actionId);

    /**
     * Writes what was found, with its entry in the case's timeline and all that is ordered then.
     *
     * @param c the case as it was read
     * @param action the action as it was read
     * @return false when either has got on meanwhile, or another order follows it already: nothing was written, read anew
     */
    CompletionStage<Boolean> write(Case c, Action action, Finding finding, Instant now);

    /** Remembers with a meeting that somebody is kept out of it. To be there before he is removed. */
    CompletionStage<Void> guard(Platform platform, String meetingId, String actionId, Instant until, Instant now);

    /** The removals that still keep somebody out of a meeting. */
    CompletionStage<List<String>> guards(Platform platform, String meetingId, Instant now);
}

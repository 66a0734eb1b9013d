package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Actions whose time ends, and what follows then without another decision. They are listed in the step of their decision, and leave the list
 * in the step that writes what followed: so it follows once, whatever crashes.
 */
public interface Lasting {
    /** Ids of up to {@code max} actions whose time is over, the longest over first. */
    CompletionStage<List<String>> over(Partition partition, Instant now, int max);

    /**
     * Writes what follows an action whose time is over, with its entry in the case's timeline.
     *
     * @param c the case as it was read
     * @param action the action as it was read
     * @return false when it has got on meanwhile and nothing was written: read anew
     */
    CompletionStage<Boolean> end(Case c, Action action, Sequel sequel, Instant now);
}

package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What became of the actions that a case's decisions ordered. */
public interface Measures {
    /** Of all its decisions, in the order they were ordered. */
    CompletionStage<List<Measure>> ofCase(Platform platform, String caseId);

    /**
     * One of them.
     *
     * @param order what was ordered
     * @param progress how far it is
     * @param state the word for that, as the store has it
     * @param tries how many were begun
     * @param orderedAt when
     * @param lapsesAt of one that is being tried: when its answer can no longer come
     */
    record Measure(
            ActionOrder order,
            Progress progress,
            String state,
            int tries,
            Instant orderedAt,
            Optional<Instant> lapsesAt) {}

    /** How far an action is. */
    enum Progress {
        /** nobody outside knows of it */
        UNSENT,
        /** it may have been done, and may be tried again */
        UNDER_WAY,
        /** it was done, or in part */
        DONE,
        /** it was not done and will not be */
        NEVER
    }
}

package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What lay beside events when they were first folded, so that whoever folds them again, after a crash, to make a lost state anew or to
 * try another policy, knows no more and no less.
 */
public interface Circumstances {
    /**
     * Keeps these, by log id, unless something is kept already: the first word stands.
     *
     * @return what is kept of these events now
     */
    CompletionStage<Map<String, Circumstance>> keep(Partition partition, Map<String, Circumstance> first);

    /** What is kept of these events, by log id; those of which nothing is kept, or nothing that can be read, are left out. */
    CompletionStage<Map<String, Circumstance>> circumstances(Partition partition, List<String> logIds);
}

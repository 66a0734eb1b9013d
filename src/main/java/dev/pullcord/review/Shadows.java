package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What policies in shadow would have done otherwise, counted against the version that was in force. Counted after the batch is
 * written, so a crash in between leaves one out: numbers to judge a policy by, not a record.
 */
public interface Shadows {
    /** So long after the last one it is forgotten. */
    Duration KEPT = Duration.ofDays(30);

    /** So many cases a partition remembers, the newest. Which account they are about it does not. */
    int EXAMPLES = 20;

    /**
     * All that was noted of a version.
     *
     * @param since when the first was; absent where nothing was
     * @param counts how often; what never was is absent
     * @param examples of what differs and left a case, the newest first
     */
    record Report(Optional<Instant> since, Map<ShadowNote.Difference, Long> counts, List<ShadowNote> examples) {
        public Report {
            counts = Map.copyOf(counts);
            examples = List.copyOf(examples);
        }
    }

    /**
     * Counts one.
     *
     * @param version the one in shadow
     * @param against the one in force
     */
    CompletionStage<Void> note(Partition partition, String version, String against, ShadowNote note);

    CompletionStage<Report> noted(Platform platform, String version, String against);
}

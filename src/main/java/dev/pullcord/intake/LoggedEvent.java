package dev.pullcord.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as the log holds it.
 *
 * @param partition the partition whose log holds it
 * @param logId its place in that log; ids of one partition only grow
 * @param receivedAt when it was accepted
 * @param receipt the reporter's token for it
 * @param subject whom it counts for
 * @param caseId the case it joined in the accept step; only panics do, and reports that were taken over
 * @param concerns the log id of the report that a correction is about; of a report that was taken over from a meeting's case,
 *     where it was first taken, as {@code partition/log id}
 * @param event the event itself
 */
public record LoggedEvent(
        Partition partition,
        String logId,
        Instant receivedAt,
        String receipt,
        Subject subject,
        Optional<String> caseId,
        Optional<String> concerns,
        Event event) {}

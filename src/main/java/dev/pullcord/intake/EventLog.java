package dev.pullcord.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The partitioned event log. The log is the truth; all else can be rebuilt from it. A stage that completes normally
 * means the event is durable. A stage that fails means nothing is known: the caller tries again with the same event,
 * and (source, id) keeps it from counting twice.
 */
public interface EventLog {
    /**
     * Takes an event other than a panic into its subject's log.
     *
     * @param subject whom it counts for; decides the partition
     * @param concerns for a correction, the log id of its report
     */
    CompletionStage<Acceptance> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerns, Instant now);

    /**
     * Copies an event that concerns a second account into that one's log, once however often it is asked: under the same
     * receipt, with the time it was first received. The copy is no event of its own: no look-up finds it.
     *
     * @param other whom it concerns besides its own subject
     */
    CompletionStage<Void> forward(Platform platform, LoggedEvent event, Subject other);

    /** Takes a panic into the log, and in the same step opens its subject's case or raises the one that is open. */
    CompletionStage<Acceptance> acceptPanic(
            Platform platform, Event event, Subject subject, Urgency urgency, Instant now);

    /**
     * Whom a report counts for that {@linkplain Report#hangsOnRoster() hangs on a roster}: what its first try proposed.
     * To be asked before each try is accepted; all tries are answered with the same.
     *
     * @param proposed what the roster says now
     */
    CompletionStage<Subject> settle(Platform platform, Event event, Subject proposed);

    /** The report that this receipt was given for. */
    CompletionStage<Optional<LoggedEvent>> findByReceipt(Platform platform, String receipt);

    /** The report of this source and event id, wherever it lies. */
    CompletionStage<Optional<LoggedEvent>> findByEventId(Platform platform, String source, String eventId);

    /** Up to {@code max} events after a log id, oldest first. {@link LogIds#START} reads from the start. */
    CompletionStage<List<LoggedEvent>> read(Partition partition, String afterLogId, int max);

    /**
     * The same, but only events of these subjects: up to {@code max} at a time, and none only when there are no more. What is of
     * others costs little.
     *
     * @param whose asked on any thread, not by several at once
     */
    default CompletionStage<List<LoggedEvent>> readOf(
            Partition partition, String afterLogId, int max, Predicate<Subject> whose) {
        return read(partition, afterLogId, max).thenCompose(page -> {
            List<LoggedEvent> its =
                    page.stream().filter(e -> whose.test(e.subject())).toList();
            return its.isEmpty() && !page.isEmpty()
                    ? readOf(partition, page.get(page.size() - 1).logId(), max, whose)
                    : CompletableFuture.completedFuture(its);
        });
    }

    /** The events at these log ids; ids that the log does not hold are left out. */
    CompletionStage<List<LoggedEvent>> readAll(Partition partition, List<String> logIds);

    /**
     * What was said later about these reports, withdrawals and details: for each report that has any, the newest hundred,
     * oldest first.
     *
     * @param reports of one partition
     */
    CompletionStage<Map<String, List<LoggedEvent>>> additions(Partition partition, List<String> reports);

    /** Completes when this partition takes writes just now; fails when it does not. Changes nothing that anybody reads. */
    CompletionStage<Void> probe(Partition partition);

    /** How far the partition's consumer has come; {@link LogIds#START} at first. */
    CompletionStage<String> cursor(Partition partition);

    /** Remembers how far it has come. Only ever moves forward. */
    CompletionStage<Void> advance(Partition partition, String logId);
}

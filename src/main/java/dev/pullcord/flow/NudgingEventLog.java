package dev.pullcord.flow;

import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells this node's fold of what this node has accepted, so that it need not wait for its next look. */
public final class NudgingEventLog implements EventLog {
    private final EventLog log;
    private final Consumer<Partition> nudge;

    public NudgingEventLog(EventLog log, Consumer<Partition> nudge) {
        this.log = log;
        this.nudge = nudge;
    }

    @Override
    public CompletionStage<Acceptance> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerns, Instant now) {
        return log.accept(platform, event, subject, concerns, now).thenApply(taken -> nudged(platform, subject, taken));
    }

    @Override
    public CompletionStage<Void> forward(Platform platform, LoggedEvent event, Subject other) {
        return log.forward(platform, event, other).thenAccept(done -> nudge.accept(other.partition(platform)));
    }

    @Override
    public CompletionStage<Acceptance> acceptPanic(
            Platform platform, Event event, Subject subject, Urgency urgency, Instant now) {
        return log.acceptPanic(platform, event, subject, urgency, now)
                .thenApply(taken -> nudged(platform, subject, taken));
    }

    private Acceptance nudged(Platform platform, Subject subject, Acceptance taken) {
        if (taken.outcome() == Acceptance.Outcome.ACCEPTED) {
            nudge.accept(subject.partition(platform));
        }
        return taken;
    }

    @Override
    public CompletionStage<Subject> settle(Platform platform, Event event, Subject proposed) {
        return log.settle(platform, event, proposed);
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByReceipt(Platform platform, String receipt) {
        return log.findByReceipt(platform, receipt);
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByEventId(Platform platform, String source, String eventId) {
        return log.findByEventId(platform, source, eventId);
    }

    @Override
    public CompletionStage<List<LoggedEvent>> read(Partition partition, String afterLogId, int max) {
        return log.read(partition, afterLogId, max);
    }

    @Override
    public CompletionStage<List<LoggedEvent>> readOf(
            Partition partition, String afterLogId, int max, Predicate<Subject> whose) {
        return log.readOf(partition, afterLogId, max, whose);
    }

    @Override
    public CompletionStage<List<LoggedEvent>> readAll(Partition partition, List<String> logIds) {
        return log.readAll(partition, logIds);
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Partition partition, List<String> reports) {
        return log.additions(partition, reports);
    }

    @Override
    public CompletionStage<Void> probe(Partition partition) {
        return log.probe(partition);
    }

    @Override
    public CompletionStage<String> cursor(Partition partition) {
        return log.cursor(partition);
    }

    @Override
    public CompletionStage<Void> advance(Partition partition, String logId) {
        return log.advance(partition, logId);
    }
}

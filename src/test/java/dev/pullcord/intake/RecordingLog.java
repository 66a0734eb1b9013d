package dev.pullcord.intake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that remembers what it was told, dedupes by partition as the real one does, and can be away. */
public final class RecordingLog implements EventLog {
    /** How the log does. */
    public enum State {
        WORKING,
        FAILING,
        HANGING,
        THROWING,
        TAKING_IN_SILENCE,
        REFUSING_PANICS
    }

    public final Map<String, Subject> subjects = new LinkedHashMap<>();
    public final Map<String, Subject> settled = new LinkedHashMap<>();
    public final Map<String, String> concerns = new LinkedHashMap<>();
    public final List<LoggedEvent> events = new ArrayList<>();
    public volatile State state = State.WORKING;
    public int accepted;
    public Optional<Urgency> lastUrgency = Optional.empty();

    private synchronized <T> CompletionStage<T> when(java.util.function.Supplier<T> working) {
        switch (state) {
            case FAILING -> {
                return failedFuture(new IOException("away"));
            }
            case HANGING -> {
                return new CompletableFuture<>();
            }
            case THROWING -> throw new IllegalStateException("away");
            case TAKING_IN_SILENCE -> {
                return completedFuture(working.get()).thenCompose(taken -> new CompletableFuture<>());
            }
            default -> {
                return completedFuture(working.get());
            }
        }
    }

    @Override
    public CompletionStage<Acceptance> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerned, Instant now) {
        return when(() -> add(platform, event, subject, concerned, now));
    }

    @Override
    public CompletionStage<Void> forward(Platform platform, LoggedEvent event, Subject other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Acceptance> acceptPanic(
            Platform platform, Event event, Subject subject, Urgency urgency, Instant now) {
        lastUrgency = Optional.of(urgency);
        if (state == State.REFUSING_PANICS) {
            return failedFuture(new IllegalStateException("not this one"));
        }
        return when(() -> add(platform, event, subject, Optional.empty(), now));
    }

    private Acceptance add(Platform platform, Event event, Subject subject, Optional<String> concerned, Instant now) {
        Partition partition = subject.partition(platform);
        String receipt = Receipts.of(platform, event, subject);
        if (events.stream()
                .anyMatch(e -> e.receipt().equals(receipt) && e.partition().equals(partition))) {
            return new Acceptance(Acceptance.Outcome.DUPLICATE, receipt, Optional.empty());
        }
        subjects.put(event.id(), subject);
        concerned.ifPresent(c -> concerns.put(event.id(), c));
        events.add(new LoggedEvent(partition, event.id(), now, receipt, subject, Optional.empty(), concerned, event));
        accepted++;
        return new Acceptance(Acceptance.Outcome.ACCEPTED, receipt, Optional.empty());
    }

    @Override
    public CompletionStage<Subject> settle(Platform platform, Event event, Subject proposed) {
        return when(() -> settled.computeIfAbsent(event.id(), id -> proposed));
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByReceipt(Platform platform, String receipt) {
        return when(
                () -> events.stream().filter(e -> e.receipt().equals(receipt)).findFirst());
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByEventId(Platform platform, String source, String id) {
        return when(() -> events.stream().filter(e -> e.event().id().equals(id)).findFirst());
    }

    @Override
    public CompletionStage<List<LoggedEvent>> read(Partition partition, String afterLogId, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<LoggedEvent>> readAll(Partition partition, List<String> logIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Partition partition, List<String> reports) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> probe(Partition partition) {
        return when(() -> null);
    }

    @Override
    public CompletionStage<String> cursor(Partition partition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> advance(Partition partition, String logId) {
        throw new UnsupportedOperationException();
    }
}

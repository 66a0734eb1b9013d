package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Receipts;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import dev.pullcord.risk.Risk;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A log that forgets with its process. Runs the same {@link EventLogContract} as the one in Redis. */
public final class InMemoryEventLog implements EventLog {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InMemoryStore store;

    InMemoryEventLog(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Acceptance> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerns, Instant now) {
        return store.step(() -> known(platform, event, subject)
                .orElseGet(() -> append(platform, event, subject, Optional.empty(), concerns, now)));
    }

    @Override
    public CompletionStage<Void> forward(Platform platform, LoggedEvent event, Subject other) {
        return store.step(() -> {
            Partition partition = other.partition(platform);
            List<LoggedEvent> log = store.logs.computeIfAbsent(partition, p -> new ArrayList<>());
            if (log.stream()
                    .noneMatch(e ->
                            e.receipt().equals(event.receipt()) && e.subject().equals(other))) {
                log.add(new LoggedEvent(
                        partition,
                        "1-" + (log.size() + 1),
                        event.receivedAt(),
                        event.receipt(),
                        other,
                        Optional.empty(),
                        Optional.empty(),
                        event.event()));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Acceptance> acceptPanic(
            Platform platform, Event event, Subject subject, Urgency urgency, Instant now) {
        return store.step(() -> known(platform, event, subject).orElseGet(() -> {
            Placement asked =
                    new Placement(urgency.queue(), urgency.lane(), urgency.precedence(), 1, urgency.deadline());
            Partition partition = subject.partition(platform);
            InMemoryStore.Entry entry = store.openCase(subject).orElseGet(() -> {
                String id = CaseId.create(partition, RANDOM);
                Case born = InMemoryStore.born(id, partition, subject, asked, now, urgency.policyVersion());
                store.cases.put(id, new InMemoryStore.Entry(born));
                store.open.put(subject, id);
                return store.cases.get(id);
            });
            Report report = (Report) event.body();
            Case c = entry.now;
            CaseFacts facts = new CaseFacts(
                    c.reason().or(report::reason),
                    true,
                    c.immediateDanger() || report.immediateDanger(),
                    c.minorInvolved() || report.minorInvolved(),
                    c.drill() && report.drill());
            Optional<String> meeting = report.meeting().map(m -> m.id()).or(c::meeting);
            entry.now = InMemoryStore.with(
                    InMemoryStore.withReports(c, facts, meeting, c.version() == 0 ? Risk.NONE : c.risk(), 1),
                    ((CaseState.Step.Allowed) c.state()
                                    .on(CaseState.Move.ALARM, c.placement().tier()))
                            .next(),
                    c.placement().tightenedBy(asked).forAnybody(),
                    c.claim());
            Acceptance accepted = append(platform, event, subject, Optional.of(c.id()), Optional.empty(), now);
            entry.reports.add(store.byReceipt.get(accepted.receipt()).logId());
            String verb = c.version() == 0 ? "case_opened" : "panic_joined";
            store.write(
                    Ground.chain(partition, ChainId.Hand.INTAKE),
                    AuditDraft.byService(now, verb, c.id(), Map.of("cause", "panic")));
            return accepted;
        }));
    }

    private Optional<Acceptance> known(Platform platform, Event event, Subject subject) {
        String receipt = Receipts.of(platform, event, subject);
        return Optional.ofNullable(store.byReceipt.get(receipt))
                .map(e -> new Acceptance(Acceptance.Outcome.DUPLICATE, receipt, e.caseId()));
    }

    private Acceptance append(
            Platform platform,
            Event event,
            Subject subject,
            Optional<String> caseId,
            Optional<String> concerns,
            Instant now) {
        Partition partition = subject.partition(platform);
        String receipt = Receipts.of(platform, event, subject);
        List<LoggedEvent> log = store.logs.computeIfAbsent(partition, p -> new ArrayList<>());
        LoggedEvent logged =
                new LoggedEvent(partition, "1-" + (log.size() + 1), now, receipt, subject, caseId, concerns, event);
        log.add(logged);
        store.byReceipt.put(receipt, logged);
        return new Acceptance(Acceptance.Outcome.ACCEPTED, receipt, caseId);
    }

    @Override
    public CompletionStage<Subject> settle(Platform platform, Event event, Subject proposed) {
        return store.step(() -> store.settled.computeIfAbsent(event.source() + '\0' + event.id(), id -> proposed));
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByReceipt(Platform platform, String receipt) {
        return store.step(() -> Optional.ofNullable(store.byReceipt.get(receipt)));
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByEventId(Platform platform, String source, String eventId) {
        return store.step(() -> store.byReceipt.values().stream()
                .filter(e -> e.event().source().equals(source) && e.event().id().equals(eventId))
                .findFirst());
    }

    @Override
    public CompletionStage<List<LoggedEvent>> read(Partition partition, String afterLogId, int max) {
        return store.step(() -> store.logs.getOrDefault(partition, List.of()).stream()
                .filter(e -> LogIds.compare(e.logId(), afterLogId) > 0)
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<List<LoggedEvent>> readAll(Partition partition, List<String> logIds) {
        return store.step(() -> logIds.stream()
                .map(id -> store.logs.getOrDefault(partition, List.of()).stream()
                        .filter(e -> e.logId().equals(id))
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Partition partition, List<String> reports) {
        return store.step(() -> store.additions(partition, reports));
    }

    @Override
    public CompletionStage<Void> probe(Partition partition) {
        return store.step(() -> null);
    }

    @Override
    public CompletionStage<String> cursor(Partition partition) {
        return store.step(() -> store.cursors.getOrDefault(partition, LogIds.START));
    }

    @Override
    public CompletionStage<Void> advance(Partition partition, String logId) {
        return store.step(() -> {
            store.cursors.merge(partition, logId, (a, b) -> LogIds.compare(a, b) >= 0 ? a : b);
            return null;
        });
    }
}

package dev.pullcord.review;

import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.risk.RiskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Casework that forgets with its process. Runs the same {@link CaseworkContract} as the one in Redis. */
public final class InMemoryCasework implements Casework {
    private final InMemoryStore store;
    private final Map<Subject, List<Turn>> turns = new HashMap<>();

    InMemoryCasework(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects) {
        return store.step(() -> subjects.stream().map(this::file).toList());
    }

    private SubjectFile file(Subject subject) {
        SubjectFile kept = store.files.get(subject);
        Optional<Case> open = store.openCase(subject).map(e -> e.now);
        return kept == null
                ? new SubjectFile(subject, RiskState.EMPTY, LogIds.START, Double.NEGATIVE_INFINITY, open)
                : new SubjectFile(subject, kept.risk(), kept.appliedLogId(), kept.settledScore(), open);
    }

    @Override
    public CompletionStage<Void> turned(Partition partition, Subject subject, Turn turn) {
        return store.step(() -> {
            if (store.files.containsKey(subject)) {
                List<Turn> all = turns.computeIfAbsent(subject, first -> new ArrayList<>());
                all.add(turn);
                all.subList(0, Math.max(0, all.size() - TURNS)).clear();
            }
            return null;
        });
    }

    @Override
    public CompletionStage<List<Turn>> course(Partition partition, Subject subject) {
        return store.step(() -> List.copyOf(turns.getOrDefault(subject, List.of())));
    }

    @Override
    public CompletionStage<Void> setAside(Partition partition, List<LoggedEvent> events) {
        return store.step(() -> {
            events.forEach(e -> store.aside.put(e.logId(), e.subject()));
            return null;
        });
    }

    @Override
    public CompletionStage<Map<Subject, List<String>>> aside(Partition partition) {
        return store.step(() -> store.aside.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))));
    }

    @Override
    public CompletionStage<Void> takeBack(Partition partition, List<String> logIds) {
        return store.step(() -> {
            logIds.forEach(store.aside::remove);
            return null;
        });
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> keep(Partition partition, Map<String, Circumstance> first) {
        return store.step(() -> {
            Map<String, Circumstance> kept = store.circumstances.computeIfAbsent(partition, p -> new HashMap<>());
            first.forEach(kept::putIfAbsent);
            return first.keySet().stream().collect(Collectors.toMap(id -> id, kept::get));
        });
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> circumstances(Partition partition, List<String> logIds) {
        return store.step(() -> {
            Map<String, Circumstance> kept = store.circumstances.getOrDefault(partition, Map.of());
            return logIds.stream().filter(kept::containsKey).distinct().collect(Collectors.toMap(id -> id, kept::get));
        });
    }

    @Override
    public CompletionStage<Boolean> apply(Partition partition, Folded folded) {
        return store.step(() -> {
            Subject subject = folded.before().subject();
            SubjectFile now = file(subject);
            Optional<String> open = now.openCase().map(Case::id);
            boolean same = now.appliedLogId().equals(folded.before().appliedLogId())
                    && open.equals(folded.before().openCase().map(Case::id));
            boolean sameCase = folded.change().isEmpty()
                    || now.openCase()
                            .map(Case::version)
                            .equals(folded.before().openCase().map(Case::version));
            if (!same || !sameCase) {
                return false;
            }
            store.files.put(
                    subject,
                    new SubjectFile(
                            subject, folded.state(), folded.appliedLogId(), now.settledScore(), Optional.empty()));
            folded.change().ifPresent(change -> write(partition, folded, change));
            return true;
        });
    }

    private void write(Partition partition, Folded folded, Folded.CaseChange change) {
        Subject subject = folded.before().subject();
        InMemoryStore.Entry entry = store.cases.computeIfAbsent(
                change.caseId(),
                id -> new InMemoryStore.Entry(InMemoryStore.born(
                        id, partition, subject, change.placement(), change.openedAt(), change.policyVersion())));
        store.open.put(subject, change.caseId());
        CaseFacts facts = new CaseFacts(
                change.reason(), change.panic(), change.immediateDanger(), change.minorInvolved(), change.drill());
        Case c = InMemoryStore.withReports(
                entry.now,
                facts,
                change.meeting(),
                folded.risk(),
                change.joins().size());
        CaseState state = c.state() == CaseState.SNOOZED && change.wakes()
                ? CaseState.resting(change.placement().tier())
                : c.state();
        entry.now = InMemoryStore.with(c, state, change.placement(), c.claim(), c.proposal());
        entry.reports.addAll(change.joins());
        change.audit().ifPresent(draft -> store.write(Ground.chain(partition, ChainId.Hand.FOLD), draft));
    }
}

package dev.pullcord.flow;

import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Folded;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.RiskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reporters' files, some of which cannot be read. */
final class ReporterFiles implements Casework {
    final Map<Subject, RiskState> known = new HashMap<>();
    final Map<Subject, Throwable> unreadable = new HashMap<>();
    final Set<Subject> lost = new java.util.HashSet<>();

    @Override
    public CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects) {
        return subjects.stream()
                .filter(unreadable::containsKey)
                .findFirst()
                .map(s -> CompletableFuture.<List<SubjectFile>>failedFuture(unreadable.get(s)))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        subjects.stream().map(this::file).toList()));
    }

    private SubjectFile file(Subject s) {
        RiskState risk = known.getOrDefault(s, RiskState.EMPTY);
        return new SubjectFile(s, risk, lost.contains(s), LogIds.START, 0, Optional.empty());
    }

    @Override
    public CompletionStage<Void> turned(Partition partition, Subject subject, Turn turn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Turn>> course(Partition partition, Subject subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> setAside(Partition partition, List<LoggedEvent> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<Subject, List<String>>> aside(Partition partition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> takeBack(Partition partition, List<String> logIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> keep(Partition partition, Map<String, Circumstance> first) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> circumstances(Partition partition, List<String> logIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> apply(Partition partition, Folded folded) {
        throw new UnsupportedOperationException();
    }
}

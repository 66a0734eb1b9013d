package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Filings in a map. */
public final class InMemoryFilings implements Filings {
    private final Predicate<String> cases;
    private final Map<String, Filing> byId =
            new TreeMap<>(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    private final Map<String, String> once = new HashMap<>();

    /** @param cases which cases there are */
    public InMemoryFilings(Predicate<String> cases) {
        this.cases = cases;
    }

    @Override
    public synchronized CompletionStage<Drafted> draft(
            Platform platform, Filing draft, Optional<String> mark, AuditDraft audit) {
        if (!cases.test(draft.caseId())) {
            return done(new Drafted.Unknown());
        }
        Optional<String> key = mark.map(m -> draft.caseId() + '/' + m);
        if (key.filter(once::containsKey).isPresent()) {
            return done(new Drafted.Known(byId.get(once.get(key.get()))));
        }
        Filing written = draft.as(draft.caseId() + ".f" + (of(draft.caseId()).size() + 1));
        byId.put(written.id(), written);
        key.ifPresent(k -> once.put(k, written.id()));
        return done(new Drafted.Written(written));
    }

    @Override
    public synchronized CompletionStage<Boolean> move(
            Platform platform, Filing next, boolean byPeople, AuditDraft audit) {
        Filing known = byId.get(next.id());
        boolean moves = known != null && known.version() == next.version() - 1;
        if (moves) {
            byId.put(next.id(), next);
        }
        return done(moves);
    }

    @Override
    public synchronized CompletionStage<Optional<Filing>> find(Platform platform, String filingId) {
        return done(Optional.ofNullable(byId.get(filingId)));
    }

    @Override
    public synchronized CompletionStage<List<Filing>> ofCase(Platform platform, String caseId) {
        return done(of(caseId));
    }

    @Override
    public synchronized CompletionStage<List<Filing>> newest(Platform platform, Optional<FilingState> state, int max) {
        return done(byId.values().stream()
                .filter(f -> state.isEmpty() || state.get() == f.state())
                .sorted(Comparator.comparing((Filing f) -> f.hands().draftedAt())
                        .reversed()
                        .thenComparing(Filing::id))
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<List<String>> newestIds(Platform platform, int max) {
        return newest(platform, Optional.empty(), max)
                .thenApply(all -> all.stream().map(Filing::id).toList());
    }

    @Override
    public synchronized CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return done(byId.values().stream()
                .filter(f ->
                        f.progress().dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .filter(f ->
                        CaseId.partition(partition.platform(), 4096, f.id()).equals(Optional.of(partition)))
                .sorted(Comparator.comparing(f -> f.progress().dueAt().orElseThrow()))
                .map(Filing::id)
                .limit(max)
                .toList());
    }

    private List<Filing> of(String caseId) {
        return byId.values().stream().filter(f -> f.caseId().equals(caseId)).toList();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

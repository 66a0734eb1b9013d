package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Overdue cases that are forgotten with their process. Runs the same {@link OverdueContract} as the one in Redis. */
final class InMemoryOverdue implements Overdue {
    private final InMemoryStore store;
    private final Map<String, Integer> made = new HashMap<>();
    private final Set<String> paged = new HashSet<>();

    InMemoryOverdue(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<List<Due>> due(Partition partition, List<String> queues, Instant now, int max) {
        return store.step(() -> store.cases.values().stream()
                .filter(entry -> !entry.nextTurn.isAfter(now))
                .map(entry -> entry.now)
                .filter(c -> c.partition().equals(partition) && waits(c))
                .filter(c -> c.awaitsAnswer() || queues.contains(c.placement().queue()))
                .filter(c -> !c.placement().deadline().isAfter(now))
                .sorted(Comparator.comparing((Case c) -> !c.awaitsAnswer())
                        .thenComparing(c -> c.placement().deadline()))
                .limit(max)
                .map(c -> new Due(c, made.getOrDefault(c.id(), 0)))
                .toList());
    }

    private static boolean waits(Case c) {
        return c.state().waiting() || c.awaitsAnswer();
    }

    @Override
    public CompletionStage<Boolean> turn(Due due, Escalation.Turn turn, Instant now) {
        return store.step(() -> {
            String id = due.overdue().id();
            InMemoryStore.Entry entry = store.cases.get(id);
            if (!waits(entry.now)
                    || entry.now.awaitsAnswer() != due.overdue().awaitsAnswer()
                    || !entry.now
                            .placement()
                            .needs()
                            .equals(due.overdue().placement().needs())
                    || made.getOrDefault(id, 0) != due.made()) {
                return false;
            }
            if (!entry.now.awaitsAnswer()) {
                Placement after = turn.of(entry.now);
                entry.now = InMemoryStore.with(entry.now, CaseState.resting(after.tier()), after, Optional.empty());
            }
            made.put(id, due.made() + 1);
            entry.nextTurn = turn.next();
            if (turn.pages()) {
                paged.add(id);
            }
            store.write(
                    Ground.chain(entry.now.partition(), ChainId.Hand.CLOCK),
                    AuditDraft.byService(now, "deadline_missed", id, Map.of()));
            return true;
        });
    }

    @Override
    public CompletionStage<Long> unattended(Partition partition) {
        return store.step(() -> {
            paged.removeIf(id -> !waits(store.cases.get(id).now));
            return paged.stream()
                    .filter(id -> store.cases.get(id).now.partition().equals(partition))
                    .count();
        });
    }

    @Override
    public CompletionStage<Long> unattended(Platform platform) {
        return store.step(() -> (long) paged.size());
    }
}

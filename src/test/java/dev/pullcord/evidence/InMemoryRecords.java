package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Cases and events of one partition in maps, for clocks that run for years. */
final class InMemoryRecords implements Records {
    private final Holds holds;
    final Map<String, KeptCase> kept = new TreeMap<>();
    final Map<String, KeptCase> away = new TreeMap<>();
    final Map<String, Instant> opened = new HashMap<>();
    final Map<String, Instant> forgottenAt = new TreeMap<>();
    final TreeMap<Long, Instant> events = new TreeMap<>();
    final List<AuditDraft> audit = new ArrayList<>();
    private final TreeMap<String, Integer> begun = new TreeMap<>();
    private Optional<Round> round = Optional.empty();
    private Totals totals = Totals.NONE;

    InMemoryRecords(Holds holds) {
        this.holds = holds;
    }

    @Override
    public CompletionStage<Page> cases(
            Platform platform, Partition partition, Optional<String> after, Instant openedBefore, int max) {
        List<KeptCase> page = kept.values().stream()
                .filter(c -> after.map(last -> c.id().compareTo(last) > 0).orElse(true))
                .filter(c -> opened.get(c.id()).isBefore(openedBefore))
                .limit(max)
                .toList();
        return done(new Page(
                page,
                page.size() < max
                        ? Optional.empty()
                        : Optional.of(page.get(max - 1).id())));
    }

    /** There is no archive, but where a test says that some are in it. */
    @Override
    public CompletionStage<Integer> putAway(Platform platform, List<KeptCase> cases) {
        cases.forEach(one -> away.put(one.id(), kept.remove(one.id())));
        return done(cases.size());
    }

    @Override
    public CompletionStage<Integer> bringBack(Partition partition, boolean violation, Instant endedBefore, int max) {
        List<KeptCase> back = away.values().stream()
                .filter(one -> one.violation() == violation && !one.endedAt().isAfter(endedBefore))
                .limit(max)
                .toList();
        back.forEach(one -> kept.put(one.id(), away.remove(one.id())));
        return done(back.size());
    }

    @Override
    public CompletionStage<Optional<KeptCase>> find(Platform platform, Partition partition, String caseId) {
        return done(Optional.ofNullable(kept.get(caseId)));
    }

    @Override
    public CompletionStage<Forgot> forget(Platform platform, KeptCase one, Instant now, AuditDraft entry) {
        KeptCase known = kept.get(one.id());
        if (known == null) {
            return done(Forgot.GONE);
        }
        if (known.version() != one.version()) {
            return done(Forgot.MOVED);
        }
        boolean held = !on(platform, LegalHold.Target.ofCase(one.id()), now).isEmpty()
                || one.account()
                        .filter(account -> !on(platform, LegalHold.Target.account(account), now)
                                .isEmpty())
                        .isPresent();
        if (held) {
            return done(Forgot.HELD);
        }
        kept.remove(one.id());
        forgottenAt.put(one.id(), now);
        begun.put(one.id(), one.parts().get("reports"));
        audit.add(entry);
        return done(Forgot.FORGOTTEN);
    }

    private List<String> on(Platform platform, LegalHold.Target target, Instant now) {
        return holds.on(platform, target, now).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<List<String>> begun(Partition partition, int max) {
        return done(begun.keySet().stream().limit(max).toList());
    }

    /** A report a step. */
    @Override
    public CompletionStage<Boolean> goOn(Platform platform, Partition partition, String caseId, AuditDraft proof) {
        int left = begun.get(caseId);
        if (left > 0) {
            begun.put(caseId, left - 1);
            totals = totals.plus(new Totals(0, 1, 0, 0));
            return done(false);
        }
        begun.remove(caseId);
        audit.add(proof);
        totals = totals.plus(new Totals(1, 0, 0, 0));
        return done(true);
    }

    @Override
    public CompletionStage<Swept> sweep(Partition partition, String afterLogId, Instant before, int max) {
        List<Long> old = events.entrySet().stream()
                .filter(e -> e.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .limit(max)
                .toList();
        old.forEach(events::remove);
        totals = totals.plus(new Totals(0, 0, old.size(), 0));
        return done(
                new Swept(old.isEmpty() ? afterLogId : old.get(old.size() - 1) + "-0", old.size() == max, old.size()));
    }

    @Override
    public CompletionStage<Swept> sweepOf(Partition partition, Subject subject, String afterLogId, int max) {
        throw new UnsupportedOperationException("there is nobody here");
    }

    @Override
    public CompletionStage<Void> unlink(Platform platform, Subject subject) {
        return done(null); // nobody is linked to anybody here
    }

    @Override
    public CompletionStage<Void> drop(Partition partition, Subject subject) {
        throw new UnsupportedOperationException("there is nobody here");
    }

    @Override
    public CompletionStage<Optional<Round>> round(Partition partition) {
        return done(round);
    }

    @Override
    public CompletionStage<Void> remember(Partition partition, Round next) {
        round = Optional.of(next);
        return done(null);
    }

    @Override
    public CompletionStage<Totals> totals(Partition partition) {
        return done(totals);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A queue that forgets with its process. Runs the same {@link ReviewQueueContract} as the one in Redis. */
public final class InMemoryReviewQueue extends InMemoryDecisions implements ReviewQueue {
    private static final Comparator<Case> NEWEST_FIRST =
            Comparator.comparing(Case::openedAt).thenComparing(Case::id).reversed();

    private volatile ClaimGuard guard = ClaimGuard.NONE;

    InMemoryReviewQueue(InMemoryStore store) {
        super(store);
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(Platform platform, List<String> queues, Role role, int perPartition) {
        return store.step(() -> all()
                .filter(c -> c.state().waiting())
                .filter(c -> c.placement().needs().map(role::includes).orElse(true))
                .map(c -> new Waiting(
                        c.id(),
                        c.partition(),
                        c.placement().queue(),
                        c.placement().deadline()))
                .filter(w -> queues.contains(w.queue()))
                .sorted(Comparator.comparing(Waiting::deadline).thenComparing(Waiting::caseId))
                .collect(Collectors.groupingBy(w -> w.partition() + w.queue()))
                .values()
                .stream()
                .flatMap(heads -> heads.stream().limit(perPartition))
                .sorted(Comparator.comparing(Waiting::deadline).thenComparing(Waiting::caseId))
                .toList());
    }

    @Override
    public CompletionStage<List<Standing>> standings(Platform platform, List<String> queues, Instant now) {
        return store.step(() -> queues.stream().map(q -> standing(q, now)).toList());
    }

    private Standing standing(String queue, Instant now) {
        List<Case> here = all().filter(c -> c.placement().queue().equals(queue)).toList();
        List<Case> waiting = here.stream().filter(c -> c.state().waiting()).toList();
        return new Standing(
                queue,
                waiting.size(),
                here.stream().filter(c -> c.state() == CaseState.CLAIMED).count(),
                waiting.stream()
                        .filter(c -> !c.placement().deadline().isAfter(now))
                        .count(),
                waiting.stream().map(c -> c.placement().deadline()).min(Comparator.naturalOrder()),
                waiting.stream().map(Case::openedAt).min(Comparator.naturalOrder()));
    }

    @Override
    public CompletionStage<Optional<Intent>> intent(Moderator moderator, Platform platform) {
        return store.step(() -> Optional.ofNullable(store.intents.get(moderator.id())));
    }

    @Override
    public CompletionStage<Boolean> intend(
            Moderator moderator, Platform platform, Optional<Intent> expected, Optional<Intent> next) {
        return store.step(() -> {
            boolean same =
                    Optional.ofNullable(store.intents.get(moderator.id())).equals(expected);
            if (same) {
                store.intents.remove(moderator.id());
                next.ifPresent(n -> store.intents.put(moderator.id(), n));
            }
            return same;
        });
    }

    @Override
    public CompletionStage<List<Untold>> untold(Partition partition, int skip, int max) {
        return store.step(() -> store.cases.values().stream()
                .filter(entry ->
                        entry.untold.isPresent() && entry.now.partition().equals(partition))
                .map(entry -> new Untold(entry.now.id(), entry.untold.get()))
                .sorted(Comparator.comparing(Untold::decidedAt).thenComparing(Untold::caseId))
                .skip(skip)
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<Void> told(Partition partition, Untold told) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(told.caseId());
            entry.untold = entry.untold.filter(at -> !at.equals(told.decidedAt()));
            return null;
        });
    }

    @Override
    public CompletionStage<ClaimReply> claim(
            Platform platform, String caseId, Moderator holder, String token, Instant now, Instant expiresAt) {
        return find(platform, caseId).thenCompose(found -> {
            if (found.filter(c -> c.state().waiting()).isEmpty()) {
                return grant(caseId, holder, token, now, expiresAt);
            }
            return guard.guarded(
                            new ClaimGuard.Attempt(),
                            platform,
                            found.get(),
                            holder,
                            token,
                            now,
                            () -> grant(caseId, holder, token, now, expiresAt).thenApply(Optional::of))
                    .thenApply(Optional::orElseThrow);
        });
    }

    void guardedBy(ClaimGuard other) {
        guard = other;
    }

    @Override
    public CompletionStage<Void> handBack(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now) {
        return grant(caseId, holder, token, now, now.plusSeconds(60))
                .thenCompose(reply -> release(caseId, holder, token, reason, false, now))
                .thenAccept(released -> {});
    }

    private CompletionStage<ClaimReply> grant(
            String caseId, Moderator holder, String token, Instant now, Instant expiresAt) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null) {
                return new ClaimReply.Unknown();
            }
            Case c = entry.now;
            if (c.state() == CaseState.CLAIMED) {
                if (live(c, token, now)) {
                    return new ClaimReply.Claimed(c);
                }
                entry.spent.add(token);
                return new ClaimReply.AlreadyClaimed();
            }
            if (!c.state().waiting()) {
                entry.spent.add(token);
                return new ClaimReply.NotWaiting(c.state());
            }
            if (!entry.spent.add(token)) {
                return new ClaimReply.Spent();
            }
            Claim claim = new Claim(holder.id(), token, expiresAt);
            entry.now = InMemoryStore.with(c, CaseState.CLAIMED, c.placement(), Optional.of(claim));
            write(holder, now, "case_claimed", c, Map.of("queue", c.placement().queue()));
            return new ClaimReply.Claimed(entry.now);
        });
    }

    @Override
    public CompletionStage<HolderReply> renew(
            Platform platform, String caseId, String token, Instant now, Instant expiresAt) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!live(entry.now, token, now)) {
                return HolderReply.NOT_HOLDER;
            }
            Claim claim = entry.now.claim().orElseThrow();
            if (expiresAt.isAfter(claim.expiresAt())) {
                Claim longer = new Claim(claim.holder(), token, expiresAt);
                entry.now =
                        InMemoryStore.with(entry.now, CaseState.CLAIMED, entry.now.placement(), Optional.of(longer));
            }
            return HolderReply.DONE;
        });
    }

    @Override
    public CompletionStage<HolderReply> release(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now) {
        return release(caseId, holder, token, reason, true, now);
    }

    private CompletionStage<HolderReply> release(
            String caseId, Moderator holder, String token, String reason, boolean skipped, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!live(entry.now, token, now)) {
                return HolderReply.NOT_HOLDER;
            }
            rest(entry);
            entry.now = skipped ? InMemoryStore.withSkip(entry.now) : entry.now;
            write(holder, now, "claim_released", entry.now, Map.of("reason", reason));
            return HolderReply.DONE;
        });
    }

    @Override
    public CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max) {
        return store.step(() -> all().filter(c -> c.partition().equals(partition) && over(c, now))
                .sorted(Comparator.comparing(c -> c.claim().orElseThrow().expiresAt()))
                .map(Case::id)
                .limit(max)
                .toList());
    }

    private static boolean over(Case c, Instant now) {
        return c.claim().filter(k -> !k.expiresAt().isAfter(now)).isPresent();
    }

    @Override
    public CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null || !over(entry.now, now)) {
                return false;
            }
            String holder = entry.now.claim().orElseThrow().holder();
            rest(entry);
            AuditDraft draft = AuditDraft.byService(now, "claim_lapsed", caseId, Map.of("holder", holder));
            store.write(Ground.chain(partition, ChainId.Hand.CLOCK), draft);
            return true;
        });
    }

    @Override
    public CompletionStage<Optional<Case>> find(Platform platform, String caseId) {
        return store.step(() -> Optional.ofNullable(store.cases.get(caseId)).map(e -> e.now));
    }

    @Override
    public CompletionStage<Optional<Case>> findOpen(Platform platform, Subject subject) {
        return store.step(() -> store.openCase(subject).map(e -> e.now));
    }

    @Override
    public CompletionStage<List<LoggedEvent>> reports(Platform platform, String caseId, long skip, int max) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null) {
                return List.of();
            }
            List<String> newestFirst = new ArrayList<>(entry.reports);
            Collections.reverse(newestFirst);
            return newestFirst.stream()
                    .skip(skip)
                    .limit(max)
                    .flatMap(id -> store.logs.get(entry.now.partition()).stream()
                            .filter(e -> e.logId().equals(id)))
                    .toList();
        });
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Case c, List<LoggedEvent> reports) {
        return store.step(() -> {
            Map<String, List<LoggedEvent>> found = new HashMap<>();
            for (LoggedEvent report : reports) {
                String[] place = report.concerns()
                        .orElse(c.partition().number() + "/" + report.logId())
                        .split("/", 2);
                Partition partition = new Partition(c.partition().platform(), Integer.parseInt(place[0]));
                store.additions(partition, List.of(place[1]))
                        .forEach((origin, additions) -> found.put(report.logId(), additions));
            }
            return found;
        });
    }

    @Override
    public CompletionStage<Void> skip(Moderator moderator, Platform platform, String caseId, Instant until) {
        return store.step(() -> {
            store.skipped.computeIfAbsent(moderator.id(), m -> new HashMap<>()).put(caseId, until);
            return null;
        });
    }

    @Override
    public CompletionStage<Set<String>> skipped(Moderator moderator, Platform platform, Instant now) {
        return store.step(() -> store.skipped.getOrDefault(moderator.id(), Map.of()).entrySet().stream()
                .filter(e -> e.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    @Override
    public CompletionStage<List<Decision>> decisions(Platform platform, String caseId) {
        return store.step(() -> Optional.ofNullable(store.cases.get(caseId))
                .map(e -> List.copyOf(e.decisions))
                .orElse(List.of()));
    }

    @Override
    public CompletionStage<List<AuditEntry>> timeline(Platform platform, String caseId, int max) {
        return store.step(() -> Optional.ofNullable(store.cases.get(caseId))
                .map(e -> e.timeline.stream()
                        .skip(Math.max(0, e.timeline.size() - max))
                        .toList())
                .orElse(List.of()));
    }

    @Override
    public CompletionStage<Page> search(Platform platform, Filter filter, Optional<String> cursor, int limit) {
        return store.step(() -> {
            List<Case> found = all().filter(c -> matches(filter, c))
                    .sorted(NEWEST_FIRST)
                    .dropWhile(c -> cursor.isPresent() && !reached(c, cursor.get()))
                    .skip(cursor.isPresent() ? 1 : 0)
                    .toList();
            List<Case> page = found.stream().limit(limit).toList();
            boolean more = found.size() > limit;
            return new Page(page, more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty());
        });
    }

    private static boolean reached(Case c, String id) {
        return c.id().equals(id);
    }

    private static boolean matches(Filter filter, Case c) {
        return filter.state().map(s -> s == c.state()).orElse(true)
                && filter.queue().map(c.placement().queue()::equals).orElse(true)
                && (filter.account().isEmpty() || filter.account().equals(c.account()))
                && (filter.reason().isEmpty()
                        || filter.reason().equals(c.reason().map(r -> r.code())))
                && (filter.assignee().isEmpty()
                        || filter.assignee().equals(c.claim().map(Claim::holder)));
    }

    @Override
    public CompletionStage<AuditEntry> remember(Platform platform, String caseId, AuditDraft draft) {
        return store.step(
                () -> store.write(Ground.chain(store.cases.get(caseId).now.partition(), ChainId.Hand.DESK), draft));
    }
}

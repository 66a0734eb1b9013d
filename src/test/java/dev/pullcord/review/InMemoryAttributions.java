package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Attributions that forget with their process. Run the same {@link AttributionsContract} as those in Redis. */
final class InMemoryAttributions implements Attributions {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InMemoryStore store;
    private final Set<String> pending = new LinkedHashSet<>();

    InMemoryAttributions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<HolderReply> attribute(
            Case ofMeeting, Moderator holder, String token, String account, String reason, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(ofMeeting.id());
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!InMemoryDecisions.live(entry.now, token, now)) {
                return HolderReply.NOT_HOLDER;
            }
            Case closed = InMemoryStore.with(entry.now, CaseState.CLOSED, entry.now.placement(), Optional.empty());
            entry.now = InMemoryStore.withMarks(closed, Optional.of(account), closed.reportCount(), closed.marks());
            store.open.remove(closed.subject(), closed.id());
            pending.add(closed.id());
            store.write(
                    Ground.chain(closed.partition(), ChainId.Hand.DESK),
                    new AuditDraft(
                            now,
                            holder.id(),
                            holder.role().word(),
                            "case_attributed",
                            Optional.of(closed.id()),
                            new TreeMap<>(Map.of("account", account, "reason", reason))));
            return HolderReply.DONE;
        });
    }

    @Override
    public CompletionStage<List<String>> pending(Partition partition, int max) {
        return store.step(() -> pending.stream()
                .filter(id -> store.cases.get(id).now.partition().equals(partition))
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<Optional<String>> carryOver(Platform platform, String caseId, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry from = store.cases.get(caseId);
            if (from == null || !pending.remove(caseId)) {
                return Optional.ofNullable(from).flatMap(e -> e.now.marks().movedTo());
            }
            Subject account = Subject.account(from.now.account().orElseThrow());
            boolean opened = store.openCase(account).isEmpty();
            InMemoryStore.Entry into = into(platform, from.now, account);
            from.reports.forEach(id -> into.reports.add(copy(platform, from.now, id, account, into.now.id())));
            from.reports.clear();
            Case.Marks moved = new Case.Marks(Optional.empty(), Optional.of(into.now.id()), Optional.empty(), 0);
            from.now = InMemoryStore.withMarks(from.now, from.now.account(), 0, moved);
            store.write(
                    Ground.chain(into.now.partition(), ChainId.Hand.FOLD),
                    AuditDraft.byService(
                            now,
                            opened ? "case_opened" : "reports_joined",
                            into.now.id(),
                            Map.of("cause", "attribution")));
            return from.now.marks().movedTo();
        });
    }

    private InMemoryStore.Entry into(Platform platform, Case from, Subject account) {
        Partition partition = account.partition(platform);
        InMemoryStore.Entry entry = store.openCase(account).orElseGet(() -> {
            String id = CaseId.create(partition, RANDOM);
            Case born =
                    InMemoryStore.born(id, partition, account, from.placement(), from.openedAt(), from.policyVersion());
            store.cases.put(id, new InMemoryStore.Entry(born));
            store.open.put(account, id);
            return store.cases.get(id);
        });
        Case c = entry.now;
        boolean opens = c.version() == 0;
        CaseFacts facts = new CaseFacts(
                c.reason().or(from::reason),
                c.panic() || from.panic(),
                c.immediateDanger() || from.immediateDanger(),
                c.minorInvolved() || from.minorInvolved(),
                c.drill() && from.drill());
        CaseState.Move move = from.panic() ? CaseState.Move.ALARM : CaseState.Move.RAISE;
        Placement both = c.placement().tightenedBy(from.placement());
        CaseState next = ((CaseState.Step.Allowed) c.state().on(move, both.tier())).next();
        int reports = Math.toIntExact(from.reportCount());
        entry.now = InMemoryStore.with(
                InMemoryStore.withReports(c, facts, from.meeting().or(c::meeting), c.risk(), reports),
                next.waiting() ? CaseState.resting(both.tier()) : next,
                opens ? from.placement() : from.panic() ? both.forAnybody() : both,
                c.claim(),
                c.proposal().filter(p -> next == CaseState.AWAITING_APPROVAL));
        if (opens) {
            entry.now = InMemoryStore.withMarks(entry.now, entry.now.account(), reports, Case.Marks.NONE);
        }
        return entry;
    }

    private String copy(Platform platform, Case from, String logId, Subject account, String caseId) {
        LoggedEvent origin = store.logs.get(from.partition()).stream()
                .filter(e -> e.logId().equals(logId))
                .findFirst()
                .orElseThrow();
        Partition partition = account.partition(platform);
        List<LoggedEvent> log = store.logs.computeIfAbsent(partition, p -> new ArrayList<>());
        LoggedEvent copy = new LoggedEvent(
                partition,
                "1-" + (log.size() + 1),
                origin.receivedAt(),
                origin.receipt(),
                account,
                Optional.of(caseId),
                Optional.of(from.partition().number() + "/" + logId),
                origin.event());
        log.add(copy);
        return copy.logId();
    }
}

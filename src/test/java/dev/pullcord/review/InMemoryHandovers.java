package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Putting off and handing up that forgets with its process. Runs the same {@link HandoversContract} as the one in Redis. */
final class InMemoryHandovers implements Handovers {
    private final InMemoryStore store;
    private final Map<String, Instant> until = new HashMap<>();

    InMemoryHandovers(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<HolderReply> snooze(
            Platform platform,
            String caseId,
            Moderator holder,
            String token,
            Instant wakes,
            String reason,
            Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!InMemoryDecisions.live(entry.now, token, now)) {
                return HolderReply.NOT_HOLDER;
            }
            entry.now = InMemoryStore.with(entry.now, CaseState.SNOOZED, entry.now.placement(), Optional.empty());
            until.put(caseId, wakes);
            write(holder, now, "case_snoozed", entry.now);
            return HolderReply.DONE;
        });
    }

    @Override
    public CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return store.step(() -> until.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .filter(id -> store.cases.get(id).now.partition().equals(partition))
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<Boolean> wake(Partition partition, String caseId, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null || entry.now.state() != CaseState.SNOOZED) {
                until.remove(caseId);
                return false;
            }
            if (until.get(caseId).isAfter(now)) {
                return false;
            }
            until.remove(caseId);
            InMemoryDecisions.rest(entry);
            store.write(
                    Ground.chain(partition, ChainId.Hand.CLOCK),
                    AuditDraft.byService(now, "case_woken", caseId, Map.of()));
            return true;
        });
    }

    @Override
    public CompletionStage<HolderReply> handUp(
            Case handed, Moderator holder, String token, Role to, boolean skipped, String reason, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(handed.id());
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!InMemoryDecisions.live(entry.now, token, now)) {
                return HolderReply.NOT_HOLDER;
            }
            Placement after = entry.now.placement().handedTo(to);
            entry.now = InMemoryStore.with(entry.now, CaseState.resting(after.tier()), after, Optional.empty());
            if (skipped) {
                entry.now = InMemoryStore.withSkip(entry.now);
            }
            write(holder, now, skipped ? "claim_released" : "case_escalated", entry.now);
            return HolderReply.DONE;
        });
    }

    private void write(Moderator by, Instant now, String verb, Case c) {
        AuditDraft draft = new AuditDraft(now, by.id(), by.role().word(), verb, Optional.of(c.id()), new TreeMap<>());
        store.write(Ground.chain(c.partition(), ChainId.Hand.DESK), draft);
    }
}

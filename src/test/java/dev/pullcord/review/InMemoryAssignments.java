package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Assignments that forget with their process. Run the same {@link AssignmentsContract} as those in Redis. */
final class InMemoryAssignments implements Assignments {
    private final InMemoryStore store;
    private final Map<String, List<String>> lists = new HashMap<>();

    InMemoryAssignments(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Reply> give(
            Platform platform,
            Case c,
            Moderator by,
            Optional<String> token,
            Optional<Moderator> to,
            String verb,
            String words,
            Instant now) {
        AuditDraft said = new AuditDraft(
                now, by.id(), by.role().word(), verb, Optional.of(c.id()), new TreeMap<>(Map.of("reason", words)));
        return give(c, token, to, said);
    }

    @Override
    public CompletionStage<Reply> takeBack(Platform platform, Case c, String token, AuditDraft said) {
        return give(c, Optional.of(token), Optional.empty(), said);
    }

    private CompletionStage<Reply> give(Case c, Optional<String> token, Optional<Moderator> to, AuditDraft said) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(c.id());
            if (entry == null) {
                return Reply.UNKNOWN;
            }
            if (token.isPresent() && !InMemoryDecisions.live(entry.now, token.get(), said.at())) {
                return Reply.NOT_HOLDER;
            }
            if (!CaseState.from(CaseState.Move.ASSIGN).contains(entry.now.state())) {
                return Reply.NOT_OPEN;
            }
            InMemoryDecisions.rest(entry);
            Case.Marks marks = new Case.Marks(Optional.empty(), Optional.empty(), to.map(Moderator::id), 0);
            entry.now = InMemoryStore.withMarks(entry.now, entry.now.account(), entry.now.reportCount(), marks);
            to.ifPresent(one -> {
                List<String> his = lists.computeIfAbsent(one.id(), id -> new ArrayList<>());
                his.remove(c.id());
                his.add(c.id());
            });
            store.write(Ground.chain(c.partition(), ChainId.Hand.DESK), said);
            return Reply.DONE;
        });
    }

    @Override
    public CompletionStage<List<String>> assigned(Platform platform, Moderator moderator) {
        return store.step(() -> List.copyOf(lists.getOrDefault(moderator.id(), List.of())));
    }

    @Override
    public CompletionStage<Void> forget(Platform platform, Moderator moderator, String caseId) {
        return store.step(() -> {
            lists.getOrDefault(moderator.id(), new ArrayList<>()).remove(caseId);
            return null;
        });
    }

    @Override
    public CompletionStage<List<Case>> held(Platform platform, Moderator moderator, Instant now) {
        return store.step(() -> store.cases.values().stream()
                .map(entry -> entry.now)
                .filter(c -> c.claim()
                        .filter(k -> k.holder().equals(moderator.id())
                                && k.expiresAt().isAfter(now))
                        .isPresent())
                .toList());
    }
}

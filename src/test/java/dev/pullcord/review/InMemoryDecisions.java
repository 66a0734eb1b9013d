package dev.pullcord.review;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What is decided under a claim, or under a proposal, of the queue that forgets with its process. */
abstract class InMemoryDecisions implements ReviewQueue {
    final InMemoryStore store;

    InMemoryDecisions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<DecideReply> decide(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Decision decision,
            String reasonCode,
            Optional<String> repeatKey,
            Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(decided.id());
            if (entry == null) {
                return DecideReply.UNKNOWN;
            }
            if (entry.now.state() != CaseState.CLAIMED) {
                boolean same = repeatKey.isPresent() && repeatKey.equals(entry.repeatKey);
                return same
                        ? DecideReply.REPEATED
                        : entry.now.decisionCount() > 0 ? DecideReply.ALREADY_DECIDED : DecideReply.NOT_HOLDER;
            }
            if (!live(entry.now, token, now)) {
                return DecideReply.NOT_HOLDER;
            }
            if (entry.now.decisionCount() != decided.decisionCount()) {
                return DecideReply.ALREADY_DECIDED;
            }
            conclude(decided, entry, decision);
            entry.repeatKey = repeatKey;
            write(moderator, now, "case_decided", entry.now, detail(decision));
            return DecideReply.DECIDED;
        });
    }

    private void conclude(Case decided, InMemoryStore.Entry entry, Decision decision) {
        entry.now = InMemoryStore.withDecision(entry.now);
        entry.decisions.add(decision);
        entry.untold = decision.outcome().flagsWereRight().map(judges -> decision.decidedAt());
        if (store.open.remove(decided.subject(), decided.id())) {
            store.files.computeIfPresent(
                    decided.subject(),
                    (s, f) -> new SubjectFile(
                            s, f.risk(), f.appliedLogId(), decided.risk().score(), Optional.empty()));
        }
    }

    private static Map<String, String> detail(Decision decision) {
        return Map.of(
                "decision", decision.id(), Verification.DOCUMENT_DIGEST, AuditChain.digest(StoredJson.write(decision)));
    }

    @Override
    public CompletionStage<ProposeReply> propose(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Proposal proposal,
            Optional<String> repeatKey,
            Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(decided.id());
            if (entry == null) {
                return ProposeReply.UNKNOWN;
            }
            CaseState state = entry.now.state();
            if (state == CaseState.AWAITING_APPROVAL
                    && repeatKey.isPresent()
                    && repeatKey.equals(entry.proposalRepeatKey)) {
                return ProposeReply.REPEATED;
            }
            if (state != CaseState.CLAIMED) {
                return entry.now.decisionCount() > 0 ? ProposeReply.ALREADY_DECIDED : ProposeReply.NOT_HOLDER;
            }
            if (!live(entry.now, token, now)) {
                return ProposeReply.NOT_HOLDER;
            }
            entry.now = InMemoryStore.with(
                    entry.now,
                    CaseState.AWAITING_APPROVAL,
                    entry.now.placement(),
                    Optional.empty(),
                    Optional.of(proposal));
            entry.proposalRepeatKey = repeatKey;
            write(moderator, now, "decision_proposed", entry.now, Map.of());
            return ProposeReply.PROPOSED;
        });
    }

    private static boolean proposed(InMemoryStore.Entry entry, Proposal proposal, Instant now) {
        return entry.now
                .proposal()
                .filter(p -> p.token().equals(proposal.token()) && p.expiresAt().isAfter(now))
                .isPresent();
    }

    @Override
    public CompletionStage<DecideReply> approve(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(decided.id());
            if (entry == null) {
                return DecideReply.UNKNOWN;
            }
            if (!proposed(entry, proposal, now)) {
                return entry.now.decisionCount() > 0 ? DecideReply.ALREADY_DECIDED : DecideReply.NOT_HOLDER;
            }
            Decision decision = proposal.agreed(second, now);
            conclude(decided, entry, decision);
            write(second, now, "case_decided", entry.now, detail(decision));
            return DecideReply.DECIDED;
        });
    }

    @Override
    public CompletionStage<HolderReply> refuse(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(decided.id());
            if (entry == null) {
                return HolderReply.UNKNOWN;
            }
            if (!proposed(entry, proposal, now)) {
                return HolderReply.NOT_HOLDER;
            }
            rest(entry);
            write(
                    second,
                    now,
                    proposal.by().equals(second.id()) ? "proposal_withdrawn" : "proposal_refused",
                    entry.now,
                    Map.of("reason", reason));
            return HolderReply.DONE;
        });
    }

    @Override
    public CompletionStage<Long> countProposed(Platform platform) {
        return store.step(() -> all().filter(c -> c.partition().platform().equals(platform.id()))
                .filter(c -> c.proposal().isPresent())
                .count());
    }

    @Override
    public CompletionStage<List<String>> expired(Partition partition, Instant now, int max) {
        return store.step(() -> all().filter(c -> c.partition().equals(partition) && unanswered(c, now))
                .map(Case::id)
                .limit(max)
                .toList());
    }

    private static boolean unanswered(Case c, Instant now) {
        return c.proposal().filter(p -> !p.expiresAt().isAfter(now)).isPresent();
    }

    @Override
    public CompletionStage<Boolean> expire(Partition partition, String caseId, Instant now) {
        return store.step(() -> {
            InMemoryStore.Entry entry = store.cases.get(caseId);
            if (entry == null || !unanswered(entry.now, now)) {
                return false;
            }
            rest(entry);
            AuditDraft draft = AuditDraft.byService(now, "proposal_expired", caseId, Map.of());
            store.write(Ground.chain(partition, ChainId.Hand.CLOCK), draft);
            return true;
        });
    }

    static boolean live(Case c, String token, Instant now) {
        return c.claim()
                .filter(k -> k.token().equals(token) && k.expiresAt().isAfter(now))
                .isPresent();
    }

    static void rest(InMemoryStore.Entry entry) {
        Case c = entry.now;
        entry.now = InMemoryStore.with(c, CaseState.resting(c.placement().tier()), c.placement(), Optional.empty());
        entry.nextTurn = Instant.MIN;
    }

    void write(Moderator by, Instant now, String verb, Case c, Map<String, String> detail) {
        AuditDraft draft =
                new AuditDraft(now, by.id(), by.role().word(), verb, Optional.of(c.id()), new TreeMap<>(detail));
        store.write(Ground.chain(c.partition(), ChainId.Hand.DESK), draft);
    }

    Stream<Case> all() {
        return store.cases.values().stream().map(e -> e.now);
    }
}

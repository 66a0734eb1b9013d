package dev.pullcord.redis;

import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Folded;
import dev.pullcord.review.Placement;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Subjects' files and what the fold makes of them, on Redis. */
public final class RedisCasework implements Casework {
    private enum Apply {
        APPLIED,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script applyState;
    private final Script applyRisk;

    RedisCasework(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.applyState = new Script(link, "apply_state");
        this.applyRisk = new Script(link, "apply_risk");
    }

    @Override
    public CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects) {
        List<CompletableFuture<SubjectFile>> files = subjects.stream()
                .map(s -> load(partition, s).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(files.toArray(CompletableFuture[]::new))
                .thenApply(all -> files.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<SubjectFile> load(Partition partition, Subject subject) {
        return link.commands().hgetall(keys.subject(partition, subject)).thenCompose(hash -> {
            RiskState risk =
                    hash.containsKey("risk") ? StoredJson.read(hash.get("risk"), RiskState.class) : RiskState.EMPTY;
            String applied = hash.getOrDefault("applied_log_id", "0-0");
            double settled = Double.parseDouble(hash.getOrDefault("settled_score", "-Infinity"));
            return openCase(partition, Optional.ofNullable(hash.get("open_case")))
                    .thenApply(open -> new SubjectFile(subject, risk, applied, settled, open));
        });
    }

    private CompletionStage<Optional<Case>> openCase(Partition partition, Optional<String> caseId) {
        return caseId.map(id -> link.commands()
                        .hgetall(keys.reviewCase(partition, id))
                        .thenApply(hash -> Optional.of(CaseFields.readOpen(partition, hash))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<Boolean> apply(Partition partition, Folded folded) {
        return folded.change()
                .map(change -> applyWithCase(partition, folded, change))
                .orElseGet(() -> applyAlone(partition, folded));
    }

    private CompletionStage<Boolean> applyAlone(Partition partition, Folded folded) {
        Subject subject = folded.before().subject();
        return applyState
                .run(
                        List.of(keys.subject(partition, subject)),
                        List.of(
                                subject.kind().name().toLowerCase(Locale.ROOT),
                                subject.id(),
                                folded.before().appliedLogId(),
                                folded.appliedLogId(),
                                StoredJson.write(folded.state()),
                                folded.before().openCase().map(Case::id).orElse("")))
                .thenApply(words -> Script.word(Apply.class, words.get(0)) == Apply.APPLIED);
    }

    private CompletionStage<Boolean> applyWithCase(Partition partition, Folded folded, Folded.CaseChange change) {
        Optional<Case> open = folded.before().openCase();
        Subject subject = folded.before().subject();
        boolean waits = waits(open, change);
        ChainId chain = new ChainId(partition.platform(), partition.number(), ChainId.Hand.FOLD);
        String queue = change.placement().queue();
        List<String> moreKeys = List.of(
                keys.subject(partition, subject),
                keys.reviewCase(partition, change.caseId()),
                keys.reports(partition, change.caseId()),
                keys.queue(
                        partition,
                        open.map(Case::placement).map(Placement::queue).orElse(queue)),
                keys.queue(partition, queue),
                keys.cases(partition));
        List<String> moreArgs = new ArrayList<>(List.of(
                subject.kind().name().toLowerCase(Locale.ROOT),
                subject.id(),
                folded.before().appliedLogId(),
                folded.appliedLogId(),
                StoredJson.write(folded.state()),
                change.caseId(),
                Long.toString(open.map(Case::version).orElse(0L)),
                CaseFields.flag(waits),
                CaseFields.millis(change.placement().deadline()),
                CaseFields.millis(change.openedAt()),
                Integer.toString(change.joins().size())));
        moreArgs.addAll(change.joins());
        moreArgs.addAll(fields(subject, folded, change, waits));
        CompletionStage<List<String>> reply = change.audit()
                .map(draft -> audited.run(applyRisk, "applied", chain, draft, moreKeys, moreArgs)
                        .thenApply(AuditedScript.Reply::words))
                .orElseGet(() -> audited.runUnaudited(applyRisk, chain, change.caseId(), moreKeys, moreArgs));
        return reply.thenApply(words -> Script.word(Apply.class, words.get(0)) == Apply.APPLIED);
    }

    /** Whether it waits in its queue from now on. A claimed case keeps its claim, a snoozed one sleeps until woken. */
    private static boolean waits(Optional<Case> open, Folded.CaseChange change) {
        if (open.isEmpty()) {
            return true;
        }
        CaseState state = open.get().state();
        return state == CaseState.QUEUED
                || state == CaseState.ESCALATED
                || (state == CaseState.SNOOZED && change.wakes());
    }

    private static List<String> fields(Subject subject, Folded folded, Folded.CaseChange change, boolean waits) {
        List<String> pairs = new ArrayList<>();
        if (change.opens()) {
            pairs.addAll(CaseFields.birth(change.caseId(), subject, change.openedAt(), change.policyVersion()));
        } else if (waits) {
            pairs.addAll(List.of(
                    "state", CaseState.resting(change.placement().tier()).word()));
        }
        pairs.addAll(CaseFields.placement(change.placement()));
        pairs.addAll(CaseFields.facts(
                change.reason(),
                change.panic(),
                change.immediateDanger(),
                change.minorInvolved(),
                change.drill(),
                change.meeting()));
        pairs.addAll(List.of("risk", StoredJson.write(folded.risk())));
        return pairs;
    }
}

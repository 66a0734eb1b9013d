package dev.pullcord.redis;

import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Folded;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final Damage damage;
    private final Script applyState;
    private final Script applyRisk;
    private final RiskTurns turns;

    RedisCasework(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.damage = damage;
        this.keys = keys;
        this.audited = audited;
        this.applyState = new Script(link, "apply_state");
        this.applyRisk = new Script(link, "apply_risk");
        this.turns = new RiskTurns(link, keys);
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
        String key = keys.subject(partition, subject);
        String name = partition.number() + ":" + key.substring(key.lastIndexOf(':') + 1); // a digest: no account
        return link.commands().hgetall(key).thenCompose(hash -> {
            Optional<RiskState> risk = hash.containsKey("risk")
                    ? damage.pass("risk", name, () -> StoredJson.read(hash.get("risk"), RiskState.class))
                    : Optional.of(RiskState.EMPTY);
            String applied = hash.getOrDefault("applied_log_id", LogIds.START);
            double settled = damage.need(
                    "subject", name, () -> Double.parseDouble(hash.getOrDefault("settled_score", "-Infinity")));
            damage.need("subject", name, () -> LogIds.compare(applied, applied));
            return openCase(partition, Optional.ofNullable(hash.get("open_case")))
                    .thenApply(open -> new SubjectFile(
                            subject, risk.orElse(RiskState.EMPTY), risk.isEmpty(), applied, settled, open));
        });
    }

    @Override
    public CompletionStage<Void> turned(Partition partition, Subject subject, Turn turn) {
        return turns.turned(partition, subject, turn);
    }

    @Override
    public CompletionStage<List<Turn>> course(Partition partition, Subject subject) {
        return turns.course(partition, subject);
    }

    @Override
    public CompletionStage<Void> setAside(Partition partition, List<LoggedEvent> events) {
        Map<String, String> fields = new HashMap<>();
        events.forEach(e -> fields.put(
                e.logId(), e.subject().kind().name() + ' ' + e.subject().id()));
        return link.commands().hset(keys.aside(partition), fields).thenAccept(added -> {});
    }

    @Override
    public CompletionStage<Map<Subject, List<String>>> aside(Partition partition) {
        return link.commands().hgetall(keys.aside(partition)).thenApply(hash -> {
            Map<Subject, List<String>> found = new HashMap<>();
            hash.forEach((logId, who) -> {
                int space = who.indexOf(' ');
                Subject subject = new Subject(Subject.Kind.valueOf(who.substring(0, space)), who.substring(space + 1));
                found.computeIfAbsent(subject, s -> new ArrayList<>()).add(logId);
            });
            found.values().forEach(ids -> ids.sort(LogIds::compare));
            return found;
        });
    }

    @Override
    public CompletionStage<Void> takeBack(Partition partition, List<String> logIds) {
        return link.commands()
                .hdel(keys.aside(partition), logIds.toArray(String[]::new))
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> keep(Partition partition, Map<String, Circumstance> first) {
        String key = keys.circumstances(partition);
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        first.forEach((logId, told) -> writes.add(
                link.commands().hsetnx(key, logId, StoredJson.write(told)).toCompletableFuture()));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
                .thenCompose(all -> circumstances(partition, List.copyOf(first.keySet())));
    }

    @Override
    public CompletionStage<Map<String, Circumstance>> circumstances(Partition partition, List<String> logIds) {
        if (logIds.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return link.commands()
                .hmget(keys.circumstances(partition), logIds.toArray(String[]::new))
                .thenApply(fields -> {
                    Map<String, Circumstance> kept = new HashMap<>();
                    for (KeyValue<String, String> field : fields) {
                        if (field.hasValue()) {
                            String name = partition.number() + ":" + field.getKey();
                            damage.pass(
                                            "circumstance",
                                            name,
                                            () -> StoredJson.read(field.getValue(), Circumstance.class))
                                    .ifPresent(told -> kept.put(field.getKey(), told));
                        }
                    }
                    return kept;
                });
    }

    private CompletionStage<Optional<Case>> openCase(Partition partition, Optional<String> caseId) {
        return caseId.map(id -> link.commands()
                        .hgetall(keys.reviewCase(partition, id))
                        .thenApply(hash -> Optional.of(CaseFields.readOpen(damage, partition, id, hash))))
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
        String queue = Place.of(change.placement());
        List<String> moreKeys = List.of(
                keys.subject(partition, subject),
                keys.reviewCase(partition, change.caseId()),
                keys.reports(partition, change.caseId()),
                keys.queue(partition, open.map(Case::placement).map(Place::of).orElse(queue)),
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

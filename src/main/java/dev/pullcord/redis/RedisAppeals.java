package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Appeals on Redis. */
public final class RedisAppeals implements Appeals {
    private enum File {
        FILED,
        KNOWN,
        TAKEN,
        MOVED,
        UNKNOWN
    }

    private enum Answer {
        ANSWERED,
        MOVED,
        HEARD_BEFORE
    }

    private static final int CASES_ASKED = 1_000;

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Script fileAppeal;
    private final Script answerAppeal;

    RedisAppeals(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.fileAppeal = new Script(link, "file_appeal");
        this.answerAppeal = new Script(link, "answer_appeal");
    }

    @Override
    public CompletionStage<Filing> file(Platform platform, Case c, Appeal draft, Instant now) {
        return Contended.until(
                "an appeal",
                () -> ofCase(platform, c.id())
                        .thenCompose(known -> tryFile(c, numbered(draft, known.size() + 1), now)));
    }

    private CompletionStage<Optional<Filing>> tryFile(Case c, Appeal appeal, Instant now) {
        Partition partition = c.partition();
        AuditDraft audit = AuditDraft.byService(
                now,
                "appeal_filed",
                c.id(),
                Map.of(
                        "appeal", appeal.id(),
                        "decision", appeal.decisionId(),
                        "party", appeal.party().word(),
                        "dueAt", AuditDraft.time(appeal.dueAt())));
        return audited.run(
                        fileAppeal,
                        "filed",
                        RedisReviewQueue.desk(partition),
                        audit,
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.caseAppeals(partition, c.id()),
                                keys.appeals(partition),
                                keys.heard(partition)),
                        List.of(
                                appeal.id(),
                                CaseKeys.its(StoredJson.write(appeal)),
                                Keys.digest(whose(appeal)),
                                CaseFields.millis(appeal.dueAt()),
                                CaseState.from(CaseState.Move.APPEAL).stream()
                                        .map(CaseState::word)
                                        .sorted()
                                        .collect(Collectors.joining(" ")),
                                CaseState.APPEALED.word(),
                                Integer.toString(c.decisionCount()),
                                appeal.decidedBy()))
                .thenCompose(reply -> switch (Script.word(File.class, reply.word())) {
                    case FILED -> done(Optional.of(new Filing.Filed(appeal)));
                    case KNOWN ->
                        find(partition, c.id(), reply.words().get(1))
                                .thenApply(before -> before.map(Filing.Known::new));
                    case TAKEN -> done(Optional.empty()); // somebody else has this number
                    case MOVED -> done(Optional.of(new Filing.Moved()));
                    case UNKNOWN -> done(Optional.of(new Filing.Unknown()));
                });
    }

    private static String whose(Appeal appeal) {
        return appeal.decisionId()
                + '/'
                + appeal.party().word()
                + '/'
                + appeal.receipt().orElse("");
    }

    private static Appeal numbered(Appeal a, int number) {
        return new Appeal(
                a.decisionId() + ".p" + number,
                a.decisionId(),
                a.party(),
                a.receipt(),
                a.text(),
                a.filedAt(),
                a.dueAt(),
                a.state(),
                a.heardBy(),
                a.heardAt(),
                a.answer(),
                a.decidedBy(),
                a.result());
    }

    @Override
    public CompletionStage<Optional<Appeal>> find(Platform platform, String appealId) {
        return CaseId.partition(platform.id(), platform.partitions(), appealId)
                .map(partition -> find(partition, CaseId.caseOf(appealId), appealId))
                .orElseGet(() -> done(Optional.empty()));
    }

    private CompletionStage<Optional<Appeal>> find(Partition partition, String caseId, String appealId) {
        return link.commands()
                .hget(keys.caseAppeals(partition, caseId), appealId)
                .thenApply(text -> Optional.ofNullable(text).map(t -> StoredJson.read(t, Appeal.class)));
    }

    @Override
    public CompletionStage<List<Appeal>> ofCase(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId)
                .map(partition -> link.commands()
                        .hgetall(keys.caseAppeals(partition, caseId))
                        .thenApply(hash -> hash.entrySet().stream()
                                .filter(field -> !field.getKey().startsWith("by:"))
                                .map(field -> StoredJson.read(field.getValue(), Appeal.class))
                                .sorted(Comparator.comparing(Appeal::filedAt).thenComparing(Appeal::id))
                                .toList()))
                .orElseGet(() -> done(List.of()));
    }

    @Override
    public CompletionStage<List<Appeal>> open(Platform platform, int max) {
        List<CompletableFuture<List<Appeal>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> link.commands()
                        .zrange(keys.appeals(partition), 0, max - 1L)
                        .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                                .map(id ->
                                        find(partition, CaseId.caseOf(id), id).toCompletableFuture())
                                .toList()))
                        .thenApply(found ->
                                found.stream().flatMap(Optional::stream).toList())
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Appeal::dueAt).thenComparing(Appeal::id))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<Boolean> answer(Platform platform, Appeal heard, Moderator by, Instant now) {
        String caseId = CaseId.caseOf(heard.id());
        Partition partition =
                CaseId.partition(platform.id(), platform.partitions(), caseId).orElseThrow();
        Map<String, String> detail = new TreeMap<>(Map.of(
                "appeal", heard.id(),
                "contested", heard.decisionId(),
                "reason", heard.answer().orElse("")));
        heard.result().ifPresent(result -> detail.put("result", result));
        return ofCase(platform, caseId).thenCompose(all -> {
            List<String> args = new ArrayList<>(List.of(
                    heard.id(),
                    CaseKeys.its(StoredJson.write(heard)),
                    CaseState.APPEALED.word(),
                    CaseState.CLOSED.word(),
                    heard.decidedBy(),
                    heard.state().word(),
                    Integer.toString(CaseId.numberOf(heard.decisionId()))));
            all.stream().map(Appeal::id).filter(id -> !id.equals(heard.id())).forEach(args::add);
            return audited.run(
                            answerAppeal,
                            "answered",
                            RedisReviewQueue.desk(partition),
                            RedisReviewQueue.byModerator(
                                    by, now, "appeal_" + heard.state().word(), caseId, detail),
                            List.of(
                                    keys.reviewCase(partition, caseId),
                                    keys.caseAppeals(partition, caseId),
                                    keys.appeals(partition),
                                    keys.heard(partition)),
                            args)
                    .thenApply(reply -> Script.word(Answer.class, reply.word()) == Answer.ANSWERED);
        });
    }

    /**
     * A panic says its case itself; a flag's is looked for among its account's, the newest first. What was attributed went where
     * its first case says.
     */
    @Override
    public CompletionStage<Optional<String>> caseOf(Platform platform, LoggedEvent report) {
        Partition partition = report.partition();
        if (report.caseId().isPresent()) {
            return CaseFields.find(
                            link, keys, damage, partition, report.caseId().get())
                    .thenApply(found -> found.map(c -> c.marks().movedTo().orElse(c.id())));
        }
        return link.commands()
                .zrevrangebyscore(keys.cases(partition), Range.<Number>unbounded(), Limit.from(CASES_ASKED))
                .thenCompose(ids -> among(partition, report, ids, 0))
                .thenCompose(found -> found.isPresent() || link.cold().isEmpty()
                        ? done(found)
                        : link.cold()
                                .orElseThrow()
                                .caseOf(partition, report.subject().id(), report.logId()));
    }

    private CompletionStage<Optional<String>> among(Partition partition, LoggedEvent report, List<String> ids, int at) {
        if (at == ids.size()) {
            return done(Optional.empty());
        }
        String id = ids.get(at);
        return link.commands()
                .hmget(keys.reviewCase(partition, id), "subject_kind", "subject_id")
                .thenCompose(subject -> {
                    boolean its = report.subject().id().equals(subject.get(1).getValueOrElse(""))
                            && RedisEventLog.word(report.subject().kind())
                                    .equals(subject.get(0).getValueOrElse(""));
                    return its
                            ? link.commands().lpos(keys.reports(partition, id), report.logId())
                            : CompletableFuture.<Long>completedFuture(null);
                })
                .thenCompose(place -> place != null ? done(Optional.of(id)) : among(partition, report, ids, at + 1));
    }

    @Override
    public CompletionStage<Map<String, Map<String, Long>>> counts(Platform platform) {
        List<CompletableFuture<Map<String, String>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> link.commands().hgetall(keys.heard(partition)).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenApply(hashes -> {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            hashes.forEach(hash -> hash.forEach((field, n) -> {
                int colon = field.lastIndexOf(':');
                counts.computeIfAbsent(field.substring(0, colon), m -> new TreeMap<>())
                        .merge(field.substring(colon + 1), Long.parseLong(n), Long::sum);
            }));
            return counts;
        });
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.Misuse;
import dev.pullcord.review.Misuses;
import dev.pullcord.review.Moderator;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.ScoredValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** What people found of how accounts report, on Redis: each in its account's own partition, beside its log. */
public final class RedisMisuses implements Misuses {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String SOURCE = "urn:pullcord:desk";
    private static final String REASON = "reporting_misuse";

    private enum Change {
        CHANGED,
        STALE
    }

    private enum Warn {
        ORDERED,
        REPEATED,
        TAKEN,
        UNKNOWN
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final EventLog log;
    private final Script changeMisuse;
    private final Script answerMisuse;
    private final Script warnReporter;

    RedisMisuses(RedisLink link, Keys keys, AuditedScript audited, EventLog log) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.log = log;
        this.changeMisuse = new Script(link, "change_misuse");
        this.answerMisuse = new Script(link, "answer_misuse");
        this.warnReporter = new Script(link, "warn_reporter");
    }

    @Override
    public CompletionStage<Optional<Misuse>> find(Platform platform, String account) {
        return link.commands()
                .get(keys.misuse(Subject.account(account).partition(platform), account))
                .thenApply(json -> Optional.ofNullable(json).map(known -> StoredJson.read(known, Misuse.class)));
    }

    @Override
    public CompletionStage<Boolean> change(Platform platform, Optional<Misuse> before, Misuse after, Instant now) {
        Partition partition = Subject.account(after.account()).partition(platform);
        return changeMisuse
                .run(
                        List.of(keys.misuse(partition, after.account()), keys.misuses(partition)),
                        List.of(
                                before.map(StoredJson::write).orElse(""),
                                StoredJson.write(after),
                                after.account(),
                                CaseFields.millis(now),
                                Long.toString(KEPT.toMillis())))
                .thenApply(reply -> Script.word(Change.class, reply.get(0)) == Change.CHANGED);
    }

    @Override
    public CompletionStage<Boolean> change(Platform platform, Optional<Misuse> before, Misuse after, AuditDraft entry) {
        Partition partition = Subject.account(after.account()).partition(platform);
        return audited.run(
                        answerMisuse,
                        "changed",
                        RedisReviewQueue.desk(partition),
                        entry,
                        List.of(keys.misuse(partition, after.account()), keys.misuses(partition)),
                        List.of(
                                before.map(StoredJson::write).orElse(""),
                                StoredJson.write(after),
                                after.account(),
                                CaseFields.millis(entry.at()),
                                Long.toString(KEPT.toMillis())))
                .thenApply(reply -> Script.word(Change.class, reply.word()) == Change.CHANGED);
    }

    /** The newest of each partition, and of these the newest: few accounts come to this. */
    @Override
    public CompletionStage<List<Misuse>> all(Platform platform, int skip, int max) {
        List<CompletableFuture<List<ScoredValue<String>>>> heads = IntStream.range(0, platform.partitions())
                .mapToObj(number -> link.commands()
                        .zrevrangeWithScores(keys.misuses(new Partition(platform.id(), number)), 0, skip + max - 1L)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(heads.toArray(CompletableFuture[]::new)).thenCompose(ready -> {
            List<CompletableFuture<Optional<Misuse>>> reads = heads.stream()
                    .flatMap(head -> head.join().stream())
                    .sorted(Comparator.<ScoredValue<String>>comparingDouble(ScoredValue::getScore)
                            .reversed()
                            .thenComparing(ScoredValue::getValue))
                    .skip(skip)
                    .limit(max)
                    .map(head -> find(platform, head.getValue()).toCompletableFuture())
                    .toList();
            return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                    .thenApply(read ->
                            reads.stream().flatMap(one -> one.join().stream()).toList());
        });
    }

    @Override
    public CompletionStage<Ordered> warn(Case c, ActionOrder order, Moderator by, Instant now) {
        Partition partition = c.partition();
        Map<String, String> detail =
                Map.of("actionId", order.id(), "type", order.type().code(), "why", REASON);
        return audited.run(
                        warnReporter,
                        "ordered",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(by, now, "reporter_warned", c.id(), detail),
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.actions(partition, c.id()),
                                keys.outbox(partition)),
                        List.of(
                                order.id().substring(c.id().length() + 1),
                                CaseKeys.its(StoredJson.write(order)),
                                REASON,
                                CaseFields.millis(now)))
                .thenApply(reply -> switch (Script.word(Warn.class, reply.word())) {
                    case ORDERED -> Ordered.ORDERED;
                    case REPEATED -> Ordered.REPEATED;
                    case TAKEN -> Ordered.TAKEN;
                    case UNKNOWN -> Ordered.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<Void> tell(Platform platform, String account, Misuse.Measure measure, Instant now) {
        Instant since = measure.since().orElseThrow();
        boolean over = measure.state() == Misuse.State.TAKEN_BACK;
        String name = measure.id() + "-" + since.toEpochMilli();
        Map<String, Object> attributes = over
                ? Map.of("measure", name, "takenBack", true)
                : Map.of(
                        "measure",
                        name,
                        "untilMs",
                        measure.until().orElseThrow().toEpochMilli());
        String whose = account + '/' + name + '/' + over;
        Event event = EventCodec.event(
                "misuse-" + UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8)),
                SOURCE,
                over ? now : since,
                new Observation(
                        account,
                        Observation.Kind.FLAGS_LOWERED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        attributes));
        return log.accept(platform, event, Subject.account(account), Optional.empty(), now)
                .thenApply(accepted -> null);
    }
}

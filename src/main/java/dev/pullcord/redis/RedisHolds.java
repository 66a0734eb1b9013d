package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Holds;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Legal holds on Redis, beside what they hold and sealed: whom a court asks about is nobody's business who merely has a copy. */
public final class RedisHolds implements Holds {
    private enum Change {
        WRITTEN,
        MOVED,
        UNKNOWN
    }

    private static final String VERSION = "version:";

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Seal seal;
    private final Script changeHold;

    RedisHolds(RedisLink link, Keys keys, AuditedScript audited, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.seal = seal;
        this.changeHold = new Script(link, "change_hold");
    }

    @Override
    public CompletionStage<Written> write(Platform platform, LegalHold next, AuditDraft audit) {
        Partition partition = LegalHold.partition(platform, next.id()).orElseThrow();
        boolean holds = next.release().flatMap(LegalHold.Release::second).isEmpty();
        return audited.run(
                        changeHold,
                        "written",
                        RedisReviewQueue.desk(partition),
                        audit,
                        List.of(
                                keys.holds(partition),
                                keys.held(partition, next.target()),
                                keys.reviewCase(partition, audit.caseId().orElse("none"))),
                        List.of(
                                next.id(),
                                Long.toString(next.version() - 1),
                                Long.toString(next.version()),
                                seal.close(StoredJson.write(next), platform.id()),
                                holds ? CaseFields.millis(next.expiresAt()) : ""))
                .thenApply(reply -> switch (Script.word(Change.class, reply.word())) {
                    case WRITTEN -> Written.WRITTEN;
                    case MOVED -> Written.MOVED;
                    case UNKNOWN -> Written.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<Optional<LegalHold>> find(Platform platform, String holdId) {
        return LegalHold.partition(platform, holdId)
                .map(partition -> link.commands()
                        .hget(keys.holds(partition), holdId)
                        .thenApply(stored -> Optional.ofNullable(stored).map(text -> open(platform, text))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletionStage<List<LegalHold>> all(Platform platform, int max) {
        List<CompletableFuture<List<LegalHold>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> link.commands()
                        .hgetall(keys.holds(partition))
                        .thenApply(hash -> hash.entrySet().stream()
                                .filter(field -> !field.getKey().startsWith(VERSION))
                                .map(Map.Entry::getValue)
                                .map(text -> open(platform, text))
                                .toList())
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(LegalHold::placedAt)
                                .reversed()
                                .thenComparing(LegalHold::id))
                        .limit(max)
                        .toList());
    }

    @Override
    public CompletionStage<List<String>> on(Platform platform, LegalHold.Target target, Instant now) {
        return target.partition(platform)
                .map(partition -> link.commands()
                        .zrangebyscore(
                                keys.held(partition, target),
                                Range.from(
                                        Range.Boundary.excluding((double) now.toEpochMilli()),
                                        Range.Boundary.unbounded())))
                .<CompletionStage<List<String>>>map(read -> read)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    private LegalHold open(Platform platform, String stored) {
        return StoredJson.read(seal.open(stored, platform.id()), LegalHold.class);
    }
}

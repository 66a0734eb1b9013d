package dev.pullcord;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.SecondLooks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a node is asked for its health. */
final class Health {
    private final Foundation foundation;
    private final PanicsWaiting panics;
    private final BooleanSupplier prepared;
    private final Anchoring anchoring;
    private final QualityWatch quality;
    private final Clock clock;

    Health(
            Foundation foundation,
            PanicsWaiting panics,
            BooleanSupplier prepared,
            Anchoring anchoring,
            QualityWatch quality,
            Clock clock) {
        this.anchoring = anchoring;
        this.quality = quality;
        this.clock = clock;
        this.foundation = foundation;
        this.panics = panics;
        this.prepared = prepared;
    }

    /** Ready: Redis answers, every partition is worked by somebody, and no panic has waited long for the log. */
    Map<String, Supplier<CompletionStage<Boolean>>> checks() {
        return Map.of(
                "prepared",
                () -> CompletableFuture.completedFuture(prepared.getAsBoolean()),
                "panics",
                () -> CompletableFuture.completedFuture(panics.bearable()),
                "redis",
                () -> foundation.link().ping().thenApply(pong -> true),
                "partitions",
                this::worked);
    }

    /**
     * Degraded: a case waits that somebody was paged for, a notice could not be told to anybody, nobody looked again in time
     * at what one person did alone, or the ends of the audit chains were not anchored in time.
     */
    Map<String, Supplier<CompletionStage<Boolean>>> cares() {
        return Map.of(
                "attended",
                this::attended,
                "notices",
                this::told,
                "secondLooks",
                this::lookedAgain,
                "anchored",
                () -> CompletableFuture.completedFuture(anchoring.inTime()));
    }

    /** What is told beside it, in words. */
    Map<String, Supplier<String>> details() {
        return Map.of("auditAnchor", anchoring::state, "quality", quality::state);
    }

    private CompletionStage<Boolean> worked() {
        RedisStore store = foundation.store();
        return store.platforms().all().thenCompose(platforms -> {
            List<Partition> all = platforms.stream()
                    .flatMap(p -> IntStream.range(0, p.partitions()).mapToObj(n -> new Partition(p.id(), n)))
                    .toList();
            return store.leases().holders(all).thenApply(held -> held.size() == all.size());
        });
    }

    private CompletionStage<Boolean> lookedAgain() {
        return none(platform -> new SecondLooks(foundation.store().supersessions(), clock).overdue(platform));
    }

    private CompletionStage<Boolean> attended() {
        return none(foundation.store().overdue()::unattended);
    }

    private CompletionStage<Boolean> told() {
        return none(foundation.store().notices()::countParked);
    }

    /** Whether no platform has any. */
    private CompletionStage<Boolean> none(Function<Platform, CompletionStage<Long>> count) {
        return foundation.store().platforms().all().thenCompose(platforms -> {
            CompletionStage<Long> sum = CompletableFuture.completedFuture(0L);
            for (Platform platform : platforms) {
                sum = sum.thenCombine(count.apply(platform), Long::sum);
            }
            return sum.thenApply(total -> total == 0);
        });
    }
}

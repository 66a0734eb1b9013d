package dev.pullcord.redis;

import dev.pullcord.insight.Outcomes;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Decision;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What became of cases, read from Redis. */
public final class RedisOutcomes implements Outcomes {
    private static final int PAGE = 500;
    private static final Set<String> NEEDED = Set.of("subject_kind", "subject_id", "opened_at_ms");
    private static final Set<String> STOOD = Set.of("policy_version", "lane", "deadline_ms", "risk");

    private final RedisLink link;
    private final Keys keys;

    RedisOutcomes(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Void> each(Partition partition, Consumer<Past> told) {
        return page(partition, 0, told);
    }

    /** Cases only come behind those that there are, so a page is never read twice; a new one may be missed. */
    private CompletionStage<Void> page(Partition partition, long from, Consumer<Past> told) {
        return link.commands()
                .zrange(keys.cases(partition), from, from + PAGE - 1)
                .thenCompose(ids -> {
                    List<CompletableFuture<Optional<Past>>> reads = ids.stream()
                            .map(id -> read(partition, id).toCompletableFuture())
                            .toList();
                    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                            .thenCompose(all -> {
                                reads.forEach(read -> read.join().ifPresent(told));
                                return ids.size() < PAGE
                                        ? CompletableFuture.<Void>completedFuture(null)
                                        : page(partition, from + PAGE, told);
                            });
                });
    }

    private CompletionStage<Optional<Past>> read(Partition partition, String caseId) {
        return link.commands()
                .hmget(
                        keys.reviewCase(partition, caseId),
                        "subject_kind",
                        "subject_id",
                        "opened_at_ms",
                        "policy_version",
                        "lane",
                        "deadline_ms",
                        "risk")
                .thenCombine(decisions(partition, caseId), (fields, decisions) -> {
                    Map<String, String> known = new HashMap<>();
                    fields.stream()
                            .filter(KeyValue::hasValue)
                            .forEach(field -> known.put(field.getKey(), field.getValue()));
                    if (!known.keySet().containsAll(NEEDED)) {
                        return Optional.<Past>empty();
                    }
                    Optional<Decision> last = decisions.stream().reduce((one, next) -> next);
                    return Optional.of(new Past(
                            caseId,
                            new Subject(
                                    Subject.Kind.valueOf(
                                            known.get("subject_kind").toUpperCase(Locale.ROOT)),
                                    known.get("subject_id")),
                            Instant.ofEpochMilli(Long.parseLong(known.get("opened_at_ms"))),
                            decisions.stream().findFirst().map(Decision::decidedAt),
                            last.map(Decision::decidedAt),
                            last.map(Decision::outcome),
                            stood(known)));
                })
                .thenApply(past -> past)
                .exceptionallyCompose(failure -> Damaged.is(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private static Optional<Stood> stood(Map<String, String> known) {
        return known.keySet().containsAll(STOOD)
                ? Optional.of(new Stood(
                        known.get("policy_version"),
                        known.get("lane"),
                        Instant.ofEpochMilli(Long.parseLong(known.get("deadline_ms"))),
                        StoredJson.read(known.get("risk"), Likelihood.class).probability()))
                : Optional.empty();
    }

    /** Of a stored risk, what is asked for here. */
    private record Likelihood(double probability) {}

    private CompletionStage<List<Decision>> decisions(Partition partition, String caseId) {
        return link.commands()
                .lrange(keys.decisions(partition, caseId), 0, -1)
                .thenApply(all -> all.stream()
                        .map(json -> StoredJson.read(json, Decision.class))
                        .toList());
    }
}

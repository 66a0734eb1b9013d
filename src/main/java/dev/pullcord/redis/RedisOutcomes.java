package dev.pullcord.redis;

import dev.pullcord.insight.Outcomes;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Decision;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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
    private final CasesByTime byTime;

    RedisOutcomes(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.byTime = new CasesByTime(link, keys);
    }

    @Override
    public CompletionStage<Void> each(Partition partition, Consumer<Past> told) {
        if (link.cold().isEmpty()) {
            return page(partition, 0, "", told, new HashSet<>());
        }
        Set<String> seen = new HashSet<>();
        return page(partition, 0, "", told, seen)
                .thenCompose(here -> cold(link.cold().orElseThrow(), partition, "", told, seen));
    }

    /** Of what was put away, too; Redis first, so that what goes meanwhile is met here. */
    private CompletionStage<Void> cold(
            ColdCases cold, Partition partition, String after, Consumer<Past> told, Set<String> seen) {
        return cold.each(partition, after, PAGE).thenCompose(kept -> {
            kept.stream()
                    .filter(one -> !seen.contains(one.place().caseId()))
                    .forEach(one -> cold.opened(one)
                            .flatMap(old -> past(
                                    one.place().caseId(),
                                    old.hash(ColdKeys.CASE, link::opened),
                                    decisions(old.list(ColdKeys.DECISIONS, link::opened))))
                            .ifPresent(told));
            return kept.size() < PAGE
                    ? CompletableFuture.<Void>completedFuture(null)
                    : cold(cold, partition, kept.get(PAGE - 1).place().caseId(), told, seen);
        });
    }

    /** A new one may be missed. */
    private CompletionStage<Void> page(
            Partition partition, long from, String after, Consumer<Past> told, Set<String> seen) {
        return byTime.next(partition, from, after, Long.MAX_VALUE, PAGE).thenCompose(found -> {
            List<String> ids = found.stream().map(ScoredValue::getValue).toList();
            seen.addAll(ids);
            List<CompletableFuture<Optional<Past>>> reads = ids.stream()
                    .map(id -> read(partition, id).toCompletableFuture())
                    .toList();
            return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                    .thenCompose(all -> {
                        reads.forEach(read -> read.join().ifPresent(told));
                        return ids.size() < PAGE
                                ? CompletableFuture.<Void>completedFuture(null)
                                : page(partition, (long) found.get(PAGE - 1).getScore(), ids.get(PAGE - 1), told, seen);
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
                    return past(caseId, known, decisions);
                })
                .thenApply(past -> past)
                .exceptionallyCompose(failure -> Damaged.is(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private static Optional<Past> past(String caseId, Map<String, String> known, List<Decision> decisions) {
        if (!known.keySet().containsAll(NEEDED)) {
            return Optional.empty();
        }
        Optional<Decision> last = decisions.stream().reduce((one, next) -> next);
        return Optional.of(new Past(
                caseId,
                new Subject(
                        Subject.Kind.valueOf(known.get("subject_kind").toUpperCase(Locale.ROOT)),
                        known.get("subject_id")),
                Instant.ofEpochMilli(Long.parseLong(known.get("opened_at_ms"))),
                decisions.stream().findFirst().map(Decision::decidedAt),
                last.map(Decision::decidedAt),
                last.map(Decision::outcome),
                stood(known)));
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
        return link.commands().lrange(keys.decisions(partition, caseId), 0, -1).thenApply(RedisOutcomes::decisions);
    }

    private static List<Decision> decisions(List<String> stored) {
        return stored.stream()
                .map(json -> StoredJson.read(json, Decision.class))
                .toList();
    }
}

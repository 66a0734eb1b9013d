package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Walks over a partition's cases in the order in which they were opened. Cases that go meanwhile make it pass over none. */
final class CasesByTime {
    private final RedisLink link;
    private final Keys keys;

    CasesByTime(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    /**
     * The next ids.
     *
     * @param from opened then or later, ms
     * @param after of those that were opened then, ids greater than this
     * @param before opened earlier, ms
     */
    CompletionStage<List<ScoredValue<String>>> next(
            Partition partition, long from, String after, long before, int max) {
        return next(partition, from, after, before, 0, max);
    }

    /** Those of the cursor's own millisecond come again and are left out. */
    private CompletionStage<List<ScoredValue<String>>> next(
            Partition partition, long from, String after, long before, long skip, int max) {
        return link.commands()
                .zrangebyscoreWithScores(
                        keys.cases(partition),
                        Range.from(Range.Boundary.including(from), Range.Boundary.excluding(before)),
                        Limit.create(skip, max))
                .thenCompose(read -> {
                    List<ScoredValue<String>> next = read.stream()
                            .filter(id ->
                                    (long) id.getScore() > from || id.getValue().compareTo(after) > 0)
                            .toList();
                    if (read.size() < max || next.size() == max) {
                        return CompletableFuture.completedFuture(next);
                    }
                    return next(partition, from, after, before, skip + max, max - next.size())
                            .thenApply(rest -> {
                                List<ScoredValue<String>> all = new ArrayList<>(next);
                                all.addAll(rest);
                                return all;
                            });
                });
    }
}

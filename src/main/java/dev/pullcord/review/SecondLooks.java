package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Supersessions.Alone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one person decided alone and nobody has looked at again. Thread-safe. */
public final class SecondLooks {
    private static final int OF_A_PARTITION = 500;

    private final Supersessions supersessions;
    private final Clock clock;

    public SecondLooks(Supersessions supersessions, Clock clock) {
        this.supersessions = supersessions;
        this.clock = clock;
    }

    /** Of all partitions, the earliest due first. */
    public CompletionStage<List<Alone>> all(Platform platform, int max) {
        CompletionStage<List<Alone>> found = CompletableFuture.completedFuture(List.of());
        for (int number = 0; number < platform.partitions(); number++) {
            found = found.thenCombine(
                    supersessions.alone(new Partition(platform.id(), number), OF_A_PARTITION), (all, more) -> {
                        List<Alone> both = new ArrayList<>(all);
                        both.addAll(more);
                        return both;
                    });
        }
        return found.thenApply(all -> all.stream()
                .sorted(Comparator.comparing(Alone::dueAt).thenComparing(Alone::decisionId))
                .limit(max)
                .toList());
    }

    public boolean overdue(Alone look) {
        return !look.dueAt().isAfter(clock.instant());
    }

    /** How many are past their time. */
    public CompletionStage<Long> overdue(Platform platform) {
        return all(platform, Integer.MAX_VALUE)
                .thenApply(all -> all.stream().filter(this::overdue).count());
    }
}

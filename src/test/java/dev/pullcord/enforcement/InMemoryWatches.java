package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Whom meetings are watched for, as long as this process lives. Nothing is ever due: the dispatch alone is tried on it. */
public final class InMemoryWatches implements Watches {
    private final Map<String, Instant> guards = new ConcurrentHashMap<>();

    /** Until when this action's meeting is watched. */
    public Instant until(String actionId) {
        return guards.get(actionId);
    }

    @Override
    public CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Void> forget(Partition partition, String actionId) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> write(Case c, Action action, Finding finding, Instant now) {
        throw new UnsupportedOperationException("nothing is ever due");
    }

    @Override
    public CompletionStage<Void> guard(
            Platform platform, String meetingId, String actionId, Instant until, Instant now) {
        guards.put(actionId, until);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<String>> guards(Platform platform, String meetingId, Instant now) {
        return CompletableFuture.completedFuture(guards.entrySet().stream()
                .filter(g -> g.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList());
    }
}

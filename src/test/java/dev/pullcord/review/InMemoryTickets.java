package dev.pullcord.review;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tickets forgotten with the process; none runs out before. */
public final class InMemoryTickets implements Tickets {
    private final Map<String, String> tickets = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    @Override
    public synchronized CompletionStage<Void> put(Kind kind, String key, String value, Duration kept) {
        tickets.put(kind + key, value);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<String>> take(Kind kind, String key) {
        return CompletableFuture.completedFuture(Optional.ofNullable(tickets.remove(kind + key)));
    }

    @Override
    public synchronized CompletionStage<Long> count(Kind kind, String key, Duration window) {
        return CompletableFuture.completedFuture(counts.merge(kind + key, 1L, Long::sum));
    }

    @Override
    public synchronized CompletionStage<Void> clear(Kind kind, String key) {
        counts.remove(kind + key);
        return CompletableFuture.completedFuture(null);
    }
}

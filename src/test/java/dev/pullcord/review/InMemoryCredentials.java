package dev.pullcord.review;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** What people sign in by, forgotten with the process. */
public final class InMemoryCredentials implements Credentials.Book {
    private final Map<String, Credentials> all = new HashMap<>();

    @Override
    public synchronized CompletionStage<Credentials> find(String personId) {
        return CompletableFuture.completedFuture(all.getOrDefault(personId, Credentials.NONE));
    }

    @Override
    public synchronized CompletionStage<Credentials> change(String personId, UnaryOperator<Credentials> change) {
        Credentials next = change.apply(all.getOrDefault(personId, Credentials.NONE));
        all.put(personId, next);
        return CompletableFuture.completedFuture(next);
    }

    @Override
    public synchronized CompletionStage<Void> forget(String personId) {
        all.remove(personId);
        return CompletableFuture.completedFuture(null);
    }
}

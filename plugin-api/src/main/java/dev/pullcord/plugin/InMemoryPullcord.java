package dev.pullcord.plugin;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** For a platform's own tests: remembers what was sent, and says of accounts what it was told. Safe from any thread. */
public final class InMemoryPullcord implements PullcordClient {
    private final List<SafetyEvent> sent = new CopyOnWriteArrayList<>();
    private final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private volatile Kept answer = Kept.IN_MEMORY;

    /** What was sent so far, in its order; what was not kept is not among it. */
    public List<SafetyEvent> sent() {
        return List.copyOf(sent);
    }

    /** From now on everything is answered so, for example {@link Kept#FULL}. */
    public void answer(Kept kept) {
        answer = kept;
    }

    /** This account may not join any more. */
    public void suspend(String account) {
        suspended.add(account);
    }

    /** This account may join again. */
    public void reinstate(String account) {
        suspended.remove(account);
    }

    @Override
    public CompletionStage<Kept> send(SafetyEvent event) {
        Kept kept = answer;
        if (kept == Kept.IN_MEMORY || kept == Kept.JOURNALED) {
            sent.add(event);
        }
        return CompletableFuture.completedFuture(kept);
    }

    @Override
    public boolean mayJoin(String account) {
        return !suspended.contains(account);
    }

    @Override
    public long pending() {
        return 0;
    }

    @Override
    public void close() {
        answer = Kept.CLOSED;
    }
}

package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sign-ins forgotten with the process. Runs the same {@link SessionsContract} as those in Redis. */
public final class InMemorySessions implements Sessions {
    private record Kept(Session session, Instant usedAt) {}

    private final Map<String, Kept> all = new HashMap<>();

    @Override
    public synchronized CompletionStage<Void> begin(String digest, Session session, Duration idle) {
        all.put(digest, new Kept(session, session.beganAt()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Session>> use(String digest, Instant now, Duration idle) {
        Kept kept = all.get(digest);
        if (kept == null
                || !kept.session().expiresAt().isAfter(now)
                || !kept.usedAt().plus(idle).isAfter(now)) {
            all.remove(digest);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        all.put(digest, new Kept(kept.session(), now.isAfter(kept.usedAt()) ? now : kept.usedAt()));
        return CompletableFuture.completedFuture(Optional.of(kept.session()));
    }

    @Override
    public synchronized CompletionStage<Void> end(String digest) {
        all.remove(digest);
        return CompletableFuture.completedFuture(null);
    }
}

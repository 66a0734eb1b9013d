package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.StandingChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Writes who may join and be paid out, as due actions say, when each is first seen: it may have to wait hours for its turn. A decision
 * writes it too, in its own step or right after; this mends what a crash between the two has left, and what failed.
 *
 * <p>All of it is called, and its fields are touched, on one context.
 */
final class Suspensions {
    private final Outbox outbox;
    private final Map<String, CompletableFuture<Boolean>> written = new HashMap<>();

    Suspensions(Outbox outbox) {
        this.outbox = outbox;
    }

    /** These are due. Nothing waits for what this begins: an account may lie where Redis cannot be reached. */
    void see(Platform platform, List<Action> due) {
        Set<String> ids = due.stream().map(action -> action.order().id()).collect(Collectors.toSet());
        written.keySet().retainAll(ids);
        written.values().removeIf(w -> w.isDone() && !w.join());
        for (Action action : due) {
            StandingChange.of(action.order(), action.createdAt())
                    .ifPresent(change -> written.computeIfAbsent(
                            action.order().id(),
                            id -> write(platform, change, action).toCompletableFuture()));
        }
    }

    private CompletionStage<Boolean> write(Platform platform, StandingChange change, Action action) {
        return Dispatch.called(() -> outbox.setStanding(platform, action.caseId(), change, action.createdAt()))
                .handle((done, failure) -> failure == null);
    }

    /** Whether what this action says of a right could be written; true when it says nothing of that. May take long. */
    CompletableFuture<Boolean> written(Action action) {
        return written.getOrDefault(action.order().id(), CompletableFuture.completedFuture(true));
    }
}

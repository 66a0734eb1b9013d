package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.enforcement.Watches;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.PlanPolicy;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes with a meeting whom it is watched for, when an action that ends something there is first seen due: the meeting may lie
 * elsewhere than the case, so no one step can write both, and whoever is removed may be back at once.
 *
 * <p>All of it is called, and its fields are touched, on one context.
 */
final class Guards {
    private final Outbox outbox;
    private final Watches watches;
    private final Supplier<PlanPolicy> policy;
    private final Clock clock;
    private final Map<String, CompletableFuture<Boolean>> written = new HashMap<>();

    Guards(Outbox outbox, Watches watches, Supplier<PlanPolicy> policy, Clock clock) {
        this.outbox = outbox;
        this.watches = watches;
        this.policy = policy;
        this.clock = clock;
    }

    /** These are due. Nothing waits for what this begins. */
    void see(Platform platform, List<Action> due) {
        Set<String> ids = due.stream().map(action -> action.order().id()).collect(Collectors.toSet());
        written.keySet().retainAll(ids);
        written.values().removeIf(w -> w.isDone() && !w.join());
        for (Action action : due) {
            ActionType type = action.order().type();
            if (type == ActionType.REMOVE_PARTICIPANT || type == ActionType.END_MEETING) {
                written.computeIfAbsent(
                        action.order().id(), id -> write(platform, action).toCompletableFuture());
            }
        }
    }

    private CompletionStage<Boolean> write(Platform platform, Action action) {
        return Dispatch.called(() -> outbox.ofCase(platform, action.caseId()))
                .thenCompose(all -> {
                    Watch watch = new Watch(action, all, 0);
                    Optional<CompletionStage<Void>> guard = watch.guardUntil(policy.get())
                            .map(until -> watches.guard(
                                    platform,
                                    action.order().target().meeting().orElseThrow(),
                                    action.order().id(),
                                    until,
                                    clock.instant()));
                    return guard.orElseGet(() -> CompletableFuture.completedFuture(null));
                })
                .handle((done, failure) -> failure == null);
    }

    /** Whether it is written; true when there is nothing to write. */
    CompletableFuture<Boolean> written(Action action) {
        return written.getOrDefault(action.order().id(), CompletableFuture.completedFuture(true));
    }
}

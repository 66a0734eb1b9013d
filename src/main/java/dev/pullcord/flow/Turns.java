package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the due actions may go now: a step waits for those ahead of it in its plan. The store holds it to that; this spares
 * the asking. A case that cannot be
 * looked into waits by itself and holds no other up. All of it is called, and its fields are touched, on one context.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5); // then the case is looked into again

    private final Outbox outbox;
    private final Enforcer enforcer;
    private final Executor context;
    private final Map<String, Instant> held = new HashMap<>();
    private final Set<String> endedMeanwhile = new HashSet<>(); // cases with a try that ended since this look began
    private final Set<String> dark = new HashSet<>(); // cases that could not be looked into, each told once
    private boolean outdated;

    Turns(Outbox outbox, Enforcer enforcer, Executor context) {
        this.outbox = outbox;
        this.enforcer = enforcer;
        this.context = context;
    }

    /** A look begins. */
    void begin() {
        endedMeanwhile.clear();
        outdated = false;
    }

    /** Whether what this look read of a case was older than the end of a try there: it is to be taken again. */
    boolean outdated() {
        return outdated;
    }

    /** A try of this action is over. */
    void ended(Action action) {
        held.remove(action.caseId());
        endedMeanwhile.add(action.caseId());
    }

    /** Those that may go, in their order. */
    CompletionStage<List<Action>> of(Platform platform, List<Action> due, Instant now) {
        held.values().removeIf(until -> !until.isAfter(now));
        dark.retainAll(due.stream().map(Action::caseId).collect(Collectors.toSet()));
        List<Action> candidates = due.stream()
                .filter(action -> first(action) || !held.containsKey(action.caseId()))
                .toList();
        Map<String, CompletableFuture<Optional<List<Action>>>> cases = new HashMap<>();
        candidates.stream()
                .filter(action -> !first(action))
                .forEach(action -> cases.computeIfAbsent(action.caseId(), id -> read(platform, id)));
        return CompletableFuture.allOf(cases.values().toArray(CompletableFuture<?>[]::new))
                .thenApplyAsync(
                        read -> candidates.stream()
                                .filter(action -> first(action)
                                        || free(
                                                action,
                                                cases.get(action.caseId()).join(),
                                                now))
                                .toList(),
                        context);
    }

    /** Whether it waits for no other, so that its case need not be read. */
    private static boolean first(Action action) {
        return action.trail().after().isEmpty();
    }

    private CompletableFuture<Optional<List<Action>>> read(Platform platform, String caseId) {
        return Dispatch.called(() -> outbox.ofCase(platform, caseId))
                .thenApply(Optional::of)
                .exceptionally(failure -> Optional.empty())
                .toCompletableFuture();
    }

    private boolean free(Action action, Optional<List<Action>> ofCase, Instant now) {
        String caseId = action.caseId();
        if (ofCase.isEmpty()) {
            held.put(caseId, now.plus(LONGEST_HOLD));
            if (dark.add(caseId)) {
                LOG.warn("the actions of case {} cannot be read: they wait, the others go on", caseId);
            }
            return false;
        }
        dark.remove(caseId);
        Optional<Instant> until = enforcer.patience().heldUntil(action, ofCase.get(), now);
        if (until.isPresent() && endedMeanwhile.contains(caseId)) {
            outdated = true;
        } else {
            until.ifPresent(u -> held.put(caseId, u.isBefore(now.plus(LONGEST_HOLD)) ? u : now.plus(LONGEST_HOLD)));
        }
        return until.isEmpty();
    }
}

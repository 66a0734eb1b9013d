package dev.pullcord.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * For how long a step of a plan waits for those ahead of it: until each is answered or given up, and never longer than this. A
 * platform that hangs over keeping evidence must not keep somebody in a live call. Pure; {@code begin_try} is handed these numbers
 * and keeps to them, so that no loop can send a step before its turn.
 *
 * @param step how long the first step may hold the ones behind it, from when they were ordered; the second twice as long, and so on
 * @param plan how long any of them may
 * @param tries how many fruitless tries of one may
 */
public record Patience(Duration step, Duration plan, int tries) {
    /** 5 s for a step, 15 s for all, 3 tries: with one step ahead, a removal leaves after 5 s at the latest. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), 3);

    public Patience {
        if (step.isNegative() || plan.compareTo(step) < 0) {
            throw new IllegalArgumentException("enforcement.patience: " + step + " and " + plan + " are no bounds");
        }
        if (tries < 1) {
            throw new IllegalArgumentException("enforcement.orderedTries: " + tries + " is below 1");
        }
    }

    /** When this action leaves at the latest as far as the steps ahead of it are concerned. */
    public Instant latest(Action action) {
        return until(action, action.trail().after().size());
    }

    /** Until when the step that is so many-th in the plan may hold it. */
    private Instant until(Action action, int nth) {
        Duration all = step.multipliedBy(nth);
        return action.createdAt().plus(all.compareTo(plan) > 0 ? plan : all);
    }

    /** The steps that it waits for now, in their order; none when it may go. */
    public List<Action> waitsFor(Action action, List<Action> ofCase, Instant now) {
        List<String> after = action.trail().after();
        return ofCase.stream()
                .filter(other -> after.contains(other.order().id()))
                .filter(this::holdsOthers)
                .filter(other -> now.isBefore(until(action, nth(action, other))))
                .toList();
    }

    /** Until when it waits, unless something happens; empty when it may go. */
    public Optional<Instant> heldUntil(Action action, List<Action> ofCase, Instant now) {
        return waitsFor(action, ofCase, now).stream()
                .map(other -> {
                    Instant longest = until(action, nth(action, other));
                    return other.nextTryAt().filter(longest::isAfter).orElse(longest);
                })
                .min(Comparator.naturalOrder());
    }

    private static int nth(Action action, Action ahead) {
        return action.trail().after().indexOf(ahead.order().id()) + 1;
    }

    private boolean holdsOthers(Action ahead) {
        return switch (ahead.state()) {
            case PENDING -> ahead.triesInARow() < tries;
            case TRYING -> ahead.triesInARow() <= tries; // the last of them is not over yet
            case ANSWERED, FAILED -> false;
        };
    }
}

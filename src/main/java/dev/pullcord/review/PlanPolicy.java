package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is done about an action that the platform says it has done, and about one that it cannot do.
 *
 * @param confirmWithin how long it may take until something shows that somebody is gone
 * @param sendAgain how often a removal is sent again for somebody who is still there; then it is parked
 * @param keepOut for how long whoever is removed is kept out of that meeting, if the decision does not say
 * @param removeAgain how often he is removed anew when he comes back meanwhile; then that is parked
 * @param fallbacks what stands in for an action that the platform does not support, in this order. What is no harsher is
 *     ordered; what is harsher is proposed to a person
 */
public record PlanPolicy(
        Duration confirmWithin,
        int sendAgain,
        Duration keepOut,
        int removeAgain,
        Map<ActionType, List<ActionType>> fallbacks) {
    private static final int MOST = 20;

    public PlanPolicy {
        fallbacks = Map.copyOf(fallbacks);
        within("confirmWithin", confirmWithin, Duration.ofSeconds(2), Duration.ofMinutes(10));
        within("keepOut", keepOut, Duration.ofMinutes(1), Duration.ofDays(30));
        within("sendAgain", sendAgain);
        within("removeAgain", removeAgain);
        fallbacks.forEach((from, to) -> {
            if (to.isEmpty() || to.contains(from) || to.stream().distinct().count() < to.size()) {
                throw new IllegalArgumentException(
                        "plans.fallbacks." + from.code() + ": names none, itself, or one twice");
            }
            to.forEach(each -> Fallback.check(from, each));
        });
    }

    private static void within(String key, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("plans." + key + ": " + value + " is outside 0 … " + MOST);
        }
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("plans." + key + ": " + value + " is outside " + least + " … " + most);
        }
    }
}

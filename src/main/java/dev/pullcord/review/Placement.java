package dev.pullcord.review;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a case stands: which queue, which lane, which tier, for whom, and by when a person must have looked at it.
 *
 * @param queue the queue's name
 * @param lane the lane's word
 * @param precedence the lane's, 0 first
 * @param tier 1 for the desk's first line, more after an escalation
 * @param needs the least role that may take it; absent when anybody may
 * @param deadline in one queue, the earlier one comes first
 */
public record Placement(String queue, String lane, int precedence, int tier, Optional<Role> needs, Instant deadline) {

    /** One that anybody may take. */
    public Placement(String queue, String lane, int precedence, int tier, Instant deadline) {
        this(queue, lane, precedence, tier, Optional.empty(), deadline);
    }

    /**
     * This placement, or where the other one is more urgent, that: a lane only ever gets more urgent, a tier higher and
     * a deadline earlier. Who may take it stays as it is.
     */
    public Placement tightenedBy(Placement other) {
        Placement lane = other.precedence < precedence ? other : this;
        return new Placement(
                lane.queue,
                lane.lane,
                lane.precedence,
                Math.max(tier, other.tier),
                needs,
                other.deadline.isBefore(deadline) ? other.deadline : deadline);
    }

    /** The same, handed up: from now on only this role and those above may take it. */
    public Placement handedTo(Role role) {
        return new Placement(queue, lane, precedence, Math.max(tier, role.tier()), Optional.of(role), deadline);
    }

    /** The same, where a missed deadline also turned to these. */
    public Placement turnedTo(Role role) {
        return new Placement(queue, lane, precedence, Math.max(tier, role.tier()), needs, deadline);
    }

    /** The same, for whoever comes. */
    public Placement forAnybody() {
        return new Placement(queue, lane, precedence, tier, deadline);
    }
}

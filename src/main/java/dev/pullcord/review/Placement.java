package dev.pullcord.review;

import java.time.Instant;

/**
 * Where a case stands: which queue, which lane, which tier, and by when a person must have looked at it.
 *
 * @param queue the queue's name
 * @param lane the lane's word
 * @param precedence the lane's, 0 first
 * @param tier 1 for the desk's first line, more after an escalation
 * @param deadline in one queue, the earlier one comes first
 */
public record Placement(String queue, String lane, int precedence, int tier, Instant deadline) {

    /**
     * This placement, or where the other one is more urgent, that: a lane only ever gets more urgent, a tier higher and
     * a deadline earlier.
     */
    public Placement tightenedBy(Placement other) {
        Placement lane = other.precedence < precedence ? other : this;
        return new Placement(
                lane.queue,
                lane.lane,
                lane.precedence,
                Math.max(tier, other.tier),
                other.deadline.isBefore(deadline) ? other.deadline : deadline);
    }
}

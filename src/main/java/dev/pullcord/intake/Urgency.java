package dev.pullcord.intake;

import java.time.Instant;

/**
 * Where a panic's case stands from the accept step on. Numbers only: the policy that chose them is review's.
 *
 * @param queue the queue's name
 * @param lane the lane's word, for example {@code panic_live}
 * @param precedence of the lane, 0 first
 * @param deadline when a person must have looked at it
 * @param policyVersion the policy that says so
 */
public record Urgency(String queue, String lane, int precedence, Instant deadline, String policyVersion) {}

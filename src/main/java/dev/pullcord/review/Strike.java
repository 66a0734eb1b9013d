package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;

/**
 * What a violation counts against an account, for a time. It is part of its decision and stands as long as that is the last
 * word on its case. It proposes; it never acts.
 *
 * @param decisionId the decision
 * @param policy the code of the rule that was broken
 * @param severity how grave policy held that to be
 * @param count how many it counts, at least 1
 * @param at since when
 * @param expiresAt from when on it counts nothing
 */
public record Strike(String decisionId, String policy, Severity severity, int count, Instant at, Instant expiresAt) {
    public Strike {
        if (count < 1) {
            throw new IllegalArgumentException("strike.count: " + count + " is below 1");
        }
    }

    /** Whether it still counts. */
    public boolean counts(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** The same from another time on, for as long. */
    Strike from(Instant other) {
        Duration lasts = Duration.between(at, expiresAt);
        return new Strike(decisionId, policy, severity, count, other, other.plus(lasts));
    }
}

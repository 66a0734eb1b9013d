package dev.pullcord.review;

import java.time.Instant;

/**
 * An exclusive, expiring lease on a case.
 *
 * @param holder the moderator's id
 * @param token known to the holder alone; every change of the case must show it, so one that comes too late cannot harm
 * @param expiresAt when the case goes back to its queue unless the claim is renewed
 */
public record Claim(String holder, String token, Instant expiresAt) {
    @Override
    public String toString() {
        return "Claim[until " + expiresAt + "]"; // the token stays out of logs
    }
}

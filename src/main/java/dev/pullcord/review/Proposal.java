package dev.pullcord.review;

import java.time.Instant;

/**
 * A decision, or the correction of one, that waits for a second person. It is none yet: nothing of it is done.
 *
 * @param decision as it will be written, without the second person's name
 * @param reasonCode told to the platform then
 * @param token tells this proposal from any other of its case
 * @param proposedAt when
 * @param expiresAt when it is over if nobody has answered: the case goes back to its place in the queue, or stays decided as it was
 */
public record Proposal(Decision decision, String reasonCode, String token, Instant proposedAt, Instant expiresAt) {
    /** The decision that this becomes when the second person agrees. */
    public Decision agreed(Moderator second, Instant at) {
        return decision.approved(second.id(), at);
    }

    /** Whether it is to take the place of a decision that counts until then. */
    public boolean corrects() {
        return decision.course().supersedes().isPresent();
    }

    /** Who may not be the second person. */
    public String by() {
        return decision.decidedBy();
    }
}

package dev.pullcord.redis;

import dev.pullcord.review.Claim;
import dev.pullcord.review.Moderator;
import java.time.Instant;

/** A claim that was granted. */
final class Grant {
    final String caseId;
    final Moderator holder;
    final String token;
    Instant expiresAt;
    boolean over;

    Grant(String caseId, Moderator holder, Claim claim) {
        this.caseId = caseId;
        this.holder = holder;
        this.token = claim.token();
        this.expiresAt = claim.expiresAt();
    }
}

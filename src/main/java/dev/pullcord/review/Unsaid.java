package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import java.util.Objects;

/**
 * An audit entry that goes with a change in another slot than its chain's, until it is there.
 *
 * @param id of its own: the chain takes it once, however often it is said
 * @param platform whose chain it belongs to
 * @param draft the entry
 */
public record Unsaid(String id, String platform, AuditDraft draft) {
    public Unsaid {
        Objects.requireNonNull(platform, "unsaid.platform");
        Objects.requireNonNull(draft, "unsaid.draft");
        if (id.length() < 16) {
            throw new IllegalArgumentException("unsaid.id: of " + id.length() + " characters is not one of its own");
        }
    }
}

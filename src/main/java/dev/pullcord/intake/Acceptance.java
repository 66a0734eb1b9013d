package dev.pullcord.intake;

import java.util.Optional;

/**
 * What became of one event that was offered.
 *
 * @param outcome accepted now, or known already
 * @param receipt the reporter's token; the same for every try of the same event
 * @param caseId the case a panic opened or raised
 */
public record Acceptance(Outcome outcome, String receipt, Optional<String> caseId) {
    /** Accepted, or known. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE
    }
}

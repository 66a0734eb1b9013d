package dev.pullcord.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That a case's evidence may leave the house: to whom, by what law. It does once a second person agreed. Immutable.
 *
 * @param id {@code r1}, {@code r2} … within its case
 * @param caseId the case
 * @param recipient who gets it
 * @param reference what the matter is known by there
 * @param basis the law it rests on
 * @param reason why
 * @param proposedBy who wants it
 * @param proposedAt when
 * @param answer what the second person said
 * @param xarf what leaves in place of the bundle, where it goes to another platform
 * @param version grows with every step
 */
public record Release(
        String id,
        String caseId,
        String recipient,
        Optional<String> reference,
        String basis,
        String reason,
        String proposedBy,
        Instant proposedAt,
        Optional<Second> answer,
        Optional<Xarf> xarf,
        long version) {
    /**
     * What the second person said.
     *
     * @param by who
     * @param at when
     * @param agreed whether it may go
     * @param reason why
     */
    public record Second(String by, Instant at, boolean agreed, String reason) {}

    /** How far it is. */
    public enum State {
        PROPOSED,
        APPROVED,
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        return answer.map(second -> second.agreed() ? State.APPROVED : State.REFUSED)
                .orElse(State.PROPOSED);
    }

    Release answered(Second second) {
        return new Release(
                id,
                caseId,
                recipient,
                reference,
                basis,
                reason,
                proposedBy,
                proposedAt,
                Optional.of(second),
                xarf,
                version + 1);
    }
}

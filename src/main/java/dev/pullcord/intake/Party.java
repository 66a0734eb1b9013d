package dev.pullcord.intake;

import java.util.Optional;

/**
 * Somebody in a meeting, as the platform names them: a report's reporter or its subject.
 *
 * @param accountId the account behind; absent for guests
 * @param participantId the id within the meeting
 * @param displayName as typed by the person: poor evidence of who it is
 * @param role the platform's word, for example {@code host} or {@code guest}
 */
public record Party(
        Optional<String> accountId,
        Optional<String> participantId,
        Optional<String> displayName,
        Optional<String> role) {

    /** What tells this party from another, best first; empty when nothing does. */
    public Optional<String> identity() {
        return accountId
                .map(a -> "account:" + a)
                .or(() -> participantId.map(p -> "participant:" + p))
                .or(() -> displayName.map(d -> "name:" + d));
    }
}

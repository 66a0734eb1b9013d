package dev.pullcord.plugin;

import java.util.List;
import java.util.Optional;

/**
 * Whom or what an action is about, in the platform's own ids.
 *
 * @param meeting the meeting's id, when the action is about one
 * @param participantId the participant within the meeting
 * @param accountId the account behind the participant
 * @param trackIds the media tracks; empty means all of the participant's
 */
public record Target(
        Optional<String> meeting, Optional<String> participantId, Optional<String> accountId, List<String> trackIds) {

    public Target {
        trackIds = List.copyOf(trackIds);
        if (meeting.isEmpty() && participantId.isEmpty() && accountId.isEmpty()) {
            throw new IllegalArgumentException("target: names neither meeting, participant nor account");
        }
    }

    /** An account, wherever it is. */
    public static Target account(String accountId) {
        return new Target(Optional.empty(), Optional.empty(), Optional.of(accountId), List.of());
    }
}

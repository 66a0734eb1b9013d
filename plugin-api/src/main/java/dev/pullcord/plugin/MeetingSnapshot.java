package dev.pullcord.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in a meeting at one moment.
 *
 * @param meeting the platform's id of it
 * @param asOf when that was so, by the platform's clock if it tells, else by ours
 * @param present the participants; empty when nobody is there or the meeting is over
 */
public record MeetingSnapshot(String meeting, Instant asOf, List<Present> present) {
    public MeetingSnapshot {
        present = List.copyOf(present);
    }

    /**
     * One participant.
     *
     * @param participantId the participant within the meeting
     * @param accountId the account behind it; absent when the meeting system does not know it
     * @param trackIds the media published now
     */
    public record Present(String participantId, Optional<String> accountId, Set<String> trackIds) {
        public Present {
            trackIds = Set.copyOf(trackIds);
        }
    }
}

package dev.pullcord.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who is and was in a meeting. Kept for 30 days after its last event. */
public interface Rosters {
    /**
     * One participant.
     *
     * @param participantId the id within the meeting
     * @param accountId the account behind
     * @param role the platform's word
     * @param joinedAt when they came, if that was seen
     * @param leftAt when they went
     * @param removed whether they were removed
     */
    record Member(
            String participantId,
            Optional<String> accountId,
            Optional<String> role,
            Optional<Instant> joinedAt,
            Optional<Instant> leftAt,
            boolean removed) {}

    /**
     * A meeting as known from its events.
     *
     * @param meetingId the platform's id
     * @param title its last known title
     * @param startedAt when it started, if that was seen
     * @param endedAt when it ended
     * @param members in no order; at most 1000 are kept
     */
    record Roster(
            String meetingId,
            Optional<String> title,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            List<Member> members) {

        /** Whether the meeting is going on, as far as is known: events were seen and none said it ended. */
        public boolean live() {
            return endedAt.isEmpty();
        }
    }

    CompletionStage<Optional<Roster>> find(Platform platform, String meetingId);

    /** Brings a meeting's events into its roster, oldest first. Events seen before change nothing. */
    CompletionStage<Void> apply(Partition partition, String meetingId, List<LoggedEvent> events);
}

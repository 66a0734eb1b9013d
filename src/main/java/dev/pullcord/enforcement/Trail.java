package dev.pullcord.enforcement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came before an action and what was seen of it.
 *
 * @param after ids of the steps ahead of it in its plan
 * @param follows the action that it does again, takes back or stands in for
 * @param because what made it follow: the word "join" with where that stands in the log, "unconfirmed", "unsupported"
 * @param joins how often somebody was removed anew because he came back, this one included
 * @param resent how often a removal was sent again because he was still there, this one included
 * @param endedAt when the last try was recorded
 * @param proof what showed that it took effect
 * @param proposes harsher actions that a person may order where this one is not supported; nothing does by itself
 */
public record Trail(
        List<String> after,
        Optional<String> follows,
        Optional<String> because,
        int joins,
        int resent,
        Optional<Instant> endedAt,
        Optional<Proof> proof,
        List<String> proposes) {
    /** Of an action that stands by itself. */
    public static final Trail NONE = new Trail(
            List.of(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of());

    public Trail {
        after = List.copyOf(after);
        proposes = List.copyOf(proposes);
    }

    /** Of a step behind these. */
    public static Trail after(List<String> ids) {
        return new Trail(ids, Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * What showed that an action took effect, beyond the platform's answer.
     *
     * @param by {@code participant.left}, {@code participant.removed}, {@code meeting.ended} or {@code action.confirmed}: an event;
     *     {@code roster}: what was known of the meeting; {@code nothing}: the platform tells nothing that could show it
     * @param at when that was
     */
    public record Proof(String by, Instant at) {
        /** That nothing can show it. */
        public static final String NOTHING = "nothing";

        public boolean shows() {
            return !by.equals(NOTHING);
        }
    }
}

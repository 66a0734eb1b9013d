package dev.pullcord.plugin;

import java.time.Instant;
import java.util.Optional;

/**
 * Reads the tokens by which people join meetings of this meeting system, so that a page can report with the one it has already. Pure:
 * keeps nothing from one call to the next, reaches nobody, and must not block.
 */
public interface JoinTokens {
    /**
     * Who holds this token, and for which meeting; empty unless this platform made it, it is good now, and it lets its holder join.
     * Compares in constant time. Called with whatever a stranger sends, at most 8 KiB of it.
     */
    Optional<Holder> holder(String token, Instant now);

    /**
     * Whom a token speaks for.
     *
     * @param meeting the platform's id of the meeting
     * @param account the account's id
     * @param participantId who he is in the meeting, where the token says it
     */
    record Holder(String meeting, String account, Optional<String> participantId) {
        public Holder {
            Field.id("meeting", meeting);
            Field.id("account", account);
            participantId.ifPresent(id -> Field.id("participantId", id));
        }

        @Override
        public String toString() {
            return "Holder"; // ids stay out of logs
        }
    }
}

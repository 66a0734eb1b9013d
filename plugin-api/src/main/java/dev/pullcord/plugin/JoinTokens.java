package dev.pullcord.plugin;

import java.time.Instant;
import java.util.Optional;

/**
 * Reads the tokens by which people join meetings of this meeting system, so that a page can report with the one that it has. Pure: keeps
 * nothing from one call to the next, reaches nobody, and must not block.
 */
public interface JoinTokens {
    /**
     * Who holds this token, and for which meeting; empty unless this platform made it and it lets its holder join. Compares in constant
     * time, and throws nothing: called with whatever a stranger sends.
     *
     * @return also of a token that has run out, so that its holder is told to get another; the caller looks at {@link Holder#until}
     */
    Optional<Holder> holder(String token, Instant now);

    /**
     * Whom a token speaks for.
     *
     * @param meeting the platform's id of the meeting
     * @param account the account's id
     * @param participantId who he is in the meeting, where the token says it
     * @param until when it runs out
     */
    record Holder(String meeting, String account, Optional<String> participantId, Instant until) {
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

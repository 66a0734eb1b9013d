package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody contests a decision.
 *
 * @param id the decision's id and {@code .p1}, {@code .p2} …
 * @param decisionId what is contested
 * @param party who contests it
 * @param receipt of the report, where a reporter does
 * @param text in the words of who contests it
 * @param filedAt when
 * @param dueAt by when it is to be heard
 * @param state how far it is
 * @param heardBy the moderator's id
 * @param heardAt when
 * @param answer in the words of who heard it
 * @param decidedBy who made the decision
 * @param result the decision that took its place, where it was overturned
 */
public record Appeal(
        String id,
        String decisionId,
        Party party,
        Optional<String> receipt,
        String text,
        Instant filedAt,
        Instant dueAt,
        State state,
        Optional<String> heardBy,
        Optional<Instant> heardAt,
        Optional<String> answer,
        String decidedBy,
        Optional<String> result) {
    /** How long after a decision it can be contested: six months (Article 20 of the Digital Services Act). */
    public static final Duration WINDOW = Duration.ofDays(183);

    /** By when an appeal is to be heard. */
    public static final Duration CLOCK = Duration.ofDays(7);

    /** Who contests a decision. */
    public enum Party {
        ACCOUNT,
        REPORTER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far an appeal is. */
    public enum State {
        OPEN,
        UPHELD,
        OVERTURNED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> ofWord(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }
    }

    /** The same, heard. */
    Appeal heard(State how, Moderator by, Instant at, String words, Optional<String> newDecision) {
        return new Appeal(
                id,
                decisionId,
                party,
                receipt,
                text,
                filedAt,
                dueAt,
                how,
                Optional.of(by.id()),
                Optional.of(at),
                Optional.of(words),
                decidedBy,
                newDecision);
    }
}

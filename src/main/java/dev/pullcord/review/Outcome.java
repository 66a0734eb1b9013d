package dev.pullcord.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a moderator concluded. */
public enum Outcome {
    VIOLATION,
    NO_VIOLATION,
    UNFOUNDED_REPORT,
    INSUFFICIENT,
    DUPLICATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> ofWord(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }
}

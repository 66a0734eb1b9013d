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

    /** Whether it says that those who flagged were right, or wrong; empty where it says nothing about them. */
    public Optional<Boolean> flagsWereRight() {
        return switch (this) {
            case VIOLATION -> Optional.of(true);
            case UNFOUNDED_REPORT -> Optional.of(false);
            case NO_VIOLATION, INSUFFICIENT, DUPLICATE -> Optional.empty();
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> ofWord(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }
}

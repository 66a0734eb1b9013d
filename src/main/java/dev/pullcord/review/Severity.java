package dev.pullcord.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a violation is, as policy has it. */
public enum Severity {
    MINOR,
    USUAL,
    SERIOUS,
    GRAVE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of this word; empty when there is none. */
    public static Optional<Severity> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}

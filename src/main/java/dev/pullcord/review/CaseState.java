package dev.pullcord.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a case stands in its life. */
public enum CaseState {
    QUEUED,
    CLAIMED,
    AWAITING_APPROVAL,
    SNOOZED,
    ESCALATED,
    DECIDED,
    APPEALED,
    CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CaseState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    /** Whether reports still join a case in this state. */
    public boolean open() {
        return this != DECIDED && this != APPEALED && this != CLOSED;
    }
}

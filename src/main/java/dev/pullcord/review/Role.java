package dev.pullcord.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do at the desk: moderator &lt; senior &lt; lead &lt; admin; an auditor reads. */
public enum Role {
    AUDITOR,
    MODERATOR,
    SENIOR,
    LEAD,
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of the desk on which cases wait that take this role: 1 for a moderator. */
    public int tier() {
        return switch (this) {
            case AUDITOR, MODERATOR -> 1;
            case SENIOR -> 2;
            case LEAD -> 3;
            case ADMIN -> 4;
        };
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }

    /** Whether this role includes what the other may do. An auditor's work is included in nobody's but the admin's. */
    public boolean includes(Role other) {
        if (other == AUDITOR) {
            return this == AUDITOR || this == ADMIN;
        }
        return this != AUDITOR && compareTo(other) >= 0;
    }
}

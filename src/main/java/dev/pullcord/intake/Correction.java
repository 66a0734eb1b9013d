package dev.pullcord.intake;

import java.util.Optional;

/**
 * Something said later about a report: it is withdrawn (which never closes anything) or details are added.
 *
 * @param kind withdrawn or details added
 * @param receipt the report's receipt, or
 * @param eventId the report's event id, of the same source
 * @param text the added words, byte-exact, at most 2000 characters
 */
public record Correction(Kind kind, Optional<String> receipt, Optional<String> eventId, Optional<String> text)
        implements Body {

    /** The two kinds of correction. */
    public enum Kind {
        WITHDRAWN,
        DETAILS_ADDED
    }

    public static final String WITHDRAWN = "dev.pullcord.report.withdrawn.v1";
    public static final String DETAILS_ADDED = "dev.pullcord.report.detailsAdded.v1";

    public Correction {
        if (receipt.isEmpty() && eventId.isEmpty()) {
            throw new IllegalArgumentException("correction: names neither receipt nor eventId");
        }
    }

    @Override
    public String type() {
        return kind == Kind.WITHDRAWN ? WITHDRAWN : DETAILS_ADDED;
    }
}

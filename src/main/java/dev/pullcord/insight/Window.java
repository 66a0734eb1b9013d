package dev.pullcord.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The stretch of time up to now that figures are about, and the pieces it is shown in. */
public enum Window {
    DAY("P1D", Duration.ofHours(1)),
    WEEK("P7D", Duration.ofHours(6)),
    MONTH("P30D", Duration.ofDays(1)),
    QUARTER("P90D", Duration.ofDays(3));

    private final String word;
    private final Duration piece;

    Window(String word, Duration piece) {
        this.word = word;
        this.piece = piece;
    }

    /** As it is asked for: an ISO 8601 duration. */
    public String word() {
        return word;
    }

    public static Optional<Window> ofWord(String word) {
        return Arrays.stream(values()).filter(w -> w.word.equals(word)).findFirst();
    }

    /** How long a piece is. */
    public Duration piece() {
        return piece;
    }

    /** When it began. The pieces begin at whole hours or days since the epoch, so that they do not wander from call to call. */
    public Instant from(Instant now) {
        long step = piece.toMillis();
        long end = Math.floorDiv(now.toEpochMilli(), step) * step + step;
        return Instant.ofEpochMilli(end - Duration.parse(word).toMillis());
    }
}

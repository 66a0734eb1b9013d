package dev.pullcord.intake;

import java.time.Instant;
import java.util.Optional;

/** Says how urgent a panic is. The policy behind it is review's. */
@FunctionalInterface
public interface PanicTriage {
    /**
     * Answers at once, from what it is given. Never fails.
     *
     * @param platform the platform it came from
     * @param roster its meeting's, if it is known
     * @param receivedAt the clock starts there
     */
    Urgency urgency(String platform, Report panic, Optional<Rosters.Roster> roster, Instant receivedAt);
}

package dev.pullcord.risk;

import dev.pullcord.intake.LoggedEvent;
import java.time.Instant;
import java.util.List;

/** placeholder. */
public final class RiskModel {
    public RiskModel(RiskPolicy policy) {}

    /** The state with one more event in it. */
    public RiskState fold(RiskState before, LoggedEvent event) {
        return before;
    }

    /** The state with these events in it, in their order. */
    public RiskState fold(RiskState before, List<LoggedEvent> events) {
        return before;
    }

    /** What it all adds up to now. */
    public Risk assess(RiskState state, Instant now) {
        return Risk.NONE;
    }

    /** Whether what was observed, and nobody reported, is reason enough for a case. */
    public boolean behaviourOpens(RiskState state, Instant now, double settledScore) {
        return false;
    }
}

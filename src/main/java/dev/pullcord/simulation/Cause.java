package dev.pullcord.simulation;

/** Why something happens in the invented world. The truth behind an event; never sent anywhere. */
public enum Cause {
    ORDINARY,
    QUARREL,
    MIS_TAP,
    BRIGADE,
    INTRUSION,
    SEXTORTION,
    COERCED_STREAMING,
    /** a panic about somebody */
    THREAT,
    /** a panic that names nobody */
    NAMELESS_PANIC,
    DRILL;

    /** Whether a report of this cause is about real harm. */
    public boolean actionable() {
        return this == INTRUSION
                || this == SEXTORTION
                || this == COERCED_STREAMING
                || this == THREAT
                || this == NAMELESS_PANIC;
    }
}

package dev.pullcord.simulation;

/** Why something happens in the invented world. The truth behind an event; never sent anywhere. */
public enum Cause {
    ORDINARY,
    QUARREL,
    MIS_TAP,
    /** a quarrel, told as something far graver to be looked at sooner */
    INFLATION,
    BRIGADE,
    /** what liars rightly flag to be believed later; staged by themselves */
    EARNED_TRUST,
    PATIENT_LIARS,
    INSIDERS,
    PANIC_FLOOD,
    INTRUSION,
    SEXTORTION,
    COERCED_STREAMING,
    GROOMING,
    COVERT_RECORDING,
    DECEPTIVE_RECRUITMENT,
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
                || this == GROOMING
                || this == COVERT_RECORDING
                || this == DECEPTIVE_RECRUITMENT
                || this == THREAT
                || this == NAMELESS_PANIC;
    }
}

package dev.pullcord.simulation;

/** What an invented account really does: the truth that an evaluation compares with. Never sent anywhere. */
public enum Harm {
    NONE(false),
    /** breaks into open meetings and spoils them for all */
    INTRUSION(false),
    /** falsely flags an innocent account together with others */
    BRIGADE(false),
    /** threatens somebody in a call */
    THREAT(true),
    /** wins a new contact's trust, calls, then blackmails */
    SEXTORTION(true),
    /** publishes private streams of somebody who is coerced */
    COERCED_STREAMING(true),
    /** pays for such streams */
    COERCED_STREAMING_PAYER(true);

    private final boolean severe;

    Harm(boolean severe) {
        this.severe = severe;
    }

    /** Whether a person is in grave danger from it. */
    public boolean severe() {
        return severe;
    }
}

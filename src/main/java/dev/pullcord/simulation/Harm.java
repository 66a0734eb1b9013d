package dev.pullcord.simulation;

/** What an invented account really does: the truth that an evaluation compares with. Never sent anywhere. */
public enum Harm {
    NONE(false, false),
    /** breaks into open meetings and spoils them for all */
    INTRUSION(false, false),
    /** fresh, and flags an innocent account together with others */
    BRIGADE(false, true),
    /** the same, after having been right for a while */
    LIAR(false, true),
    /** spams, to be flagged by liars who want to be trusted */
    BAIT(false, false),
    /** ordinary, and agrees with others of the same meeting to flag somebody in it */
    INSIDER(false, true),
    /** presses panic for nothing, with many others */
    PANIC_FLOOD(false, true),
    /** threatens somebody in a call */
    THREAT(true, false),
    /** seeks out minors, one after the other, and draws them elsewhere */
    GROOMING(true, false),
    /** records a meeting in secret */
    COVERT_RECORDING(true, false),
    /** lures many with one offer that is a lie */
    DECEPTIVE_RECRUITMENT(true, false),
    /** wins a new contact's trust, calls, then blackmails */
    SEXTORTION(true, false),
    /** publishes private streams of somebody who is coerced */
    COERCED_STREAMING(true, false),
    /** pays for such streams */
    COERCED_STREAMING_PAYER(true, false);

    private final boolean severe;
    private final boolean attack;

    Harm(boolean severe, boolean attack) {
        this.severe = severe;
        this.attack = attack;
    }

    /** Whether a person is in grave danger from it. */
    public boolean severe() {
        return severe;
    }

    /** Whether it is done by reporting the innocent. */
    public boolean attack() {
        return attack;
    }
}

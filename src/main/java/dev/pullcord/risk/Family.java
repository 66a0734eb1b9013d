package dev.pullcord.risk;

import java.util.Locale;

/** Kinds of evidence that support each other only across kinds. */
public enum Family {
    VOICE,
    PAYMENT,
    MEETING,
    CONTACT,
    ACCOUNT,
    NETWORK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

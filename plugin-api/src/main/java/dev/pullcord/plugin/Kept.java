package dev.pullcord.plugin;

/** Where an event that was handed over is kept until the service has it. */
public enum Kept {
    /** On disk: it will be sent, also if this process is killed now. */
    JOURNALED,
    /** In memory only: it will be sent unless this process ends before. */
    IN_MEMORY,
    /** Nowhere: there is no room for more. It will not be sent; hand it over again later, or let it go. */
    FULL,
    /** Nowhere: it is larger than the service takes ({@link SafetyEvent#LARGEST}). It would never be taken. */
    TOO_LARGE,
    /** Nowhere: the client is closed, or is one that sends nothing. */
    CLOSED
}

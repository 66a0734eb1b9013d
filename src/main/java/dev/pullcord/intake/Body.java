package dev.pullcord.intake;

/** What an event says. Each kind is one record; its name on the wire is {@link #type()}. */
public sealed interface Body permits Report, Correction, MeetingEvent, Observation {
    /** The CloudEvents type, for example {@code dev.pullcord.report.flagged.v1}. */
    String type();
}

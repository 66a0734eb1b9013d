package dev.pullcord;

/** What a meter is. */
enum MeterKind {
    COUNTER,
    TIMER,
    SUMMARY,
    GAUGE;

    /** Whether it goes up by what happens, rather than says how things are. */
    boolean counts() {
        return this != GAUGE;
    }
}

package dev.pullcord.risk;

import java.util.Optional;

/**
 * One line of the catalogue: reads events, and says what they weigh and why. Sees nothing but a {@link SignalInput} and
 * what it wrote into the {@link Ledger} itself. Stateless; used by many threads.
 */
interface Signal {
    /** The catalogue's id, for example {@code USR-1}. */
    String id();

    Family family();

    /** Milliseconds in which its evidence fades to a half. */
    long halfLifeMs();

    /** What this event is evidence of; empty for most events. May remember in the ledger. */
    Optional<Evidence> read(SignalInput in, Ledger ledger);

    /** What happened, as one sentence that a tired person understands. Names nobody. */
    String explain(RiskState.Note note);

    /** What else it could mean, as one sentence. */
    String caution();

    /** Whether its note stays to be seen after its weight has faded, because something else of it does not fade. */
    default boolean lasting() {
        return false;
    }
}

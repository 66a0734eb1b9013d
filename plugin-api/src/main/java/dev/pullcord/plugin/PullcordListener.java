package dev.pullcord.plugin;

/**
 * Hears what became of events. Called on threads of {@code ForkJoinPool.commonPool()}, several at once, in no order; what it
 * throws is ignored. None of it holds what people wrote.
 */
public interface PullcordListener {
    /**
     * The service has it for good. For a report it comes with the reporter's receipt.
     *
     * @param receipt the reporter's own, unguessable token; empty for what is no report
     */
    default void taken(String eventId, String receipt) {}

    /**
     * The service will never take it: it breaks the contract. It is let go.
     *
     * @param problem the word of the problem, for example {@code invalid-event}
     * @param pointer the field, as a JSON pointer into the event; empty when none is named
     */
    default void refused(String eventId, String problem, String pointer) {}

    /**
     * Something does not work; it is tried again by itself. {@code status-401} and {@code status-403} do not pass by themselves:
     * nothing arrives, and whoever is suspended may join, until the key is mended.
     *
     * @param what {@code unreachable}, {@code journal}, or {@code status-} and the HTTP status
     */
    default void trouble(String what) {}
}

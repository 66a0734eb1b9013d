package dev.pullcord.simulation;

/** The service cannot be reached, or refuses whoever posts. Nothing is known of the events that were on their way. */
public final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Undeliverable(String message) {
        super(message);
    }
}

package dev.pullcord.risk;

/**
 * What lies beside an event: numbers that are kept elsewhere (in what links accounts), read before the event is folded and
 * handed along. A snapshot: folding the log again may find other numbers, so what is made of them is small and bounded.
 *
 * @param sanctionedOnDevice other accounts seen on the event's device that were sanctioned; 0 when the event names none
 * @param publishersOnDevice other accounts seen on the event's device that publish, and were reported as victims
 * @param publishersOnNetwork the same of the event's network
 */
public record Beside(int sanctionedOnDevice, int publishersOnDevice, int publishersOnNetwork) {
    /** Nothing is known of it. */
    public static final Beside NOTHING = new Beside(0, 0, 0);
}

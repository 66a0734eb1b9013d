package dev.pullcord.risk;

/**
 * What lies beside an event: what is kept elsewhere (in what links accounts, in the reporter's own file), read before the event is folded and
 * handed along. A snapshot: folding the log again may find other numbers, so what is made of them is small and bounded.
 *
 * @param sanctionedOnDevice other accounts that were seen on the event's device before this one, and are sanctioned; 0 when the
 *     event names none
 * @param publishersOnDevice other accounts seen on the event's device that publish, and are pointed at as possible victims
 * @param publishersOnNetwork the same of the event's network
 * @param reporter of whoever raised the flag
 */
public record Beside(int sanctionedOnDevice, int publishersOnDevice, int publishersOnNetwork, TrackRecord reporter) {
    /** Nothing is known of it. */
    public static final Beside NOTHING = new Beside(0, 0, 0, TrackRecord.NONE);

    /** Of an observation. */
    public Beside(int sanctionedOnDevice, int publishersOnDevice, int publishersOnNetwork) {
        this(sanctionedOnDevice, publishersOnDevice, publishersOnNetwork, TrackRecord.NONE);
    }

    /** Of a flag. */
    public static Beside of(TrackRecord reporter) {
        return new Beside(0, 0, 0, reporter);
    }
}

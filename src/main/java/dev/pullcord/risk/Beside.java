package dev.pullcord.risk;

/**
 * What lies beside an event: what is kept elsewhere (in what links accounts, in the reporter's own file), read before the event is folded and
 * handed along. A snapshot, which is kept with the event for whoever folds the log again.
 *
 * @param origin the device or network that the event shows its account with, digested under the platform's secret; good for
 *     telling one from another only. Empty when the event shows none, and under a policy that counts no links
 * @param sanctionedOnDevice other accounts that were seen on the event's device before this one, and are sanctioned; 0 when the
 *     event names none
 * @param publishersOnDevice other accounts seen on the event's device that publish, and are pointed at as possible victims
 * @param publishersOnNetwork the same of the event's network
 * @param payersInCommon of those who paid whom the event pays, the most who also paid one and the same other account
 * @param reporter of whoever raised the flag
 */
public record Beside(
        String origin,
        int sanctionedOnDevice,
        int publishersOnDevice,
        int publishersOnNetwork,
        int payersInCommon,
        TrackRecord reporter) {
    public Beside {
        origin = origin == null ? "" : origin; // stored without what goes without saying
        reporter = reporter == null ? TrackRecord.NONE : reporter;
    }

    /** Nothing is known of it. */
    public static final Beside NOTHING = at("");

    /** Of neighbours. */
    public Beside(int sanctionedOnDevice, int publishersOnDevice, int publishersOnNetwork) {
        this("", sanctionedOnDevice, publishersOnDevice, publishersOnNetwork, 0, TrackRecord.NONE);
    }

    /** Of a flag. */
    public static Beside of(TrackRecord reporter) {
        return new Beside("", 0, 0, 0, 0, reporter);
    }

    /** Of a device or network, with nothing known of neighbours. */
    public static Beside at(String origin) {
        return new Beside(origin, 0, 0, 0, 0, TrackRecord.NONE);
    }

    /** The same with this device or network. */
    public Beside from(String shown) {
        return new Beside(shown, sanctionedOnDevice, publishersOnDevice, publishersOnNetwork, payersInCommon, reporter);
    }

    /** Of a payment, to whom it pays. */
    public static Beside paid(int payersInCommon) {
        return new Beside("", 0, 0, 0, payersInCommon, TrackRecord.NONE);
    }
}

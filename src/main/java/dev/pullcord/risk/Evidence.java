package dev.pullcord.risk;

/**
 * What one event weighs.
 *
 * @param about which of the signal's notes it belongs to, in the signal's own words
 * @param weight nats
 * @param people 1 when it comes from somebody who was not counted yet, else 0
 * @param place digest of its meeting; empty when there is none
 * @param total how many events the note stands for now; 0 when this is simply one more
 * @param sinceMs when what it completes began
 */
record Evidence(String about, double weight, int people, String place, long total, long sinceMs) {
    /** One more of its kind. */
    static Evidence one(String about, double weight, SignalInput in) {
        return new Evidence(about, weight, 0, in.place(), 0, in.atMs());
    }

    /** One more of its kind, by a person who may be new. */
    static Evidence by(Ledger.Given given, String about, SignalInput in) {
        return new Evidence(about, given.weight(), given.first() ? 1 : 0, in.place(), 0, in.atMs());
    }
}

package dev.pullcord.risk;

import dev.pullcord.intake.Observation;

/**
 * What is known of an account that another shares a device or a network with.
 *
 * @param sanctioned the platform sanctioned it
 * @param inNeed it was on camera, and people flagged it for what is done to those who are: the one seen may be the one in need
 */
public record Neighbour(boolean sanctioned, boolean inNeed) {
    private static final String SANCTIONED = "sanctioned";
    private static final String PUBLISHED = "published";

    /** Remembers what an account's own log says of it as a neighbour. */
    static void remember(SignalInput in, Ledger ledger) {
        if (in.saw(Observation.Kind.ACCOUNT_SANCTIONED)) {
            ledger.mark(SANCTIONED, in.atMs());
        } else if (in.saw(Observation.Kind.MEETING_ATTENDED) && in.yes("published")) {
            ledger.mark(PUBLISHED, in.atMs());
        }
    }

    static Neighbour of(RiskState state) {
        boolean flagged = state.marks().containsKey(RiskModel.REPORTED + "coercion")
                || state.marks().containsKey(RiskModel.REPORTED + "minors");
        return new Neighbour(
                state.marks().containsKey(SANCTIONED), flagged && state.marks().containsKey(PUBLISHED));
    }
}

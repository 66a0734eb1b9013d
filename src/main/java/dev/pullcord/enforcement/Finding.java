package dev.pullcord.enforcement;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ActionOrder;
import java.util.List;
import java.util.Optional;

/**
 * What was found of an action after it was sent, and what follows.
 *
 * @param verb as the timeline calls it
 * @param why in the timeline's words
 * @param proof what shows that it took effect, from now on; empty if nothing does
 * @param next the state it is in from now on; empty for as it is
 * @param orders what is ordered because of it
 * @param because what made these follow
 * @param joins of these: how often somebody was removed anew because he came back
 * @param resent of these: how often it was sent again
 * @param proposes what a person may order in its place
 */
public record Finding(
        String verb,
        String why,
        Optional<Trail.Proof> proof,
        Optional<Action.State> next,
        List<ActionOrder> orders,
        String because,
        int joins,
        int resent,
        List<ActionType> proposes) {
    public Finding {
        orders = List.copyOf(orders);
        proposes = List.copyOf(proposes);
    }

    /** Whether all that it says is that nothing shows any more that it took effect. */
    public boolean doubts() {
        return proof.isEmpty() && next.isEmpty() && orders.isEmpty();
    }

    /** It took effect, or nothing will ever show whether it did. */
    static Finding shown(Trail.Proof proof, Action action) {
        boolean parked = action.state() == Action.State.FAILED && proof.shows();
        return new Finding(
                proof.shows() ? "action_confirmed" : "action_unconfirmed",
                proof.shows() ? proof.by() : "nothing_tells",
                Optional.of(proof),
                parked ? Optional.of(Action.State.ANSWERED) : Optional.empty(),
                List.of(),
                "",
                0,
                0,
                List.of());
    }

    /** It is ordered once more. */
    static Finding again(String verb, String why, ActionOrder order, String because, int joins, int resent) {
        return new Finding(
                verb, why, Optional.empty(), Optional.empty(), List.of(order), because, joins, resent, List.of());
    }

    /** It is in vain, and somebody has to see to it. */
    static Finding givenUp(String why) {
        return new Finding(
                "removal_given_up",
                why,
                Optional.empty(),
                Optional.of(Action.State.FAILED),
                List.of(),
                "",
                0,
                0,
                List.of());
    }

    /** He came back while it was being tried: what showed that he was gone shows nothing any more. */
    static Finding doubtful() {
        return new Finding(
                "action_unconfirmed", "came_back", Optional.empty(), Optional.empty(), List.of(), "", 0, 0, List.of());
    }

    /** The platform does not support it: others stand in, harsher ones only if a person says so. */
    static Finding unsupported(Action action, List<ActionOrder> orders, List<ActionType> proposes) {
        return new Finding(
                orders.isEmpty() ? "fallback_proposed" : "fallback_ordered",
                "unsupported",
                Optional.empty(),
                orders.isEmpty() ? Optional.of(Action.State.FAILED) : Optional.empty(),
                orders,
                "unsupported",
                0,
                0,
                proposes);
    }
}

package dev.pullcord.enforcement;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Measures.Measure;
import dev.pullcord.review.Measures.Progress;
import dev.pullcord.review.Reversal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows an action whose time is over, without another decision. Pure.
 *
 * <pre>
 *   its time is over and it was …    then it is
 *   taken back or renewed since      left
 *   never done, and never will be    left
 *   not sent                         withdrawn: what is over is not begun
 *   under way                        withdrawn, and reversed when its answer can no longer come
 *   done                             reversed, unless another decision holds the account suspended
 * </pre>
 *
 * @param withdraws whether the action is taken out of the outbox
 * @param order what is ordered next; it never changes once written
 * @param dueAt when that may leave; there with an order only
 * @param why in the timeline's words
 */
public record Sequel(boolean withdraws, Optional<ActionOrder> order, Optional<Instant> dueAt, String why) {

    private static Sequel left(String why) {
        return new Sequel(false, Optional.empty(), Optional.empty(), why);
    }

    /**
     * Of an action whose time is over.
     *
     * @param ofCase all actions of its case, it among them
     * @param decisions how many the case has
     * @param suspended whether another decision keeps from its account, as of now, what it kept
     */
    public static Sequel ended(Action over, List<Action> ofCase, int decisions, boolean suspended, Instant now) {
        Measure measure = OutboxMeasures.measure(over);
        boolean replaced = ofCase.stream()
                .filter(other -> Action.AS_ORDERED.compare(other, over) > 0)
                .filter(other -> Reversal.measure(other.order()).equals(Reversal.measure(over.order())))
                .anyMatch(other -> OutboxMeasures.measure(other).progress() != Progress.NEVER);
        if (replaced) {
            return left("replaced");
        }
        if (measure.progress() == Progress.NEVER) {
            return left("never_done");
        }
        if (measure.progress() == Progress.UNSENT) {
            return new Sequel(true, Optional.empty(), Optional.empty(), "never_sent");
        }
        if (suspended) {
            return left(over.order().type() == ActionType.HOLD_PAYOUT ? "held_anew" : "suspended_anew");
        }
        ActionOrder back = new ActionOrder(
                nextId(ofCase, over.caseId(), decisions),
                Reversal.reverse(over.order().type()).orElseThrow(),
                over.order().target(),
                Optional.empty());
        Instant due = measure.lapsesAt().filter(now::isBefore).orElse(now);
        return new Sequel(over.state() != Action.State.ANSWERED, Optional.of(back), Optional.of(due), "time_over");
    }

    /** The next free id among the actions of the case's last decision: so it comes after all that was ordered before. */
    static String nextId(List<Action> ofCase, String caseId, int decisions) {
        String prefix = caseId + ".d" + decisions + ".a";
        int last = ofCase.stream()
                .map(a -> a.order().id())
                .filter(id -> id.startsWith(prefix))
                .mapToInt(id -> Integer.parseInt(id.substring(prefix.length())))
                .max()
                .orElse(0);
        return prefix + (last + 1);
    }
}

package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Measures.Measure;
import dev.pullcord.review.Measures.Progress;
import dev.pullcord.review.StandingChange.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What takes back the measures of a case. Pure.
 *
 * <pre>
 *                 can be reversed                        cannot (warned, removed, meeting ended)
 *   unsent        withdrawn; held payouts are released   withdrawn
 *   under way     withdrawn, and reversed behind it      withdrawn; told
 *   done          reversed                               told
 *   never done    withdrawn, if it is parked             withdrawn, if it is parked
 * </pre>
 *
 * That somebody may not join, or is not paid out, is on record from the decision on, sent or not, done or refused: that is taken
 * back too, with the decision where it lies beside it and else by the reverse action.
 * What was to take back and is not known to be done is withdrawn and ordered anew: it settles nothing.
 * What ended by itself has been taken back by an action of its own, or is now.
 * What the new decision orders again is not reversed: the new order takes its place.
 *
 * @param withdrawn taken out of the outbox, as they were read
 * @param orders what is sent, the new decision's own behind what takes back
 * @param notBefore when each of these may leave, in their order
 * @param remains what was done and cannot be taken back
 * @param reinstated accounts whose suspension was never sent or never done: they may join again at once
 */
public record Reversal(
        List<Measure> withdrawn,
        List<ActionOrder> orders,
        List<Instant> notBefore,
        List<ActionOrder> remains,
        List<String> reinstated) {
    public Reversal {
        withdrawn = List.copyOf(withdrawn);
        orders = List.copyOf(orders);
        notBefore = List.copyOf(notBefore);
        remains = List.copyOf(remains);
        reinstated = List.copyOf(reinstated);
    }

    /**
     * @param all measures of the case, in the order they were ordered
     * @param own what the new decision orders, with ids that are given anew
     * @param decisionId the new decision's
     * @param account the case's: who may join is written with the decision for this one only, so elsewhere a suspension that
     *     was never sent or done is taken back by an action all the same, and so is any hold of payouts
     */
    static Reversal of(
            List<Measure> all, List<ActionOrder> own, String decisionId, Optional<String> account, Instant now) {
        List<Measure> withdrawn = new ArrayList<>();
        List<ActionOrder> orders = new ArrayList<>();
        List<Instant> notBefore = new ArrayList<>();
        List<ActionOrder> remains = new ArrayList<>();
        List<String> reinstated = new ArrayList<>();
        Set<String> again = new HashSet<>();
        own.forEach(order -> again.add(measure(order)));
        Set<String> settled = new HashSet<>();
        for (int i = all.size() - 1; i >= 0; i--) { // the last word on each counts
            Measure m = all.get(i);
            if (open(m)) {
                withdrawn.add(0, m);
            }
            Optional<String> whose = m.order().target().accountId();
            boolean onRecord = m.progress() == Progress.UNSENT || m.progress() == Progress.NEVER;
            boolean written = onRecord && m.order().type() == ActionType.SUSPEND_ACCOUNT && whose.equals(account);
            if (written) {
                whose.ifPresent(reinstated::add);
            }
            if (takesBack(m.order().type()) && m.progress() != Progress.DONE) {
                continue; // it may never be done: what it was to take back is the last word still
            }
            boolean takesBack = m.progress() == Progress.DONE
                    || m.progress() == Progress.UNDER_WAY
                    || (onRecord && !written && takesRight(m.order().type()));
            if (!takesBack || !settled.add(measure(m.order())) || again.contains(measure(m.order()))) {
                continue;
            }
            Optional<ActionType> back = reverse(m.order().type());
            if (back.isPresent()) {
                orders.add(new ActionOrder(
                        decisionId + ".a" + (orders.size() + 1),
                        back.get(),
                        m.order().target(),
                        Optional.empty()));
                notBefore.add(m.lapsesAt().filter(at -> at.isAfter(now)).orElse(now));
            } else if (back.isEmpty() && !takesBack(m.order().type())) {
                remains.add(0, m.order());
            }
        }
        for (ActionOrder order : own) {
            orders.add(new ActionOrder(
                    decisionId + ".a" + (orders.size() + 1), order.type(), order.target(), order.duration()));
            notBefore.add(now);
        }
        return new Reversal(withdrawn, orders, notBefore, remains, reinstated);
    }

    /** What takes back one that is under way, and waits for its answer. */
    public Optional<ActionOrder> behind(Measure underWay, Instant now) {
        for (int i = 0; i < orders.size(); i++) {
            ActionOrder order = orders.get(i);
            if (notBefore.get(i).isAfter(now) && measure(order).equals(measure(underWay.order()))) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** Whether a try of it can still come. */
    private static boolean open(Measure m) {
        return !m.state().equals("answered");
    }

    /** What a measure is, and of whom: an order and what takes it back are of one. */
    public static String measure(ActionOrder order) {
        return ActionTargets.saying(order);
    }

    /** Whether it is on record, whatever the platform made of it, that an account has not a right. */
    private static boolean takesRight(ActionType type) {
        return Right.of(type).isPresent() && !takesBack(type);
    }

    private static boolean takesBack(ActionType type) {
        return ActionTargets.takesBack(type);
    }

    /** What takes this back; empty where nothing does. */
    public static Optional<ActionType> reverse(ActionType type) {
        return switch (type) {
            case SUSPEND_ACCOUNT -> Optional.of(ActionType.REINSTATE_ACCOUNT);
            case HOLD_PAYOUT -> Optional.of(ActionType.RELEASE_PAYOUT);
            case BLOCK_REJOIN -> Optional.of(ActionType.UNBLOCK_REJOIN);
            case REVOKE_PUBLISH -> Optional.of(ActionType.RESTORE_PUBLISH);
            case START_RECORDING -> Optional.of(ActionType.STOP_RECORDING);
            default -> Optional.empty();
        };
    }
}

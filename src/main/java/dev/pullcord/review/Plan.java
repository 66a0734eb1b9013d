package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which what was decided is done, whatever order it was asked for in: what would be lost is kept first, then the
 * way back in is barred, then what goes on in the call is ended, then what concerns the account. Pure.
 */
public final class Plan {
    private Plan() {}

    /** When in a plan an action has its turn; within one, actions stay as they were asked for. */
    private enum Turn {
        /** what would be gone afterwards */
        KEEP,
        /** so that whoever is removed is not back before the next step */
        BAR,
        /** in the call, where every second counts */
        CALL,
        /** who may join is written with the decision already: the platform's own record can wait for the call */
        ACCOUNT
    }

    private static Turn turn(ActionType type) {
        return switch (type) {
            case PRESERVE_EVIDENCE, START_RECORDING -> Turn.KEEP;
            case BLOCK_REJOIN, LOCK_MEETING -> Turn.BAR;
            case WARN,
                    MUTE_AUDIO,
                    MUTE_VIDEO,
                    STOP_SCREENSHARE,
                    REVOKE_PUBLISH,
                    RESTORE_PUBLISH,
                    REMOVE_PARTICIPANT,
                    UNBLOCK_REJOIN,
                    END_MEETING,
                    STOP_RECORDING -> Turn.CALL;
            case SUSPEND_ACCOUNT, REINSTATE_ACCOUNT, HOLD_PAYOUT, RELEASE_PAYOUT, REQUEST_DETAILS -> Turn.ACCOUNT;
        };
    }

    /** These orders of one decision as steps: in their order, numbered by it. */
    static List<ActionOrder> steps(List<ActionOrder> asked, String decisionId) {
        List<ActionOrder> sorted = asked.stream()
                .sorted(Comparator.comparing(order -> turn(order.type()))) // stable
                .toList();
        List<ActionOrder> steps = new ArrayList<>();
        for (ActionOrder order : sorted) {
            steps.add(new ActionOrder(
                    decisionId + ".a" + (steps.size() + 1), order.type(), order.target(), order.duration()));
        }
        return steps;
    }

    /** When its time is over and it is taken back; empty where it has no end, or nothing takes it back. */
    public static Optional<Instant> endsAt(ActionOrder order, Instant orderedAt) {
        return Reversal.reverse(order.type()).flatMap(back -> order.duration()).map(orderedAt::plus);
    }
}

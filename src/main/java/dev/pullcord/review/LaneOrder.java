package dev.pullcord.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which waiting case goes next. The more urgent lane goes first and within it the earlier deadline; but a reserved
 * share of all claims goes to the earliest deadline whatever its lane. Since every case's deadline is some day earlier
 * than that of all that come after, even the lowest lane is served however busy the others are. Pure.
 */
public final class LaneOrder {
    private final Map<String, Integer> precedence = new HashMap<>();
    private final double reservedShare;

    public LaneOrder(TriagePolicy policy) {
        List<TriagePolicy.Lane> lanes = policy.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            precedence.putIfAbsent(lanes.get(i).queue(), i);
        }
        reservedShare = policy.reservedShare();
    }

    /**
     * These cases in the order in which they are to be tried.
     *
     * @param ticket 0, 1, 2 …: which claim this is; of any run of tickets the reserved share goes by deadline alone
     */
    public List<ReviewQueue.Waiting> order(List<ReviewQueue.Waiting> waiting, long ticket) {
        Comparator<ReviewQueue.Waiting> byDeadline =
                Comparator.comparing(ReviewQueue.Waiting::deadline).thenComparing(ReviewQueue.Waiting::caseId);
        Comparator<ReviewQueue.Waiting> order = reserved(ticket)
                ? byDeadline
                : Comparator.comparingInt(this::precedence).thenComparing(byDeadline);
        return waiting.stream().sorted(order).toList();
    }

    private boolean reserved(long ticket) {
        return Math.floor((ticket + 1) * reservedShare) > Math.floor(ticket * reservedShare);
    }

    /** A queue the policy does not name (any more) still gets its turn, after those that it names. */
    private int precedence(ReviewQueue.Waiting waiting) {
        return precedence.getOrDefault(waiting.queue(), Integer.MAX_VALUE);
    }
}

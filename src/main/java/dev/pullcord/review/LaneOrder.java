package dev.pullcord.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which waiting case goes next. The first few lanes go before all others, one after the other; of the other lanes the
 * earlier deadline goes first, whichever lane it is in, so that a crowd in one of them does not keep back a single case in
 * another; what no lane but the last took comes after them: a desk that is a week behind with quarrels has all of those
 * overdue, and a child must not wait for them. And a reserved share of all claims goes to the earliest deadline of all. Since
 * every case's deadline is some day earlier than that of all that come after, even the lowest lane is served however busy
 * the others are. Pure.
 */
public final class LaneOrder {
    private final Map<String, Integer> precedence = new HashMap<>();
    private final int ahead;
    private final int last;
    private final double reservedShare;

    public LaneOrder(TriagePolicy policy) {
        List<TriagePolicy.Lane> lanes = policy.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            precedence.putIfAbsent(lanes.get(i).queue(), i);
        }
        ahead = policy.lanesAhead();
        last = lanes.size() - 1;
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
                : Comparator.comparingInt((ReviewQueue.Waiting w) -> place(w.queue()))
                        .thenComparing(byDeadline);
        return waiting.stream().sorted(order).toList();
    }

    private boolean reserved(long ticket) {
        return Math.floor((ticket + 1) * reservedShare) > Math.floor(ticket * reservedShare);
    }

    /**
     * What a queue's cases have before they are told apart by their deadlines; the least goes first. A queue the policy does
     * not name (any more) still gets its turn, after those that it names.
     */
    public int place(String queue) {
        Integer own = precedence.get(queue);
        if (own == null) {
            return Integer.MAX_VALUE;
        }
        return own == last ? last : Math.min(own, ahead);
    }
}

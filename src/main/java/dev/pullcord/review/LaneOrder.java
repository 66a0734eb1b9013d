package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which waiting case goes next. The first few lanes go before all others, one after the other; of the other lanes the
 * earlier deadline goes first, whichever lane it is in, so that a crowd in one of them does not keep back a single case in
 * another; what no lane but the last took comes after them: a desk that is a week behind with quarrels has all of those
 * overdue, and a child must not wait for them. A crowd in one of the first lanes, as of people who press panic for nothing, leaves
 * a share of claims to what it would keep back: the rest of the first lanes, and those between. And a reserved share of all claims goes to the earliest deadline of all. Since
 * every case's deadline is some day earlier than that of all that come after, even the lowest lane is served however busy
 * the others are. Pure.
 */
public final class LaneOrder {
    private static final double BETWEEN = 0.5; // after the lanes between, before the last

    private final Map<String, Integer> precedence = new HashMap<>();
    private final Map<String, Duration> clocks = new HashMap<>();
    private final int ahead;
    private final int last;
    private final double reservedShare;
    private final int crowd;

    public LaneOrder(TriagePolicy policy) {
        List<TriagePolicy.Lane> lanes = policy.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            precedence.putIfAbsent(lanes.get(i).queue(), i);
            clocks.putIfAbsent(lanes.get(i).queue(), lanes.get(i).clock());
        }
        ahead = policy.lanesAhead();
        last = lanes.size() - 1;
        reservedShare = policy.reservedShare();
        crowd = policy.crowd();
    }

    /**
     * These cases in the order in which they are to be tried.
     *
     * @param ticket 0, 1, 2 …: which claim this is; of any run of tickets the reserved share goes by deadline alone, and while
     *     there is a crowd as many others over it
     */
    public List<ReviewQueue.Waiting> order(List<ReviewQueue.Waiting> waiting, long ticket) {
        Comparator<ReviewQueue.Waiting> byDeadline =
                Comparator.comparing(ReviewQueue.Waiting::deadline).thenComparing(ReviewQueue.Waiting::caseId);
        if (reserved(ticket)) {
            return waiting.stream().sorted(byDeadline).toList();
        }
        Set<String> crowds = over(ticket) ? crowds(waiting) : Set.of();
        return waiting.stream()
                .sorted(Comparator.comparingDouble((ReviewQueue.Waiting w) ->
                                crowds.contains(w.queue()) ? last - BETWEEN : place(w.queue()))
                        .thenComparing(byDeadline))
                .toList();
    }

    /** The queues of the first lanes in which a crowd waits. */
    private Set<String> crowds(List<ReviewQueue.Waiting> waiting) {
        return waiting.stream()
                .filter(w -> place(w.queue()) < Math.min(ahead, last))
                .collect(Collectors.groupingBy(ReviewQueue.Waiting::queue, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(queue -> queue.getValue() >= crowd)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Whether whoever works on a case sets it aside for this one that waits: it is in a lane that goes before all others, and his is
     * in none of those. What has been overdue for as long as its lane's clock is not set aside any more, so that nothing is put off
     * for ever.
     *
     * @param held where his case stands
     */
    public boolean setsAside(ReviewQueue.Waiting urgent, Placement held, Instant now) {
        return place(urgent.queue()) < ahead
                && place(held.queue()) >= ahead
                && held.deadline()
                        .plus(clocks.getOrDefault(held.queue(), Duration.ZERO))
                        .isAfter(now);
    }

    /** Of these queues, those of the lanes that go before all others. */
    public List<String> ahead(Collection<String> queues) {
        return queues.stream().filter(queue -> place(queue) < ahead).toList();
    }

    /** As often as {@link #reserved}, and halfway between: neither share takes from the other. */
    private boolean over(long ticket) {
        return crowd > 0 && reserved(ticket + Math.round(0.5 / reservedShare));
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

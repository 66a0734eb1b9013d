package dev.pullcord.review;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.BrokenRule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lanes and clocks.
 *
 * @param gravity all reasons, the gravest first
 * @param lanes the most urgent first: a lane's place in the list is its precedence. A case goes to the first whose
 *     conditions it meets; the last one takes all
 * @param lanesAhead how many of them, counted from the first, are taken from before all others, one after the other; of
 *     the rest whatever is due first goes first. 0 … 32
 * @param riskFactor what is left of a clock when the risk is certain, above 0 to 1; in between it falls evenly
 * @param liveFactor what is left of a clock when the meeting goes on, above 0 to 1
 * @param reservedShare of all claims, the share that goes by deadline alone, whatever the lane; above 0 to 0.5
 * @param crowd so many cases that wait in one of the lanes ahead are a crowd, and as great a share of claims again goes to
 *     what waits behind it; 2 … 8, or 0 for never
 * @param sample what is looked at though nothing speaks for it
 * @param skippedFor how long a case is left to others by who handed it back, unless it is overdue; 1 s to a day
 */
public record TriagePolicy(
        List<Reason> gravity,
        List<Lane> lanes,
        int lanesAhead,
        double riskFactor,
        double liveFactor,
        double reservedShare,
        int crowd,
        Sample sample,
        Duration skippedFor) {
    private static final int MOST_LANES = 32;

    /**
     * Reported cases drawn at random: without them reporters' records learn only from what was believed before.
     *
     * @param share of those below, 0 … 0.5
     * @param below a probability of harm that would leave a case to its lane's clock
     * @param clock how soon a person must look at one that is drawn
     */
    public record Sample(double share, double below, Duration clock) {
        public Sample {
            if (!(share >= 0 && share <= 0.5)) {
                throw new IllegalArgumentException("triage.sample.share: " + share + " is outside 0 … 0.5");
            }
            if (!(below >= 0 && below <= 1)) {
                throw new IllegalArgumentException("triage.sample.below: " + below + " is outside 0 … 1");
            }
            if (clock.compareTo(Duration.ofMinutes(1)) < 0 || clock.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("triage.sample.clock: " + clock + " is outside 1 m … 365 d");
            }
        }
    }

    /**
     * One kind of urgency.
     *
     * @param name the lane's word
     * @param queue the queue whose cases people take
     * @param when it takes a case for which this holds; it can ask for what {@link Asked} knows
     * @param clock how soon a person must look, before risk and liveness shorten it
     * @param minimum what it is never shortened below
     */
    public record Lane(String name, String queue, Condition when, Duration clock, Duration minimum) {
        /** How soon a person must look, as a word. */
        public Pace pace() {
            return Pace.of(clock);
        }
    }

    public TriagePolicy {
        gravity = List.copyOf(gravity);
        lanes = List.copyOf(lanes);
        Set<Reason> missing = EnumSet.allOf(Reason.class);
        for (Reason reason : gravity) {
            if (!missing.remove(reason)) {
                throw new IllegalArgumentException("triage.gravity: '" + reason.code() + "' stands twice");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "triage.gravity: '" + missing.iterator().next().code() + "' is missing");
        }
        checkLanes(lanes);
        if (lanesAhead < 0 || lanesAhead > MOST_LANES) {
            throw new IllegalArgumentException("triage.lanesAhead: " + lanesAhead + " is outside 0 … " + MOST_LANES);
        }
        share("triage.riskFactor", riskFactor, 1);
        share("triage.liveFactor", liveFactor, 1);
        share("triage.reservedShare", reservedShare, 0.5);
        if (crowd != 0 && (crowd < 2 || crowd > NextCase.HEADS)) {
            throw new IllegalArgumentException("triage.crowd: " + crowd + " is neither 0 nor 2 … " + NextCase.HEADS);
        }
        if (skippedFor.compareTo(Duration.ofSeconds(1)) < 0 || skippedFor.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("triage.skippedFor: " + skippedFor + " is outside 1 s … 1 d");
        }
    }

    /** The queues, the most urgent first, each with the first lane whose cases wait in it. */
    public Map<String, String> laneOfQueue() {
        Map<String, String> queues = new LinkedHashMap<>();
        lanes.forEach(lane -> queues.putIfAbsent(lane.queue(), lane.name()));
        return queues;
    }

    /** The lanes, each with how soon it has its cases looked at, as a word. */
    public Map<String, String> paces() {
        Map<String, String> paces = new LinkedHashMap<>();
        lanes.forEach(lane -> paces.put(lane.name(), lane.pace().word()));
        return paces;
    }

    private static void checkLanes(List<Lane> lanes) {
        if (lanes.isEmpty() || !lanes.get(lanes.size() - 1).when().text().equals("true")) {
            throw new BrokenRule(
                    "lane-missing", "triage.lanes", "the last lane must take all that is left: when: 'true'");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            String key = "triage.lanes[" + i + "]";
            if (!lane.name().matches("[a-z0-9_]{1,40}") || !names.add(lane.name())) {
                throw new IllegalArgumentException(key + ".name: '" + lane.name() + "' is no word, or stands twice");
            }
            if (!lane.queue().matches("[a-z0-9][a-z0-9-]{0,39}")) {
                throw new IllegalArgumentException(key + ".queue: '" + lane.queue() + "' is no word");
            }
            if (lane.clock().compareTo(Duration.ofSeconds(1)) < 0
                    || lane.clock().compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException(key + ".clock: " + lane.clock() + " is outside 1 s … 365 d");
            }
            if (lane.minimum().compareTo(Duration.ofSeconds(1)) < 0
                    || lane.minimum().compareTo(lane.clock()) > 0) {
                throw new IllegalArgumentException(
                        key + ".minimum: " + lane.minimum() + " is outside 1 s … the clock, " + lane.clock());
            }
        }
    }

    private static void share(String key, double value, double most) {
        if (!(value > 0 && value <= most)) { // NaN too
            throw new IllegalArgumentException(key + ": " + value + " is not above 0 to " + most);
        }
    }

    /** The queues' names, the most urgent first. */
    public List<String> queues() {
        return lanes.stream().map(Lane::queue).distinct().toList();
    }
}

package dev.pullcord.simulation;

import dev.pullcord.review.LaneOrder;
import dev.pullcord.review.PolicyPack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * An invented world played live into a running service through its public API, and measured from outside as
 * {@link Evaluation} measures it on paper.
 *
 * <p>Both have the same evenings, and every case takes as long and is erred about the same ({@link Handling}); what is left
 * between them is what the service makes of it. How much chance alone would do is told by playing the same evenings on
 * paper again and again with other people's times and errors: 95 of 100 such plays come out within the interval. What is
 * played fast is coarse, too: an event that is taken a tenth of a second late is six seconds late at sixty times life.
 */
public final class Simulation {
    /** The CloudEvents source of all that is posted. */
    static final String SOURCE = "/simulate";

    private static final String MARK = "sim-";
    private static final int OTHERS = 40;
    private static final double ROUNDING = 1e-9;

    /** The rows of the table. */
    private static final String LIVE = "live";

    private static final String PAPER = "on paper";
    private static final String CHANCE = "95 of 100";

    private final Link link;
    private final Clock clock;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /**
     * How to reach the service, and as whom.
     *
     * @param courier posts events
     * @param platform the platform's key
     * @param moderators who may work at the desk
     * @param reader may read all cases
     */
    public record Link(
            DeskCalls calls,
            DeskWire wire,
            Courier courier,
            PlatformWire platformWire,
            DeskCalls.Who platform,
            List<DeskCalls.Who> moderators,
            DeskCalls.Who reader) {
        public Link {
            moderators = List.copyOf(moderators);
        }
    }

    /** Told how it stands; called by the thread that plays. */
    public interface Progress {
        /**
         * How it stands.
         *
         * @param evening 0 for the first
         * @param played how much of it, in the world
         * @param posted events so far
         * @param looks cases looked at so far
         */
        void at(int evening, Duration played, long posted, int looks);
    }

    /**
     * What came of it.
     *
     * @param table live, on paper, and on paper by chance
     * @param outside where live, for all its coarseness, lies farther out than chance and than the same errors on paper
     * @param measured how many measures had anything to measure
     * @param evenings how many were played, the last one perhaps in part
     * @param whole whether all were played to their end
     * @param posted events that the service took
     * @param foreign times that somebody was given a case of no simulated world
     * @param lost cases that were looked at and not decided, the claim being over
     * @param unenforced events of accounts that were suspended and could be seen all the same
     */
    public record Result(
            Evaluation.Table table,
            List<String> outside,
            int measured,
            int evenings,
            boolean whole,
            long posted,
            int foreign,
            int lost,
            int unenforced) {
        public Result {
            outside = List.copyOf(outside);
        }
    }

    public Simulation(Link link, Clock clock) {
        this.link = link;
        this.clock = clock;
    }

    /** Ends it soon, with what was seen so far. From any thread. */
    public void interrupt() {
        interrupted.countDown();
    }

    /**
     * That everybody is let in, and may do what he is there for.
     *
     * @throws Undeliverable when the service is away or refuses somebody
     */
    public void check(WorldPlan plan) throws InterruptedException {
        if (plan.desk().moderators() > link.moderators().size()) {
            throw new IllegalArgumentException("desk.moderators: " + plan.desk().moderators() + ", and there are "
                    + link.moderators().size() + " to work at it");
        }
        link.calls().got(link.reader(), "/v1/me");
        for (DeskCalls.Who who : link.moderators().subList(0, plan.desk().moderators())) {
            link.calls().got(who, "/v1/me");
        }
        link.calls().got(link.platform(), "/v1/standing?account=sim");
    }

    /**
     * Plays evenings, one after the other; each has people of its own, so that none knows anything of another.
     *
     * @param policy the service's, with its clocks as they come to in the world
     */
    public Result run(WorldPlan plan, double speed, int evenings, DeskWire.Scaled policy, Progress progress)
            throws InterruptedException {
        List<LiveEvening.Played> played = new ArrayList<>();
        for (int n = 0; n < evenings && interrupted.getCount() > 0; n++) {
            WorldTime time = WorldTime.from(clock.instant(), plan.evening(), speed);
            String mark = MARK + Long.toString(time.begun().toEpochMilli(), 36) + "-";
            Evening evening = new World(plan, mark).evening(n, time.start());
            Shift.Queues queues = new Shift.Queues(new LaneOrder(policy.slowed().triage()), mark, MARK);
            played.add(new LiveEvening(evening, plan, time, queues, link, clock, interrupted).play(progress));
        }
        return result(plan, policy.slowed(), played, evenings);
    }

    private Result result(WorldPlan plan, PolicyPack pack, List<LiveEvening.Played> played, int planned) {
        List<DeskRecord> live = played.stream().map(LiveEvening.Played::record).toList();
        List<DeskRecord> paper = paper(plan, pack, played, plan.seed());
        List<List<DeskRecord>> others = IntStream.rangeClosed(1, OTHERS)
                .parallel()
                .mapToObj(i -> paper(plan, pack, played, plan.seed() + 1_000_000L * i))
                .toList();
        Map<String, Map<String, Evaluation.Figure>> rows = new LinkedHashMap<>();
        for (String row : List.of(LIVE, PAPER, CHANCE)) {
            rows.put(row, new LinkedHashMap<>());
        }
        List<String> outside = new ArrayList<>();
        int measured = 0;
        double grain =
                played.stream().mapToDouble(LiveEvening.Played::grain).max().orElse(0);
        for (Measure measure : Measure.values()) {
            double seen = measure.of(live);
            Evaluation.Figure chance = chance(others.stream().map(measure::of).toList());
            double coarse = measure.of(grain, live);
            double same = measure.of(paper);
            rows.get(LIVE).put(measure.title(), new Evaluation.Figure(seen, coarse == 0 ? Double.NaN : coarse));
            rows.get(PAPER).put(measure.title(), new Evaluation.Figure(same, Double.NaN));
            rows.get(CHANCE).put(measure.title(), chance);
            if (!Double.isNaN(seen) && !Double.isNaN(chance.half())) {
                measured++;
                double most = Math.max(chance.half(), Math.abs(same - chance.mean())) + coarse + ROUNDING;
                if (Math.abs(seen - chance.mean()) > most) {
                    outside.add(measure.title());
                }
            }
        }
        return new Result(
                new Evaluation.Table(plan.name(), rows),
                outside,
                measured,
                played.size(),
                interrupted.getCount() > 0 && played.size() == planned,
                played.stream().mapToLong(LiveEvening.Played::posted).sum(),
                played.stream().mapToInt(LiveEvening.Played::foreign).sum(),
                played.stream().mapToInt(LiveEvening.Played::lost).sum(),
                played.stream().mapToInt(LiveEvening.Played::unenforced).sum());
    }

    private static List<DeskRecord> paper(
            WorldPlan plan, PolicyPack pack, List<LiveEvening.Played> played, long errors) {
        return played.stream()
                .map(p -> DeskRun.play(
                        p.played(),
                        p.length(),
                        p.afterwards(),
                        new Truth(p.played()),
                        new Ours(pack, false),
                        plan.desk(),
                        errors))
                .toList();
    }

    /** Where one more play comes out, 95 times of 100: Student's prediction interval. */
    private static Evaluation.Figure chance(List<Double> values) {
        SummaryStatistics sum = new SummaryStatistics();
        values.stream().filter(v -> !v.isNaN()).forEach(sum::addValue);
        double n = sum.getN();
        double half = n < 2
                ? Double.NaN
                : new TDistribution(n - 1).inverseCumulativeProbability(0.975)
                        * sum.getStandardDeviation()
                        * Math.sqrt(1 + 1 / n);
        return new Evaluation.Figure(n == 0 ? Double.NaN : sum.getMean(), half);
    }
}

package dev.pullcord.simulation;

import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Rankers against each other on the same invented evenings, over many seeds. The same seeds give the same figures on any
 * number of cores.
 */
public final class Evaluation {
    /** All there are, the limit last. */
    public static final List<String> RANKERS =
            List.of("fifo", "count", "discourse", "beta", "dawid-skene", "gcmu", "ours", "oracle");

    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
    private static final int EVENINGS = 3; // of each seed, measured together: one alone has too few harms for a tail

    private Evaluation() {}

    /**
     * A mean over seeds.
     *
     * @param mean NaN when no seed had anything to measure
     * @param half the half width of its 95 % interval (Student's t); NaN below two seeds
     */
    public record Figure(double mean, double half) {
        static Figure of(List<Double> values) {
            SummaryStatistics sum = new SummaryStatistics();
            values.stream().filter(v -> !v.isNaN()).forEach(sum::addValue);
            if (sum.getN() == 0) {
                return new Figure(Double.NaN, Double.NaN);
            }
            double n = sum.getN();
            double half = n < 2
                    ? Double.NaN
                    : new TDistribution(n - 1).inverseCumulativeProbability(0.975)
                            * sum.getStandardDeviation()
                            / Math.sqrt(n);
            return new Figure(sum.getMean(), half);
        }
    }

    /**
     * One world's table.
     *
     * @param world its name
     * @param figures by ranker and by what is measured, both in their order
     * @param waits by reason, and by ranker in its order, the longest wait of any case reported for it first
     */
    public record Table(String world, Map<String, Map<String, Figure>> figures, Map<String, Map<String, Wait>> waits) {
        /** Nothing was asked by reason. */
        Table(String world, Map<String, Map<String, Figure>> figures) {
            this(world, figures, Map.of());
        }
    }

    /**
     * The longest wait for one reason.
     *
     * @param longest minutes
     * @param more minutes by which it is longer than that of whoever works first come, first served, seed by seed; below 0
     *     where it is shorter; nothing where that order was not asked
     */
    public record Wait(Figure longest, Figure more) {
        /** Whether it is longer, and not by chance: of one seed nobody can say. */
        public boolean worse() {
            return more.mean() > 0 && more.half() < more.mean(); // nothing is below NaN
        }
    }

    /** What one seed comes to under one order. */
    private record Seed(Map<Measure, Double> figures, Map<String, Double> waits) {}

    /**
     * Plays one world under every ranker.
     *
     * @param rankers of {@link #RANKERS}
     * @param seed the first; each next seed is one more
     * @param seeds how many
     * @param progress told of each seed that is done, on whatever thread
     */
    public static Table of(
            WorldPlan plan, PolicyPack pack, List<String> rankers, long seed, int seeds, Runnable progress) {
        List<Map<String, Seed>> all = IntStream.range(0, seeds)
                .parallel()
                .mapToObj(i -> {
                    Map<String, Seed> one = seed(plan.withSeed(seed + i), pack, rankers);
                    progress.run();
                    return one;
                })
                .toList();
        Map<String, Map<String, Figure>> figures = new LinkedHashMap<>();
        for (String ranker : rankers) {
            Map<String, Figure> row = new LinkedHashMap<>();
            for (Measure measure : Measure.values()) {
                row.put(
                        measure.title(),
                        Figure.of(all.stream()
                                .map(one -> one.get(ranker).figures().get(measure))
                                .toList()));
            }
            figures.put(ranker, row);
        }
        return new Table(plan.name(), figures, waits(rankers, all));
    }

    private static Map<String, Map<String, Wait>> waits(List<String> rankers, List<Map<String, Seed>> all) {
        Set<String> reasons = new TreeSet<>();
        all.forEach(
                one -> one.values().forEach(seed -> reasons.addAll(seed.waits().keySet())));
        Map<String, Map<String, Wait>> waits = new LinkedHashMap<>();
        for (String reason : reasons) {
            Map<String, Wait> row = new LinkedHashMap<>();
            for (String ranker : rankers) {
                row.put(
                        ranker,
                        new Wait(
                                Figure.of(all.stream()
                                        .map(one -> waited(one, ranker, reason))
                                        .toList()),
                                Figure.of(all.stream()
                                        .map(one -> waited(one, ranker, reason) - waited(one, "fifo", reason))
                                        .toList())));
            }
            waits.put(reason, row);
        }
        return waits;
    }

    private static double waited(Map<String, Seed> one, String ranker, String reason) {
        return one.containsKey(ranker) ? one.get(ranker).waits().getOrDefault(reason, Double.NaN) : Double.NaN;
    }

    private static Map<String, Seed> seed(WorldPlan plan, PolicyPack pack, List<String> rankers) {
        World world = new World(plan);
        List<Evening> evenings = IntStream.range(0, EVENINGS)
                .mapToObj(n -> world.evening(n, START))
                .toList();
        List<Truth> truths = evenings.stream().map(Truth::new).toList();
        Map<String, Seed> measured = new LinkedHashMap<>();
        for (String name : rankers) {
            List<DeskRecord> records = new ArrayList<>();
            for (int n = 0; n < EVENINGS; n++) {
                Ranker ranker = maker(name, pack).apply(truths.get(n));
                records.add(
                        DeskRun.play(evenings.get(n), plan.evening(), truths.get(n), ranker, plan.desk(), plan.seed()));
            }
            Map<Measure, Double> row = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                row.put(measure, measure.of(records));
            }
            measured.put(name, new Seed(row, Measure.longestByReason(records)));
        }
        return measured;
    }

    private static Function<Truth, Ranker> maker(String name, PolicyPack pack) {
        return switch (name) {
            case "fifo" -> truth -> new Baselines.Fifo();
            case "count" -> truth -> new Baselines.Count();
            case "discourse" -> truth -> new Baselines.Discourse();
            case "beta" -> truth -> new Baselines.Beta();
            case "dawid-skene" -> truth -> new WordsOfAll();
            case "gcmu" -> truth -> new Ours(pack, true);
            case "ours" -> truth -> new Ours(pack, false);
            case "oracle" -> Oracle::new;
            default -> throw new IllegalArgumentException("--rankers: '" + name + "' is none of " + RANKERS);
        };
    }
}

package dev.pullcord.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely each item is of class 1, from the words of workers who err each in his own way: A. P. Dawid and A. M. Skene,
 * "Maximum likelihood estimation of observer error-rates using the EM algorithm", Applied Statistics 28 (1979). Two classes.
 * Starts from the majority; counts are smoothed, so that a worker of few words is taken for an ordinary one. Pure.
 */
final class DawidSkene {
    private static final double SMOOTHING = 1.0;

    private DawidSkene() {}

    /** What one worker says of one item: class 1, or class 0. */
    record Label(String item, String worker, boolean one) {}

    /**
     * The posterior of class 1 for every item.
     *
     * @param rounds how often errors and classes are estimated from each other
     */
    static Map<String, Double> posterior(List<Label> labels, int rounds) {
        Map<String, List<Label>> byItem = new HashMap<>();
        labels.forEach(
                l -> byItem.computeIfAbsent(l.item(), i -> new ArrayList<>()).add(l));
        Map<String, Double> posterior = new HashMap<>();
        byItem.forEach((item, its) ->
                posterior.put(item, (double) its.stream().filter(Label::one).count() / its.size()));
        for (int round = 0; round < rounds; round++) {
            Estimate estimate = maximise(labels, posterior);
            byItem.forEach((item, its) -> posterior.put(item, expect(its, estimate)));
        }
        return posterior;
    }

    /**
     * What the last posteriors make of the workers.
     *
     * @param prior of class 1
     * @param ones by worker: how often he says 1 of an item of class 0, and of class 1
     */
    private record Estimate(double prior, Map<String, double[]> ones) {}

    private static Estimate maximise(List<Label> labels, Map<String, Double> posterior) {
        double prior = (posterior.values().stream().mapToDouble(p -> p).sum() + SMOOTHING)
                / (posterior.size() + 2 * SMOOTHING);
        Map<String, double[]> said = new HashMap<>(); // ones of 0, all of 0, ones of 1, all of 1
        for (Label label : labels) {
            double p = posterior.get(label.item());
            double[] counts = said.computeIfAbsent(label.worker(), w -> new double[4]);
            counts[1] += 1 - p;
            counts[3] += p;
            if (label.one()) {
                counts[0] += 1 - p;
                counts[2] += p;
            }
        }
        Map<String, double[]> ones = new HashMap<>();
        said.forEach((worker, c) -> ones.put(worker, new double[] {
            (c[0] + SMOOTHING) / (c[1] + 2 * SMOOTHING), (c[2] + SMOOTHING) / (c[3] + 2 * SMOOTHING)
        }));
        return new Estimate(prior, ones);
    }

    private static double expect(List<Label> labels, Estimate estimate) {
        double odds = Math.log(estimate.prior() / (1 - estimate.prior()));
        for (Label label : labels) {
            double[] ones = estimate.ones().get(label.worker());
            odds += label.one() ? Math.log(ones[1] / ones[0]) : Math.log((1 - ones[1]) / (1 - ones[0]));
        }
        return 1 / (1 + Math.exp(-odds));
    }
}

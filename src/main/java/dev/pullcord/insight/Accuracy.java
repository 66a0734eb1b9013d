package dev.pullcord.insight;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well probabilities foretold decisions.
 *
 * @param logLoss the mean of −ln of the probability that was given to what came; lower is better, and ln 2 = 0.693 is what
 *     tossing a coin gets
 * @param auc how often a violation stood above a case that was none, of all pairs; ties count half; 0.5 where there is no pair
 * @param calibration whether they meant what they said
 */
public record Accuracy(double logLoss, double auc, Calibration calibration) {
    private static final double CERTAIN = 1e-12; // a log-loss stays finite

    static Accuracy of(double[] probabilities, boolean[] violations) {
        Calibration.Tally tally = new Calibration.Tally();
        double loss = 0;
        for (int i = 0; i < probabilities.length; i++) {
            tally.judged(probabilities[i], violations[i]);
            loss += loss(probabilities[i], violations[i]);
        }
        return new Accuracy(
                probabilities.length == 0 ? 0 : loss / probabilities.length,
                auc(probabilities, violations),
                tally.sum());
    }

    static double loss(double probability, boolean violation) {
        double given = violation ? probability : 1 - probability;
        return -Math.log(Math.max(CERTAIN, given));
    }

    /** By the sum of ranks (Mann and Whitney 1947); what is equal shares the mean of its ranks. */
    private static double auc(double[] probabilities, boolean[] violations) {
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
        long yes = 0;
        double ranks = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            long here = 0;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                here += violations[order[to++]] ? 1 : 0;
            }
            ranks += here * (from + 1 + to) / 2.0;
            yes += here;
            from = to;
        }
        long no = order.length - yes;
        return yes == 0 || no == 0 ? 0.5 : (ranks - yes * (yes + 1) / 2.0) / ((double) yes * no);
    }
}

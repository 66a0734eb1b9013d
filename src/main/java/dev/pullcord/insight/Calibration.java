package dev.pullcord.insight;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a probability means what it says: of the cases a policy put at 30 in 100, were 30 in 100 violations? A reliability
 * diagram's numbers (Murphy and Winkler 1977): cases decided, by tenths of the probability they stood at.
 *
 * @param tenths the tenths that have cases, the lowest first
 * @param cases how many there are in all
 * @param expectedError the expected calibration error: how far the tenths' violations are from what was said, on average over the
 *     cases; 0 … 1
 * @param brier the mean squared error of the probabilities; 0 … 1
 */
public record Calibration(List<Tenth> tenths, long cases, double expectedError, double brier) {
    private static final int TENTHS = 10;

    /** Of no case. */
    public static final Calibration NONE = new Calibration(List.of(), 0, 0, 0);

    public Calibration {
        tenths = List.copyOf(tenths);
    }

    /**
     * The cases of one tenth.
     *
     * @param from where it begins
     * @param said the mean of what was said of them
     * @param violations how many were
     */
    public record Tenth(double from, double said, Interval violations) {}

    /** Counts decided cases. For one thread; several are added up. */
    static final class Tally {
        private final long[] cases = new long[TENTHS];
        private final long[] violations = new long[TENTHS];
        private final double[] said = new double[TENTHS];
        private double squares;

        void judged(double probability, boolean violation) {
            int tenth = Math.min(TENTHS - 1, (int) (probability * TENTHS));
            double error = probability - (violation ? 1 : 0);
            cases[tenth]++;
            violations[tenth] += violation ? 1 : 0;
            said[tenth] += probability;
            squares += error * error;
        }

        void add(Tally other) {
            for (int i = 0; i < TENTHS; i++) {
                cases[i] += other.cases[i];
                violations[i] += other.violations[i];
                said[i] += other.said[i];
            }
            squares += other.squares;
        }

        Calibration sum() {
            List<Tenth> tenths = new ArrayList<>();
            long all = 0;
            double error = 0;
            for (int i = 0; i < TENTHS; i++) {
                if (cases[i] > 0) {
                    all += cases[i];
                    error += Math.abs(said[i] - violations[i]);
                    tenths.add(new Tenth(
                            (double) i / TENTHS, said[i] / cases[i], Interval.share(violations[i], cases[i])));
                }
            }
            return all == 0 ? NONE : new Calibration(tenths, all, error / all, squares / all);
        }
    }
}

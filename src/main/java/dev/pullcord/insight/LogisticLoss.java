package dev.pullcord.insight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What logistic regression makes least: minus the log-likelihood of what came, and of what was believed of each number
 * before. Convex, with one least point.
 */
final class LogisticLoss {
    private static final double NEAR = 1e-3;
    private static final double SETTLED = 1e-7; // of the size of what is fitted, 1: nobody would see such a step
    private static final int STEPS = 100;
    private static final double SHORTEST = 1e-6; // of a step
    private static final double ENOUGH = 1e-4; // of the fall that the slope promises

    private final double[][] x;
    private final double[] fixed;
    private final boolean[] came;
    private final List<Believed> believed;

    /**
     * Of these cases.
     *
     * @param x a row a case, a column a number
     * @param fixed what of each case's log-odds is not to be found
     * @param came what came of each case
     * @param believed of each number
     */
    LogisticLoss(double[][] x, double[] fixed, boolean[] came, List<Believed> believed) {
        this.x = x;
        this.fixed = fixed;
        this.came = came;
        this.believed = List.copyOf(believed);
    }

    /**
     * A number before anything came: normal around {@code start}, cut off at its bounds.
     *
     * @param start within the bounds
     * @param spread standard deviation
     */
    record Believed(double start, double spread, double low, double high) {}

    /**
     * Where it is least, by Newton's steps projected onto the bounds (Bertsekas 1982): what a bound stops goes there by
     * itself, and all others take a step that knows of each other. The answer is held against what makes a least point.
     *
     * @throws IllegalStateException if none is found
     */
    double[] least(Inverse inverse) {
        double[] at = believed.stream().mapToDouble(Believed::start).toArray();
        for (int steps = 0; steps < STEPS; steps++) {
            double[] slope = slope(at);
            double[][] curve = curvature(at);
            if (settled(at, slope, curve)) {
                return at;
            }
            at = onTheWay(at, step(at, slope, curve, inverse), slope);
        }
        throw new IllegalStateException("the weights do not settle; the last were " + Arrays.toString(at));
    }

    private double[] step(double[] at, double[] slope, double[][] curve, Inverse inverse) {
        int[] free = IntStream.range(0, at.length)
                .filter(c -> !stopped(c, at[c], slope[c], NEAR))
                .toArray();
        double[][] among = new double[free.length][free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                among[i][j] = curve[free[i]][free[j]];
            }
        }
        double[][] inverted = inverse.of(among);
        double[] step = new double[at.length];
        Arrays.setAll(step, c -> -slope[c] / curve[c][c]);
        for (int i = 0; i < free.length; i++) {
            step[free[i]] = 0;
            for (int j = 0; j < free.length; j++) {
                step[free[i]] -= inverted[i][j] * slope[free[j]];
            }
        }
        return step;
    }

    /** The whole step, or as much of it as makes the loss fall as the slope promises it to (Armijo). */
    private double[] onTheWay(double[] at, double[] step, double[] slope) {
        double before = at(at);
        double share = 1;
        while (true) {
            double[] next = new double[at.length];
            double falls = 0;
            for (int c = 0; c < at.length; c++) {
                Believed bounds = believed.get(c);
                next[c] = Math.min(bounds.high(), Math.max(bounds.low(), at[c] + share * step[c]));
                falls += slope[c] * (next[c] - at[c]);
            }
            if (share < SHORTEST || at(next) <= before + ENOUGH * falls) {
                return next;
            }
            share /= 2;
        }
    }

    /** Whether a bound is no further than {@code near}, and that is where it would go. */
    private boolean stopped(int c, double at, double slope, double near) {
        return (at <= believed.get(c).low() + near && slope > 0)
                || (at >= believed.get(c).high() - near && slope < 0);
    }

    /** How far each number may be off, one standard deviation: from the curvature at the least point (Laplace). */
    double[] spread(double[] at, Inverse inverse) {
        double[][] covariance = inverse.of(curvature(at));
        double[] spread = new double[at.length];
        Arrays.setAll(spread, c -> Math.sqrt(covariance[c][c]));
        return spread;
    }

    private double at(double[] point) {
        double loss = 0;
        for (int c = 0; c < point.length; c++) {
            double off = (point[c] - believed.get(c).start()) / believed.get(c).spread();
            loss += off * off / 2;
        }
        for (int r = 0; r < x.length; r++) {
            double sum = sum(r, point);
            loss += softplus(came[r] ? -sum : sum);
        }
        return loss;
    }

    /** Whether no number would go further by Newton's step, each alone, unless a bound holds it (Karush, Kuhn and Tucker). */
    private boolean settled(double[] at, double[] slope, double[][] curve) {
        for (int c = 0; c < at.length; c++) {
            if (!stopped(c, at[c], slope[c], 0) && Math.abs(slope[c] / curve[c][c]) > SETTLED) {
                return false;
            }
        }
        return true;
    }

    private double[] slope(double[] at) {
        double[] slope = new double[at.length];
        for (int c = 0; c < at.length; c++) {
            double spread = believed.get(c).spread();
            slope[c] = (at[c] - believed.get(c).start()) / (spread * spread);
        }
        for (int r = 0; r < x.length; r++) {
            double error = sigmoid(sum(r, at)) - (came[r] ? 1 : 0);
            for (int c = 0; c < at.length; c++) {
                slope[c] += error * x[r][c];
            }
        }
        return slope;
    }

    private double[][] curvature(double[] at) {
        double[][] curve = new double[at.length][at.length];
        for (int c = 0; c < at.length; c++) {
            double spread = believed.get(c).spread();
            curve[c][c] = 1 / (spread * spread);
        }
        for (int r = 0; r < x.length; r++) {
            double p = sigmoid(sum(r, at));
            for (int c = 0; c < at.length; c++) {
                for (int d = 0; d < at.length; d++) {
                    curve[c][d] += p * (1 - p) * x[r][c] * x[r][d];
                }
            }
        }
        return curve;
    }

    private double sum(int r, double[] at) {
        double sum = fixed[r];
        for (int c = 0; c < at.length; c++) {
            sum += x[r][c] * at[c];
        }
        return sum;
    }

    /** ln(1 + e^x), also where e^x is too large. */
    private static double softplus(double x) {
        return x > 30 ? x : Math.log1p(Math.exp(x));
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double logit(double p) {
        return Math.log(p) - Math.log1p(-p);
    }
}

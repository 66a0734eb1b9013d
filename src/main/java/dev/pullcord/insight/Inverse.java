package dev.pullcord.insight;

/** Inverts symmetric positive definite matrices. Deterministic, and safe for any number of threads. */
@FunctionalInterface
public interface Inverse {
    /**
     * The inverse.
     *
     * @throws IllegalStateException if there is none
     */
    double[][] of(double[][] matrix);
}

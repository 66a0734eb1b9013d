package dev.pullcord.insight;

/**
 * A share, and where it may truly lie: the 95 % interval of Wilson (1927), which also holds for few cases and for shares
 * near 0 and 1.
 *
 * @param of how many there were
 * @param share of them, 0 … 1; 0 where there were none
 * @param low the interval's lower end
 * @param high its upper end
 */
public record Interval(long of, double share, double low, double high) {
    private static final double Z = 1.959964; // 95 %

    /** {@code part} of {@code of}. */
    public static Interval share(long part, long of) {
        if (of == 0) {
            return new Interval(0, 0, 0, 1);
        }
        double p = (double) part / of;
        double spread = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
        double scale = 1 + Z * Z / of;
        double middle = p + Z * Z / (2.0 * of);
        return new Interval(of, p, Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale));
    }
}

package dev.pullcord.intake;

/** Log ids, {@code millis-sequence}, grow within a partition; this is their order. */
public final class LogIds {
    /** Before the first event of any log. */
    public static final String START = "0-0";

    private LogIds() {}

    /** Negative, zero or positive as the first comes before, is, or comes after the second. */
    public static int compare(String a, String b) {
        int dashA = a.indexOf('-');
        int dashB = b.indexOf('-');
        int millis = Long.compare(number(a, 0, dashA), number(b, 0, dashB));
        return millis != 0 ? millis : Long.compare(number(a, dashA + 1, a.length()), number(b, dashB + 1, b.length()));
    }

    private static long number(String id, int from, int to) {
        return Long.parseLong(id, from, to, 10);
    }
}

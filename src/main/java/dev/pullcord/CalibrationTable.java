package dev.pullcord;

import dev.pullcord.insight.Calibration;
import dev.pullcord.insight.Interval;
import java.io.PrintWriter;
import java.util.Locale;

/** The reliability diagram as a table: what was said of cases, tenth by tenth, and how they were. */
final class CalibrationTable {
    private CalibrationTable() {}

    /** Prints nothing where there are no cases. */
    static void print(PrintWriter out, String version, Calibration c) {
        if (c.cases() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%n%s said, and how it was: %d cases, expected calibration error %.3f, Brier score %.3f%n",
                version,
                c.cases(),
                c.expectedError(),
                c.brier());
        c.tenths()
                .forEach(t -> out.printf(
                        Locale.ROOT,
                        "  %.1f to %.1f %8d cases   said %.3f   were %s%n",
                        t.from(),
                        t.from() + 0.1,
                        t.violations().of(),
                        t.said(),
                        said(t.violations())));
    }

    /** A share and its interval. */
    static String said(Interval i) {
        return i.of() == 0 ? "none" : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", i.share(), i.low(), i.high());
    }
}

package dev.pullcord;

import dev.pullcord.insight.DecidedCases;
import dev.pullcord.insight.FitReport;
import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Verdict;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.insight.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What a safety lead reads of a fit: what it says first, then from what, then the numbers, then what to do with it. */
final class FitText {
    private FitText() {}

    static void print(FitReport r, PrintWriter out) {
        say(out, "%s", verdict(r));
        say(
                out,
                "%nLearned from %d decisions on accounts, %d of them violations, of cases opened since %s.",
                r.cases(),
                r.violations(),
                r.since().truncatedTo(ChronoUnit.SECONDS));
        leftOut(r.counts(), out);
        if (r.cases() == 0) {
            return;
        }
        say(
                out,
                "%n%-22s %10s %10s   %-22s %8s %10s",
                "evidence counts, times",
                "now",
                "fitted",
                "(95 %)",
                "cases",
                "violations");
        r.weights().stream().filter(w -> w.kind() == Kind.FAMILY).forEach(w -> row(w, out));
        say(
                out,
                "%n%-22s %10s %10s   %-22s %8s %10s",
                "reported, starts at",
                "now",
                "fitted",
                "(95 %)",
                "cases",
                "violations");
        r.weights().stream().filter(w -> w.kind() == Kind.PRIOR).forEach(w -> row(w, out));
        r.unreported().ifPresent(w -> row(w, out));
        if (r.verdict() == Verdict.TOO_FEW) {
            CalibrationTable.print(out, r.base(), r.before().calibration());
            return;
        }
        say(out, "%n%-40s %10s %10s", "on cases not learned from", r.base(), "candidate");
        figure(out, "log-loss (less is better)", r.before().logLoss(), r.after().logLoss());
        figure(
                out,
                "expected calibration error (less)",
                r.before().calibration().expectedError(),
                r.after().calibration().expectedError());
        figure(
                out,
                "Brier score (less)",
                r.before().calibration().brier(),
                r.after().calibration().brier());
        figure(
                out,
                "violation ranked above none, AUC (more)",
                r.before().auc(),
                r.after().auc());
        CalibrationTable.print(out, r.base(), r.before().calibration());
        CalibrationTable.print(out, "the candidate", r.after().calibration());
        sample(r, out);
    }

    private static String verdict(FitReport r) {
        return switch (r.verdict()) {
            case BETTER ->
                "BETTER: on cases it was not fitted to, the candidate foretells decisions better than " + r.base() + "."
                        + gain(r);
            case NO_BETTER ->
                "NO BETTER: on cases it was not fitted to, the candidate is not surely better than " + r.base() + "."
                        + gain(r);
            case TOO_FEW ->
                String.format(
                        Locale.ROOT,
                        "TOO FEW: no number has enough decided cases to be fitted: %d that speak about it, and among all %d violations "
                                + "and %d that were none.",
                        FitReport.ENOUGH,
                        FitReport.ENOUGH_OF_EACH,
                        FitReport.ENOUGH_OF_EACH);
        };
    }

    private static String gain(FitReport r) {
        return String.format(
                Locale.ROOT,
                "%n(Its log-loss is lower by %.4f; in 95 of 100, by %.4f to %.4f.)",
                r.gain().mean(),
                r.gain().low(),
                r.gain().high());
    }

    private static void leftOut(DecidedCases.Counts c, PrintWriter out) {
        say(
                out,
                "Of %d cases opened: %d still open, %d insufficient or duplicate, %d rehearsals, %d begun before the stored log.",
                c.opened(),
                c.undecided(),
                c.inconclusive(),
                c.rehearsals(),
                c.unknown());
        say(
                out,
                "Who flagged and who shares a device was kept beside each event; where it was not yet, a flag counted as a "
                        + "stranger's.");
        if (c.lowUndecided() > 0) {
            say(
                    out,
                    "Of %d that stood low when they were opened, %d are still open: what is said of low ones may be off.",
                    c.low(),
                    c.lowUndecided());
        }
    }

    private static void row(Weight w, PrintWriter out) {
        boolean family = w.kind() == Kind.FAMILY;
        boolean moved = w.state() == State.FITTED || w.state() == State.AT_BOUND || w.state() == State.LEFT;
        say(
                out,
                "  %-20s %10s %10s   %-22s %8d %10d   %s",
                w.name(),
                number(family, w.before()),
                moved ? number(family, w.after()) : "",
                moved ? "(" + number(family, w.low()) + " to " + number(family, w.high()) + ")" : "",
                w.cases(),
                w.violations(),
                switch (w.state()) {
                    case FITTED -> w.lowersGrave() ? "LOWER, and grave: ask the desk why first" : "";
                    case AT_BOUND -> "goes no further: its bound";
                    case TOO_FEW -> "left: too few cases";
                    case OFF -> "left: does not count in this policy";
                    case LEFT -> "left: it is about everybody, and only who stood out was looked at";
                });
    }

    private static String number(boolean family, double value) {
        return String.format(Locale.ROOT, family ? "%.2f" : "%.4f", value);
    }

    private static void figure(PrintWriter out, String what, double before, double after) {
        say(out, "%-40s %10.4f %10.4f", what, before, after);
    }

    private static void sample(FitReport r, PrintWriter out) {
        Interval drawn = r.sample().drawn();
        Interval others = r.sample().others();
        if (drawn.of() + others.of() > 0) {
            say(
                    out,
                    "%nReported cases that stood below %.2f when opened: drawn at random %d, violations %s; others %d, violations %s.",
                    r.sample().below(),
                    drawn.of(),
                    CalibrationTable.said(drawn),
                    others.of(),
                    CalibrationTable.said(others));
        }
    }

    /** What can be done now. */
    static void next(
            PrintWriter out, FitReport r, Optional<String> version, Optional<Path> written, boolean baseIsKnown) {
        if (r.verdict() == Verdict.TOO_FEW) {
            return;
        }
        if (written.isEmpty()) {
            say(
                    out,
                    "%nNothing was written, and nothing is in force that was not before.%s",
                    r.verdict() == Verdict.BETTER
                            ? " --out FILE.yaml writes the candidate."
                            : " --out FILE.yaml --force writes the candidate all the same.");
            return;
        }
        say(out, "%n%s holds the candidate %s. It is not in force. Next:", written.get(), version.orElseThrow());
        say(out, "  ./pullcord backtest --policy %s --since 90d   what it would open, close and move", written.get());
        say(
                out,
                "  POST /v1/policies, then /v1/policies/%s/activate by two people%s",
                version.orElseThrow(),
                baseIsKnown ? "" : "; post " + r.base() + " first, which it builds on");
    }

    private static void say(PrintWriter out, String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}

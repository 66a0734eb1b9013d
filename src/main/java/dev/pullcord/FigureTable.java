package dev.pullcord;

import dev.pullcord.simulation.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured of invented worlds, for people and for programs. */
final class FigureTable {
    private FigureTable() {}

    static void print(Evaluation.Table table, PrintWriter to) {
        to.println();
        to.println(table.world());
        List<String> titles =
                List.copyOf(table.figures().values().iterator().next().keySet());
        to.printf(Locale.ROOT, "  %-12s", "");
        titles.forEach(title -> to.printf(Locale.ROOT, " %22s", title));
        to.println();
        table.figures().forEach((ranker, row) -> {
            to.printf(Locale.ROOT, "  %-12s", ranker);
            row.values().forEach(figure -> to.printf(Locale.ROOT, " %22s", text(figure)));
            to.println();
        });
        printWaits(table, to);
        to.flush();
    }

    /** Longer than first come, first served's, and not by chance, is marked. */
    private static void printWaits(Evaluation.Table table, PrintWriter to) {
        if (table.waits().isEmpty()) {
            return;
        }
        to.printf(Locale.ROOT, "%n  longest wait (min) by reason; * longer than fifo's, seed by seed, not by chance%n");
        to.printf(Locale.ROOT, "  %-32s", "");
        table.figures().keySet().forEach(ranker -> to.printf(Locale.ROOT, " %14s", ranker));
        to.println();
        table.waits().forEach((reason, row) -> {
            to.printf(Locale.ROOT, "  %-32s", reason);
            row.values()
                    .forEach(wait ->
                            to.printf(Locale.ROOT, " %14s", text(wait.longest()) + (wait.worse() ? " *" : "  ")));
            to.println();
        });
    }

    private static String text(Evaluation.Figure figure) {
        if (Double.isNaN(figure.mean())) {
            return "-";
        }
        String mean = String.format(Locale.ROOT, figure.mean() >= 10 ? "%.0f" : "%.2f", figure.mean());
        return Double.isNaN(figure.half())
                ? mean
                : mean + String.format(Locale.ROOT, figure.half() >= 10 ? " ± %.0f" : " ± %.2f", figure.half());
    }

    static void csv(List<Evaluation.Table> tables, Path file) throws IOException {
        StringBuilder text = new StringBuilder("world,ranker,measure,mean,half_width_95\n");
        for (Evaluation.Table table : tables) {
            table.figures()
                    .forEach((ranker, row) -> row.forEach(
                            (measure, figure) -> text.append(line(table.world(), ranker, measure, figure))));
            table.waits()
                    .forEach((reason, row) -> row.forEach((ranker, wait) -> {
                        String measure = "longest wait of " + reason + " (min)";
                        text.append(line(table.world(), ranker, measure, wait.longest()));
                        text.append(line(table.world(), ranker, measure + " beyond fifo's", wait.more()));
                    }));
        }
        Files.writeString(file, text.toString().replace("\r\n", "\n"), StandardCharsets.UTF_8);
    }

    private static String line(String world, String ranker, String measure, Evaluation.Figure figure) {
        return String.format(
                Locale.ROOT, "%s,%s,\"%s\",%.6f,%.6f%n", world, ranker, measure, figure.mean(), figure.half());
    }
}

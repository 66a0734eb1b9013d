package dev.pullcord.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, a number per round, by what it is of. Kept in the order in which it first came. */
final class Findings {
    /** What a number counts; {@code better} is what a reader wants of it. */
    enum Unit {
        PER_SECOND("/s"),
        MICROSECONDS("us"),
        MILLISECONDS("ms"),
        EVENTS("events"),
        MICROSECONDS_PER_EVENT("us/event");

        private final String word;

        Unit(String word) {
            this.word = word;
        }
    }

    /** Something that was measured. */
    private record Row(String name, Unit unit, List<Double> rounds) {
        double median() {
            List<Double> sorted = rounds.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        double least() {
            return rounds.stream().mapToDouble(r -> r).min().orElseThrow();
        }

        double most() {
            return rounds.stream().mapToDouble(r -> r).max().orElseThrow();
        }
    }

    private record Ratio(String name, String of, String to) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Ratio> ratios = new ArrayList<>();

    void add(String name, Unit unit, double value) {
        rows.computeIfAbsent(name, n -> new Row(n, unit, new ArrayList<>()))
                .rounds()
                .add(value);
    }

    /** Shows the median of one as a share of another's. */
    void ratio(String name, String of, String to) {
        ratios.add(new Ratio(name, of, to));
    }

    private double value(Ratio ratio) {
        return rows.get(ratio.of()).median() / rows.get(ratio.to()).median();
    }

    /** For people. */
    String table() {
        StringBuilder out = new StringBuilder();
        line(out, "%-52s %10s   %s", "", "median", "min - max over the rounds");
        for (Row row : rows.values()) {
            line(
                    out,
                    "%-52s %10s   %s - %s %s",
                    row.name(),
                    figure(row.median()),
                    figure(row.least()),
                    figure(row.most()),
                    row.unit().word);
        }
        line(out, "");
        for (Ratio ratio : ratios) {
            line(out, "%-72s %6.2f", ratio.name(), value(ratio));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Three digits are all that such a measurement is worth. */
    private static String figure(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** For machines: everything, with the rounds one by one. */
    void write(Path file, ObjectNode head) throws IOException {
        ObjectNode measured = head.putObject("measured");
        rows.values().forEach(row -> {
            ObjectNode node = measured.putObject(row.name());
            node.put("unit", row.unit().word).put("median", row.median());
            row.rounds().forEach(node.withArray("rounds")::add);
        });
        ObjectNode shares = head.putObject("ratios");
        ratios.forEach(ratio -> shares.put(ratio.name(), value(ratio)));
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), head);
    }
}

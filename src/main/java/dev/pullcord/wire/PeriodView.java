package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.transparency.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A period's counts as the contract's JSON, and as lines of a spreadsheet. Pure. */
public final class PeriodView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The tables, and what their words say. */
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    /** Times, by what they are of. */
    private static final Map<String, List<String>> TIMES = new LinkedHashMap<>();

    private static final Map<String, String> PLAIN = new LinkedHashMap<>();

    static {
        TABLES.put("cases", List.of("reason", "source", "outcome"));
        TABLES.put("notices", List.of("reason", "source", "outcome"));
        TABLES.put("trustedFlaggers", List.of("reason", "source", "outcome"));
        TABLES.put("restrictions", List.of("reason", "kind", "ground"));
        TABLES.put("changed", List.of("reason", "cause"));
        TABLES.put("appeals", List.of("party", "state"));
        TABLES.put("detected", List.of("by"));
        TABLES.put("orders", List.of("wants", "state"));
        TIMES.put("looked_within", List.of("firstLook", "reason"));
        TIMES.put("decided_within", List.of("firstDecision", "reason"));
        TIMES.put("heard_within", List.of("appealHeard", "party"));
        PLAIN.put("reporter_warned", "reportersWarned");
        PLAIN.put("misuse_approved", "reportersLimited");
        PLAIN.put("misuse_taken_back", "reportersFreed");
    }

    private PeriodView() {}

    public static ObjectNode json(Period period) {
        ObjectNode node = JSON.objectNode()
                .put("from", period.from().toString())
                .put("to", period.to().toString())
                .put("decidedByMachine", 0);
        TABLES.forEach((name, words) -> {
            ArrayNode rows = node.putArray(name);
            period.table(name).forEach(row -> {
                ObjectNode one = rows.addObject();
                for (int i = 0; i < words.size(); i++) {
                    one.put(words.get(i), row.words().get(i));
                }
                one.put("count", row.count());
            });
        });
        TIMES.forEach((name, words) -> {
            ArrayNode rows = node.putArray(words.get(0));
            period.times(name).forEach(times -> {
                ObjectNode one = rows.addObject().put(words.get(1), times.of()).put("count", times.count());
                times.median().ifPresent(minutes -> one.put("medianMinutes", rounded(minutes)));
                times.p95().ifPresent(minutes -> one.put("p95Minutes", rounded(minutes)));
                one.put("withinDay", times.withinDay());
            });
        });
        PLAIN.forEach((name, word) -> node.put(word, period.plain(name)));
        return node;
    }

    private static double rounded(double minutes) {
        return Math.round(minutes * 10) / 10.0;
    }

    /**
     * Lines {@code table,of,kind,detail,figure,value} with a heading. All words are of closed lists, so that nothing needs quotes, and no
     * spreadsheet takes one for a formula.
     */
    public static String csv(Period period) {
        StringBuilder lines = new StringBuilder("table,of,kind,detail,figure,value\r\n");
        TABLES.keySet()
                .forEach(name -> period.table(name)
                        .forEach(row -> line(lines, name, row.words(), "count", Long.toString(row.count()))));
        TIMES.forEach((name, words) -> period.times(name).forEach(times -> {
            List<String> of = List.of(times.of());
            line(lines, words.get(0), of, "count", Long.toString(times.count()));
            line(lines, words.get(0), of, "medianMinutes", minutes(times.median()));
            line(lines, words.get(0), of, "p95Minutes", minutes(times.p95()));
            line(lines, words.get(0), of, "withinDay", Long.toString(times.withinDay()));
        }));
        PLAIN.forEach((name, word) -> line(lines, word, List.of(), "count", Long.toString(period.plain(name))));
        line(lines, "decidedByMachine", List.of(), "count", "0");
        return lines.toString();
    }

    private static String minutes(Optional<Double> minutes) {
        return minutes.map(m -> String.format(Locale.ROOT, "%.1f", m)).orElse("");
    }

    private static void line(StringBuilder lines, String table, List<String> words, String figure, String value) {
        lines.append(table);
        for (int i = 0; i < 3; i++) {
            lines.append(',').append(i < words.size() ? words.get(i) : "");
        }
        lines.append(',').append(figure).append(',').append(value).append("\r\n");
    }
}

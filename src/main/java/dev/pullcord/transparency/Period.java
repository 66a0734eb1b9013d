package dev.pullcord.transparency;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was counted in some whole months, UTC's. Pure.
 *
 * @param from the first of them
 * @param to the last
 * @param counts the sums, by {@link Tally}'s words
 */
public record Period(YearMonth from, YearMonth to, Map<String, Long> counts) {
    /** More than a yearly report asks for, and less than counts are kept. */
    public static final int MOST_MONTHS = 24;

    public Period {
        counts = Map.copyOf(counts);
    }

    /** The months of a period, the first first. */
    public static List<YearMonth> months(YearMonth from, YearMonth to) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** What several months came to. */
    public static Period of(YearMonth from, YearMonth to, List<Map<String, Long>> months) {
        Map<String, Long> sums = new HashMap<>();
        months.forEach(month -> month.forEach((words, much) -> sums.merge(words, much, Long::sum)));
        return new Period(from, to, sums);
    }

    /**
     * A count.
     *
     * @param words what it is of, behind the table's own word
     */
    public record Row(List<String> words, long count) {
        public Row {
            words = List.copyOf(words);
        }
    }

    /** A table's rows, by the order of their words; empty where nothing was counted. */
    public List<Row> table(String name) {
        String begins = name + '|';
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(counts).forEach((words, much) -> {
            if (words.startsWith(begins)) {
                rows.add(new Row(List.of(words.substring(begins.length()).split("\\|")), much));
            }
        });
        return rows;
    }

    /** How often something without further words happened. */
    public long plain(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /**
     * How long something took.
     *
     * @param of what, the words in front of the step
     * @param count how many
     * @param median minutes; worked out within the step it falls in, and absent above the last
     * @param p95 the same of 95 in 100
     * @param withinDay how many took a day at most
     */
    public record Spread(String of, long count, Optional<Double> median, Optional<Double> p95, long withinDay) {}

    /** Times of this kind, by what they are of. */
    public List<Spread> times(String name) {
        Map<String, Map<String, Long>> steps = new TreeMap<>();
        table(name)
                .forEach(row -> steps.computeIfAbsent(row.words().get(0), of -> new HashMap<>())
                        .put(row.words().get(1), row.count()));
        return steps.entrySet().stream()
                .map(each -> spread(each.getKey(), each.getValue()))
                .toList();
    }

    private static Spread spread(String of, Map<String, Long> steps) {
        long count = steps.values().stream().mapToLong(Long::longValue).sum();
        Predicate<Integer> inADay = minutes -> minutes <= 24 * 60;
        long withinDay = Tally.STEPS.stream()
                .filter(inADay)
                .mapToLong(minutes -> steps.getOrDefault(minutes.toString(), 0L))
                .sum();
        return new Spread(of, count, quantile(steps, count, 0.5), quantile(steps, count, 0.95), withinDay);
    }

    private static Optional<Double> quantile(Map<String, Long> steps, long count, double share) {
        double rank = share * count;
        double below = 0;
        int from = 0;
        for (int to : Tally.STEPS) {
            long here = steps.getOrDefault(Integer.toString(to), 0L);
            if (here > 0 && below + here >= rank) {
                return Optional.of(from + (to - from) * (rank - below) / here);
            }
            below += here;
            from = to;
        }
        return Optional.empty();
    }
}

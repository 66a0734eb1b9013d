package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** What is asked of a desk's evenings. Times are in minutes, shares from 0 to 1. */
enum Measure {
    /** from the first report of severe harm to the first look at it, half of them sooner */
    REPORTED_P50("reported p50 (min)", true),
    /** the same, 95 of 100 sooner */
    REPORTED_P95("reported p95 (min)", true),
    /** from the first sign of severe harm, whether or not anybody ever reports it, half of them sooner */
    LOOK_P50("any p50 (min)", true),
    /** of severe harm, reported or not, the share looked at within half an hour of its first sign */
    IN_TIME("any in 30 min", false),
    /** of all cases, the share looked at by their deadline; only under an order that has deadlines */
    BY_DEADLINE("by deadline", false),
    /** of the first five waiting, the share that are real */
    PRECISION("precision@5", false),
    /** mean average precision of the order, each time somebody took from it */
    AVERAGE("average precision", false),
    /** of the innocent whom several agreed to report, the share that were acted on */
    ATTACKS("attacks that win", true),
    /** of the accounts among them, how many it would be on average, by the chances of error of whoever looked at them: the same, less chance */
    MISLED("acted on (expected)", true),
    /** the longest that any case waited */
    LONGEST("longest wait (min)", true),
    /** looks for each severe harm that was found */
    LOOKS("looks per find", true),
    /** minutes that severe harm went on, added up */
    HARM("harm-minutes", true);

    /** What a report without a reason is counted as. */
    static final String PANIC = "panic";

    private static final Duration IN_TIME_MEANS = Duration.ofMinutes(30);

    private final String title;
    private final boolean lessIsBetter;

    Measure(String title, boolean lessIsBetter) {
        this.title = title;
        this.lessIsBetter = lessIsBetter;
    }

    String title() {
        return title;
    }

    boolean lessIsBetter() {
        return lessIsBetter;
    }

    /**
     * How much of it a delay of everything makes.
     *
     * @param minutes of the delay
     */
    double of(double minutes, List<DeskRecord> evenings) {
        return switch (this) {
            case REPORTED_P50, REPORTED_P95, LOOK_P50, LONGEST -> minutes;
            case HARM ->
                minutes
                        * evenings.stream()
                                .mapToInt(e -> e.truth().severeSince().size())
                                .sum();
            default -> 0;
        };
    }

    /** Of these evenings together; NaN where there was nothing to measure. */
    double of(List<DeskRecord> evenings) {
        return switch (this) {
            case REPORTED_P50 -> percentile(reported(evenings), 50);
            case REPORTED_P95 -> percentile(reported(evenings), 95);
            case LOOK_P50 -> percentile(looks(evenings), 50);
            case IN_TIME ->
                looks(evenings)
                        .mapToDouble(m -> m <= IN_TIME_MEANS.toMinutes() ? 1 : 0)
                        .average()
                        .orElse(Double.NaN);
            case BY_DEADLINE ->
                evenings.stream()
                                .allMatch(e -> e.cases().stream()
                                        .allMatch(c -> c.deadline().isEmpty()))
                        ? Double.NaN
                        : evenings.stream()
                                .flatMap(e -> e.cases().stream())
                                .mapToDouble(c -> inDeadline(c) ? 1 : 0)
                                .average()
                                .orElse(Double.NaN);
            case PRECISION -> mean(evenings.stream().map(DeskRecord::precision));
            case AVERAGE -> mean(evenings.stream().map(DeskRecord::average));
            case ATTACKS -> attacks(evenings);
            case MISLED -> misled(evenings);
            case LONGEST ->
                evenings.stream()
                        .flatMap(e -> e.cases().stream().map(c -> wait(e, c)))
                        .max(Comparator.naturalOrder())
                        .orElse(Double.NaN);
            case LOOKS -> {
                double found = evenings.stream()
                        .mapToLong(e -> e.truth().severeSince().keySet().stream()
                                .filter(who -> look(e, who).isPresent())
                                .count())
                        .sum();
                double looks = evenings.stream()
                        .flatMap(e -> e.cases().stream())
                        .filter(c -> c.lookedAt().isPresent())
                        .count();
                yield found == 0 ? Double.NaN : looks / found;
            }
            case HARM -> evenings.stream().mapToDouble(Measure::harm).sum();
        };
    }

    /** By what is said of them first, the longest wait of any such case: a reason's code, or {@link #PANIC} without one. */
    static Map<String, Double> longestByReason(List<DeskRecord> evenings) {
        Map<String, Double> longest = new TreeMap<>();
        for (DeskRecord evening : evenings) {
            for (DeskCase c : evening.cases()) {
                said(c).ifPresent(reason -> longest.merge(reason, wait(evening, c), Math::max));
            }
        }
        return longest;
    }

    /** Empty of a case that nobody reported: other orders do not open it, so there is nothing to compare. */
    private static Optional<String> said(DeskCase c) {
        return c.reports().stream()
                .findFirst()
                .map(r -> ((Report) r.event().body()).reason().map(Reason::code).orElse(PANIC));
    }

    private static double wait(DeskRecord evening, DeskCase c) {
        return minutes(c.openedAt(), c.lookedAt().orElse(evening.horizon()));
    }

    private static boolean inDeadline(DeskCase c) {
        return c.lookedAt().isPresent()
                && c.deadline().isPresent()
                && !c.lookedAt().get().isAfter(c.deadline().get());
    }

    private static Optional<Instant> look(DeskRecord evening, Subject who) {
        return evening.cases().stream()
                .filter(c -> c.subject().equals(who))
                .flatMap(c -> c.lookedAt().stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<Double> looks(List<DeskRecord> evenings) {
        return evenings.stream()
                .flatMap(e -> e.truth().severeSince().entrySet().stream()
                        .map(severe -> minutes(
                                severe.getValue(), look(e, severe.getKey()).orElse(e.horizon()))));
    }

    private static Stream<Double> reported(List<DeskRecord> evenings) {
        return evenings.stream()
                .flatMap(e -> e.truth().severeSince().keySet().stream()
                        .flatMap(who ->
                                firstReport(e, who)
                                        .map(at -> Math.max(
                                                0, minutes(at, look(e, who).orElse(e.horizon()))))
                                        .stream()));
    }

    private static Optional<Instant> firstReport(DeskRecord evening, Subject who) {
        return evening.cases().stream()
                .filter(c -> c.subject().equals(who))
                .flatMap(c -> c.reports().stream().map(LoggedEvent::receivedAt))
                .min(Comparator.naturalOrder());
    }

    private static double percentile(Stream<Double> values, double p) {
        double[] all = values.mapToDouble(m -> m).toArray();
        return all.length == 0 ? Double.NaN : new Percentile().evaluate(all, p);
    }

    /** The innocent whom several agreed to report. */
    private static List<Subject> victims(DeskRecord evening) {
        return evening.cases().stream()
                .filter(c -> c.reports().stream().anyMatch(r -> evening.truth().attacks(reporter(r))))
                .map(DeskCase::subject)
                .filter(v -> !evening.truth().harmful(v))
                .distinct()
                .toList();
    }

    private static double misled(List<DeskRecord> evenings) {
        double victims = 0;
        double acted = 0;
        for (DeskRecord evening : evenings) {
            if (evening.risked().isEmpty()) {
                return Double.NaN;
            }
            for (Subject victim : victims(evening)) {
                if (victim.kind() == Subject.Kind.ACCOUNT) {
                    victims++;
                    acted += evening.risked().get().getOrDefault(victim, 0.0);
                }
            }
        }
        return victims == 0 ? Double.NaN : acted / victims;
    }

    private static double attacks(List<DeskRecord> evenings) {
        double attacked = 0;
        double lost = 0;
        for (DeskRecord evening : evenings) {
            List<Subject> victims = victims(evening);
            attacked += victims.size();
            lost += victims.stream().filter(evening.stopped()::containsKey).count();
        }
        return attacked == 0 ? Double.NaN : lost / attacked;
    }

    private static String reporter(LoggedEvent report) {
        return Ranker.Scoring.reporter(report);
    }

    private static double harm(DeskRecord evening) {
        return evening.truth().severeSince().entrySet().stream()
                .mapToDouble(severe -> {
                    Instant until = evening.stopped().getOrDefault(severe.getKey(), evening.end());
                    Instant most = until.isAfter(evening.end()) ? evening.end() : until;
                    return Math.max(0, minutes(severe.getValue(), most));
                })
                .sum();
    }

    private static double mean(Stream<Double> values) {
        return values.filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 60_000.0;
    }
}

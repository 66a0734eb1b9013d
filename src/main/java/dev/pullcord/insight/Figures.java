package dev.pullcord.insight;

import dev.pullcord.insight.CaseCourse.End;
import dev.pullcord.insight.CaseCourse.Step;
import dev.pullcord.insight.CaseCourse.Voice;
import dev.pullcord.insight.Cut.Span;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the desk does, made of the cases that were opened in a window. Of cases, never of people. Rehearsals are counted and are in
 * nothing else.
 *
 * @param window what was asked for
 * @param to now
 * @param since from when on the cases are all there are; later than the window where it holds too many
 * @param opened how many
 * @param undecided of these
 * @param rehearsals opened besides
 * @param pieces the window, piece by piece, without a gap
 * @param reasons what came in and what became of it; in the order of codes
 * @param times how long things took: over all lanes, then by lane
 * @param inTime whether somebody looked before the deadline, by lane
 * @param right how often it was a violation, of the cases decided one way or the other
 * @param overturned how many conclusions do not stand any more, and why
 * @param actions what the platform was asked, by type
 */
public record Figures(
        Window window,
        Instant to,
        Instant since,
        long opened,
        long undecided,
        long rehearsals,
        List<Piece> pieces,
        List<ByReason> reasons,
        List<Times> times,
        Map<String, Interval> inTime,
        List<Right> right,
        Map<Decision.Cause, Long> overturned,
        List<ByAction> actions) {
    /** Where the bars of a distribution end; the last one has no end. */
    public static final List<Duration> BARS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofDays(1));

    /**
     * What was opened in a piece of the window.
     *
     * @param at when it begins
     * @param opened how many
     * @param late of these, nobody looked in time
     * @param overturned of these
     * @param firstLookMs within so long somebody had looked at 95 of 100; absent where nobody looked
     * @param effectMs the same of the first effect
     */
    public record Piece(
            Instant at, long opened, long late, long overturned, OptionalLong firstLookMs, OptionalLong effectMs) {}

    /**
     * What came in for one reason.
     *
     * @param reason the code, or {@code none}
     */
    public record ByReason(String reason, long opened, long undecided, Map<Outcome, Long> outcomes) {}

    /**
     * How long something took.
     *
     * @param lane absent: over all
     * @param count how often it was measured; the rest is 0 where it was not
     * @param p50 half of them took no longer, ms
     * @param p95 19 of 20, ms
     * @param p99 99 of 100, ms
     * @param bars how many ended before each of {@link #BARS}, and not before the one ahead of it
     */
    public record Times(Span span, Optional<String> lane, long count, long p50, long p95, long p99, List<Long> bars) {}

    /** Of what it is said how often it was right. */
    public enum Of {
        SIGNAL,
        VOICE,
        REASON;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How often it was right.
     *
     * @param share of violations, with its 95 % interval
     */
    public record Right(Of of, String name, Interval share) {}

    /**
     * What came of the actions of one type.
     *
     * @param type the action's code
     */
    public record ByAction(String type, Map<End, Long> ends) {}

    /** Made of these. Pure; in the order of n·log n. */
    public static Figures of(Window window, CaseCourses.Read read, Instant now) {
        List<CaseCourse> real = read.cases().stream().filter(c -> !c.drill()).toList();
        List<CaseCourse> judged = real.stream().filter(CaseCourse::judged).toList();
        List<Right> right = new ArrayList<>();
        names(judged, c -> c.signals().stream().toList())
                .forEach(id ->
                        right.add(right(Of.SIGNAL, id, judged, c -> c.signals().contains(id))));
        for (Voice voice : Voice.values()) {
            right.add(right(Of.VOICE, voice.word(), judged, c -> c.voice() == voice));
        }
        names(judged, c -> List.of(c.reasonCode()))
                .forEach(code -> right.add(
                        right(Of.REASON, code, judged, c -> c.reasonCode().equals(code))));
        Map<Decision.Cause, Long> overturned = new EnumMap<>(Decision.Cause.class);
        real.forEach(c -> c.overturned().ifPresent(cause -> overturned.merge(cause, 1L, Long::sum)));
        return new Figures(
                window,
                now,
                read.since(),
                real.size(),
                real.stream().filter(c -> c.outcome().isEmpty()).count(),
                read.cases().size() - real.size(),
                pieces(window, real, now),
                reasons(real),
                times(real),
                inTime(real, now),
                right,
                overturned,
                actions(real));
    }

    private static List<Piece> pieces(Window window, List<CaseCourse> cases, Instant now) {
        Map<Instant, List<CaseCourse>> by = new TreeMap<>();
        for (Instant at = window.from(now); !at.isAfter(now); at = at.plus(window.piece())) {
            by.put(at, new ArrayList<>());
        }
        long step = window.piece().toMillis();
        for (CaseCourse c : cases) {
            Instant at = Instant.ofEpochMilli(Math.floorDiv(c.openedAt().toEpochMilli(), step) * step);
            by.getOrDefault(at, new ArrayList<>()).add(c); // what came since this read began is in the next one
        }
        return by.entrySet().stream()
                .map(piece -> {
                    List<CaseCourse> of = piece.getValue();
                    return new Piece(
                            piece.getKey(),
                            of.size(),
                            of.stream().filter(c -> c.late(now)).count(),
                            of.stream().filter(c -> c.overturned().isPresent()).count(),
                            within95(Span.FIRST_LOOK, of),
                            within95(Span.EFFECT, of));
                })
                .toList();
    }

    private static OptionalLong within95(Span span, List<CaseCourse> of) {
        long[] all = sorted(span, of);
        return all.length == 0 ? OptionalLong.empty() : OptionalLong.of(rank(all, 95));
    }

    private static List<ByReason> reasons(List<CaseCourse> cases) {
        Map<String, List<CaseCourse>> by = cases.stream()
                .collect(Collectors.groupingBy(CaseCourse::reasonCode, TreeMap::new, Collectors.toList()));
        return by.entrySet().stream()
                .map(one -> {
                    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
                    one.getValue().forEach(c -> c.outcome().ifPresent(o -> outcomes.merge(o, 1L, Long::sum)));
                    long decided = outcomes.values().stream().mapToLong(n -> n).sum();
                    return new ByReason(
                            one.getKey(), one.getValue().size(), one.getValue().size() - decided, outcomes);
                })
                .toList();
    }

    private static List<Times> times(List<CaseCourse> cases) {
        List<Times> times = new ArrayList<>();
        Map<String, List<CaseCourse>> lanes = byLane(cases);
        for (Span span : Span.values()) {
            times.add(times(span, Optional.empty(), cases));
            lanes.forEach((lane, of) -> times.add(times(span, Optional.of(lane), of)));
        }
        return times;
    }

    private static Times times(Span span, Optional<String> lane, List<CaseCourse> of) {
        long[] all = sorted(span, of);
        List<Long> bars = new ArrayList<>();
        int before = 0;
        for (Duration end : BARS) {
            int here = before;
            while (here < all.length && all[here] < end.toMillis()) {
                here++;
            }
            bars.add((long) here - before);
            before = here;
        }
        bars.add((long) all.length - before);
        return all.length == 0
                ? new Times(span, lane, 0, 0, 0, 0, bars)
                : new Times(span, lane, all.length, rank(all, 50), rank(all, 95), rank(all, 99), bars);
    }

    /** The nearest rank: one that was really measured. */
    private static long rank(long[] sorted, int percent) {
        return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }

    private static long[] sorted(Span span, List<CaseCourse> of) {
        long[] all = of.stream()
                .flatMap(c -> lengths(span, c).stream())
                .mapToLong(ms -> ms)
                .toArray();
        Arrays.sort(all);
        return all;
    }

    /** How long it took in this case, ms: once at most, but for actions. */
    static List<Long> lengths(Span span, CaseCourse c) {
        Instant from = c.openedAt();
        return switch (span) {
            case FIRST_LOOK -> length(from, c.firstLookAt());
            case DECISION -> length(from, c.firstDecidedAt());
            case EFFECT -> length(from, c.firstEffectAt());
            case ACTION ->
                c.steps().stream()
                        .flatMap(step -> length(step.orderedAt(), step.doneAt()).stream())
                        .toList();
        };
    }

    private static List<Long> length(Instant from, Optional<Instant> to) {
        return to.map(end -> List.of(Math.max(0, Duration.between(from, end).toMillis())))
                .orElse(List.of());
    }

    private static Map<String, Interval> inTime(List<CaseCourse> cases, Instant now) {
        Map<String, Interval> shares = new TreeMap<>();
        byLane(cases).forEach((lane, of) -> {
            List<CaseCourse> timed = of.stream().filter(c -> c.timed(now)).toList();
            shares.put(
                    lane,
                    Interval.share(timed.stream().filter(c -> !c.late(now)).count(), timed.size()));
        });
        return shares;
    }

    private static Map<String, List<CaseCourse>> byLane(List<CaseCourse> cases) {
        return cases.stream().collect(Collectors.groupingBy(CaseCourse::lane, TreeMap::new, Collectors.toList()));
    }

    private static Right right(Of of, String name, List<CaseCourse> judged, Predicate<CaseCourse> with) {
        List<CaseCourse> its = judged.stream().filter(with).toList();
        long violations = its.stream()
                .filter(c -> c.outcome().filter(Outcome.VIOLATION::equals).isPresent())
                .count();
        return new Right(of, name, Interval.share(violations, its.size()));
    }

    private static TreeSet<String> names(List<CaseCourse> cases, Function<CaseCourse, List<String>> of) {
        return cases.stream().flatMap(c -> of.apply(c).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ByAction> actions(List<CaseCourse> cases) {
        Map<String, Map<End, Long>> by = new TreeMap<>();
        for (CaseCourse c : cases) {
            for (Step step : c.steps()) {
                by.computeIfAbsent(step.type().code(), type -> new EnumMap<>(End.class))
                        .merge(step.end(), 1L, Long::sum);
            }
        }
        return by.entrySet().stream()
                .map(one -> new ByAction(one.getKey(), one.getValue()))
                .toList();
    }
}

package dev.pullcord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.simulation.Courier;
import dev.pullcord.simulation.Delivery;
import dev.pullcord.simulation.Lanes;
import dev.pullcord.simulation.Letter;
import dev.pullcord.wire.EventLine;
import dev.pullcord.wire.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Posts a stream of events, one a line, in constant memory. Events of one account keep their order, and a correction
 * follows its report; other events may overtake each other. A bad line is named and stops nothing.
 */
final class ReplayRun {
    /** What fits into one request with the brackets around it. */
    private static final int LONGEST_LINE = 1024 * 1024 - 2;

    private static final int PROBLEMS_SHOWN = 20;
    /** Reports whose lane is remembered for their corrections; after so many others everything is waited for instead. */
    private static final int REPORTS_REMEMBERED = 100_000;

    /**
     * What became of the file.
     *
     * @param lines how many lines with something on them
     * @param accepted taken now
     * @param duplicates taken before
     * @param refused not taken by the service
     * @param bad no events, and so not posted
     * @param problems the first of them, by line
     */
    record Summary(long lines, long accepted, long duplicates, long refused, long bad, List<Problem> problems) {
        boolean fine() {
            return refused == 0 && bad == 0;
        }
    }

    /**
     * What is wrong with a line.
     *
     * @param line 1 for the first
     * @param words what it is
     */
    record Problem(long line, String words) {}

    private final Courier courier;
    private final Courier.Pause pause;
    private final Clock clock;
    private final OptionalDouble speed;
    private final int inFlight;

    private final Cache<String, Integer> lanesOfReports =
            Caffeine.newBuilder().maximumSize(REPORTS_REMEMBERED).build();
    private final List<Problem> problems = new ArrayList<>(); // this and the counts: guarded by this
    private long accepted;
    private long duplicates;
    private long refused;
    private long bad;
    private Optional<Instant> firstTime = Optional.empty();
    private Instant begun = Instant.MIN;

    /**
     * @param speed how many times as fast as the events' times say; empty as fast as the service takes them
     * @param inFlight how many batches may be under way at once
     */
    ReplayRun(Courier courier, Courier.Pause pause, Clock clock, OptionalDouble speed, int inFlight) {
        this.courier = courier;
        this.pause = pause;
        this.clock = clock;
        this.speed = speed;
        this.inFlight = inFlight;
    }

    /**
     * Posts them all; for one call.
     *
     * @throws dev.pullcord.simulation.Undeliverable when the service is gone or refuses the key; what was posted until
     *     then counts, and posting the file again counts nothing twice
     */
    Summary run(InputStream in) throws IOException, InterruptedException {
        begun = clock.instant();
        long lines = 0;
        try (Lanes lanes = new Lanes(inFlight, courier, this::add)) {
            Lines file = new Lines(in, LONGEST_LINE);
            for (Optional<Lines.Line> next = file.next(); next.isPresent(); next = file.next()) {
                Lines.Line line = next.get();
                if (line.problem().isPresent()) {
                    lines++;
                    addBad(line.number(), line.problem().get());
                } else if (!line.text().isEmpty()) {
                    lines++;
                    post(lanes, line);
                }
            }
            lanes.drain();
        }
        return summary(lines);
    }

    private void post(Lanes lanes, Lines.Line line) throws InterruptedException {
        EventLine event;
        try {
            event = EventLine.read(line.text());
        } catch (IllegalArgumentException e) {
            addBad(line.number(), e.getMessage());
            return;
        }
        awaitTurn(event);
        lanes.put(lane(lanes, event), new Letter(line.number(), line.text()));
    }

    private int lane(Lanes lanes, EventLine event) throws InterruptedException {
        if (event.correction()) {
            Integer known = event.concerns()
                    .map(id -> lanesOfReports.getIfPresent(event.source() + '\n' + id))
                    .orElse(null);
            if (known != null) {
                return known;
            }
            lanes.drain(); // its report may be anywhere: let all of them arrive
            return 0;
        }
        int lane = lanes.laneOf(event.about().orElse(event.id()));
        if (event.report()) {
            lanesOfReports.put(event.source() + '\n' + event.id(), lane);
        }
        return lane;
    }

    private void awaitTurn(EventLine event) throws InterruptedException {
        if (speed.isEmpty() || event.time().isEmpty()) {
            return;
        }
        if (firstTime.isEmpty()) {
            firstTime = event.time();
        }
        Duration since = Duration.between(firstTime.get(), event.time().get());
        Instant due = begun.plusMillis((long) ((double) since.toMillis() / speed.getAsDouble()));
        Duration wait = Duration.between(clock.instant(), due);
        if (!wait.isNegative() && !wait.isZero()) {
            pause.pause(wait);
        }
    }

    private synchronized void add(Delivery delivery) {
        accepted += delivery.accepted();
        duplicates += delivery.duplicates();
        refused += delivery.refused().size();
        delivery.refused().forEach(r -> note(r.line(), r.problem()));
    }

    private synchronized void addBad(long line, String words) {
        bad++;
        note(line, words);
    }

    /** Keeps the problems of the lowest lines, whichever lane tells of them first. */
    private void note(long line, String words) {
        problems.add(new Problem(line, words));
        if (problems.size() > 2 * PROBLEMS_SHOWN) {
            problems.sort(Comparator.comparingLong(Problem::line));
            problems.subList(PROBLEMS_SHOWN, problems.size()).clear();
        }
    }

    private synchronized Summary summary(long lines) {
        List<Problem> first = problems.stream()
                .sorted(Comparator.comparingLong(Problem::line))
                .limit(PROBLEMS_SHOWN)
                .toList();
        return new Summary(lines, accepted, duplicates, refused, bad, first);
    }
}

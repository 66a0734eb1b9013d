package dev.pullcord.simulation;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * One evening played into a running service: what happens is posted when it happens, people at the desk claim and decide,
 * and whoever the service says may not join is not seen any more. Ends when all is worked off. For one use, by one thread.
 */
final class LiveEvening {
    private static final Duration STEP = Duration.ofSeconds(5); // in the world
    private static final Duration QUIET = Duration.ofSeconds(3); // on the wall: so long nothing must wait at the end
    private static final Duration ASKS_EVERY = Duration.ofSeconds(10); // in the world
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5); // on the wall, as the next
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Evening evening;
    private final WorldPlan plan;
    private final WorldTime time;
    private final Simulation.Link link;
    private final Clock clock;
    private final CountDownLatch interrupted;
    private final Truth truth;
    private final LiveDesk desk;
    private final Shift.Queues queues;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Shift> shifts = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Set<Subject> gone = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Duration step;
    private final Duration poll;
    private final List<Double> late = new ArrayList<>(); // milliseconds on the wall
    private long posted;
    private int unenforced;
    private volatile Instant worldNow;

    /**
     * What came of it.
     *
     * @param played as much of the evening as was played
     * @param length how much that was, in the world
     * @param afterwards how long the desk worked on after it, in the world
     * @param posted events that the service took
     * @param foreign times that somebody was given a case of no simulated world
     * @param lost cases that were looked at and not decided
     * @param unenforced events of accounts that were suspended and could be seen all the same
     * @param grain minutes in the world that an event may be late by itself, and be found late when somebody is free: what
     *     is less than that says nothing
     */
    record Played(
            DeskRecord record,
            Evening played,
            Duration length,
            Duration afterwards,
            long posted,
            int foreign,
            int lost,
            int unenforced,
            double grain) {}

    LiveEvening(
            Evening evening,
            WorldPlan plan,
            WorldTime time,
            Shift.Queues queues,
            Simulation.Link link,
            Clock clock,
            CountDownLatch interrupted) {
        this.evening = evening;
        this.plan = plan;
        this.time = time;
        this.queues = queues;
        this.link = link;
        this.clock = clock;
        this.interrupted = interrupted;
        this.truth = new Truth(evening);
        this.desk = new LiveDesk(evening, truth, time, plan.desk(), plan.seed());
        this.worldNow = evening.start();
        this.step = within(time.onTheWall(STEP), LONGEST_STEP);
        this.poll = within(time.onTheWall(ASKS_EVERY), LONGEST_PAUSE);
    }

    private static Duration within(Duration wanted, Duration most) {
        Duration least = wanted.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wanted;
        return least.compareTo(most) > 0 ? most : least;
    }

    /**
     * Plays it.
     *
     * @param progress told a few times a second how it stands
     * @throws Undeliverable when the service is away, or refuses somebody
     */
    Played play(Simulation.Progress progress) throws InterruptedException {
        startWork();
        try {
            post(progress);
            workOff(progress);
        } finally {
            over.countDown();
            for (Thread thread : threads) {
                thread.join(LAST_WORDS.toMillis());
                thread.interrupt();
            }
        }
        rethrow();
        return played();
    }

    private void startWork() {
        for (DeskCalls.Who who : link.moderators().subList(0, plan.desk().moderators())) {
            Shift shift =
                    new Shift(link.calls(), link.wire(), who, link.reader(), desk, time, queues, clock, poll, over);
            Thread thread = new Thread(shift, "simulated-" + who.name());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, e) ->
                    failure.compareAndSet(null, e instanceof RuntimeException r ? r : new IllegalStateException(e)));
            shifts.add(shift);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void rethrow() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void post(Simulation.Progress progress) throws InterruptedException {
        List<Letter> due = new ArrayList<>();
        Instant oldest = time.begun();
        for (Happening happening : evening.happenings()) {
            Instant at = time.onTheWall(happening.at());
            while (clock.instant().isBefore(at)) {
                deliver(due, oldest);
                tell(progress);
                Duration left = Duration.between(clock.instant(), at);
                if (pause(left.compareTo(step) < 0 ? left : step)) {
                    return;
                }
            }
            oldest = due.isEmpty() ? at : oldest;
            if (mayHappen(happening)) {
                due.add(new Letter(0, link.platformWire().event(happening, happening.at(), Simulation.SOURCE)));
            } else {
                dropped.add(happening.id());
            }
            worldNow = happening.at();
            if (due.size() >= Courier.MOST_EVENTS) {
                deliver(due, oldest);
            }
        }
        deliver(due, oldest);
    }

    /** @param oldest when the first of them was due, on the wall */
    private void deliver(List<Letter> due, Instant oldest) throws InterruptedException {
        rethrow();
        if (due.isEmpty()) {
            return;
        }
        Delivery delivery = link.courier().deliver(due);
        posted += delivery.accepted();
        late.add((double) Duration.between(oldest, clock.instant()).toMillis());
        if (!delivery.refused().isEmpty()) {
            throw new Undeliverable("the service refuses an invented event: "
                    + delivery.refused().get(0).problem());
        }
        due.clear();
    }

    /** Whether somebody is still there to do it, and whether what it is about has happened at all. */
    private boolean mayHappen(Happening happening) throws InterruptedException {
        if (happening.body() instanceof Correction correction) {
            return correction.eventId().filter(dropped::contains).isEmpty();
        }
        Optional<Subject> actor = Truth.actor(happening).filter(desk::acted);
        if (actor.isEmpty()) {
            return true;
        }
        if (actor.get().kind() == Subject.Kind.MEETING) {
            return !(happening.body() instanceof Report); // nobody is left to press
        }
        return !gone.contains(actor.get()) && !suspended(actor.get());
    }

    /** Asks the service, as a platform does. */
    private boolean suspended(Subject account) throws InterruptedException {
        String path = "/v1/standing?account=" + URLEncoder.encode(account.id(), StandardCharsets.UTF_8);
        boolean suspended = link.wire().suspended(link.calls().got(link.platform(), path));
        if (suspended) {
            gone.add(account);
        } else {
            unenforced++;
        }
        return suspended;
    }

    private void workOff(Simulation.Progress progress) throws InterruptedException {
        Instant posted = clock.instant();
        Instant horizon = time.onTheWall(evening.start().plus(plan.evening()).plus(DeskRun.AFTERWARDS));
        while (interrupted.getCount() > 0 && clock.instant().isBefore(horizon)) {
            rethrow();
            Instant quiet = clock.instant().minus(QUIET);
            boolean idle = shifts.stream()
                    .allMatch(s -> s.idleSince().filter(quiet::isAfter).isPresent());
            if (idle && posted.isBefore(quiet)) {
                return;
            }
            worldNow = time.inWorld(clock.instant());
            tell(progress);
            pause(LONGEST_STEP);
        }
    }

    private boolean pause(Duration most) throws InterruptedException {
        return interrupted.await(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void tell(Simulation.Progress progress) {
        progress.at(evening.number(), Duration.between(evening.start(), worldNow), posted, desk.looks());
    }

    private Played played() throws InterruptedException {
        boolean whole = interrupted.getCount() > 0;
        Instant end = evening.start().plus(plan.evening());
        Instant now = time.inWorld(clock.instant());
        Instant until = whole || now.isAfter(end) ? end : now;
        Instant horizon = whole ? end.plus(DeskRun.AFTERWARDS) : now.isAfter(end) ? now : until;
        List<DeskWire.Seen> waiting = waiting();
        Map<String, List<String>> reports = new HashMap<>();
        for (DeskWire.Seen one : waiting) {
            reports.put(one.id(), reports(one.id()));
        }
        for (String id : desk.cases()) {
            reports.put(id, reports(id));
        }
        Evening played = evening.until(until);
        DeskRecord record = desk.record(waiting, reports, new Truth(played), until, horizon);
        return new Played(
                record,
                played,
                Duration.between(evening.start(), until),
                Duration.between(until, horizon),
                posted,
                shifts.stream().mapToInt(Shift::foreign).sum(),
                shifts.stream().mapToInt(Shift::lost).sum(),
                unenforced,
                grain());
    }

    private double grain() {
        List<Double> answers =
                shifts.stream().flatMap(s -> s.answers().stream()).toList();
        double most = most(late) + most(answers) + poll.toMillis() + step.toMillis();
        return most * time.speed() / 60_000;
    }

    private static double most(List<Double> all) {
        double[] values = all.stream().mapToDouble(ms -> ms).toArray();
        return values.length == 0 ? 0 : new Percentile().evaluate(values, 95);
    }

    /** The cases of this evening that nobody has looked at. */
    private List<DeskWire.Seen> waiting() throws InterruptedException {
        List<DeskWire.Seen> waiting = new ArrayList<>();
        List<String> looked = desk.cases();
        Optional<String> from = Optional.of("");
        while (from.isPresent()) {
            DeskWire.Page<DeskWire.Seen> page =
                    link.wire().cases(link.calls().got(link.reader(), "/v1/cases?state=queued&limit=500" + from.get()));
            page.items().stream()
                    .filter(queues::has)
                    .filter(seen -> !looked.contains(seen.id()))
                    .forEach(waiting::add);
            from = page.next().map(cursor -> "&cursor=" + cursor);
        }
        return waiting;
    }

    private List<String> reports(String caseId) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        Optional<String> from = Optional.of("");
        while (from.isPresent()) {
            DeskWire.Page<String> page = link.wire()
                    .reports(
                            link.calls().got(link.reader(), "/v1/cases/" + caseId + "/reports?limit=500" + from.get()));
            ids.addAll(page.items());
            from = page.next().map(cursor -> "&cursor=" + cursor);
        }
        return ids;
    }
}

package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.LaneOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One simulated moderator at a running desk: takes the next case, works on it as long as it takes, renewing the claim, and
 * decides it. Runs on a thread of its own until told to stop; then hands back what he holds.
 */
final class Shift implements Runnable {
    private static final Duration FOREIGN = Duration.ofMinutes(1); // in the world: so long he lets others have a go

    private final DeskCalls calls;
    private final DeskWire wire;
    private final DeskCalls.Who who;
    private final DeskCalls.Who second;
    private final LiveDesk desk;
    private final WorldTime time;
    private final Queues queues;
    private final Clock clock;
    private final Duration poll;
    private final CountDownLatch stopped;

    private volatile Optional<Instant> idleSince = Optional.empty();
    private final Queue<Double> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger foreign = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /**
     * What is known of the queues.
     *
     * @param lanes which of them go first
     * @param mark what the ids of this world begin with
     * @param marks what the ids of all simulated worlds begin with
     */
    record Queues(LaneOrder lanes, String mark, String marks) {
        boolean has(DeskWire.Seen seen) {
            return seen.subject().id().startsWith(mark);
        }

        boolean leftOver(DeskWire.Seen seen) {
            return !has(seen) && seen.subject().id().startsWith(marks);
        }

        /** Whom these cases are about, as a lead would expect them to be taken. */
        List<Subject> inOrder(List<DeskWire.Seen> waiting) {
            return waiting.stream()
                    .filter(this::has)
                    .sorted(Comparator.comparingInt((DeskWire.Seen s) -> lanes.place(s.queue()))
                            .thenComparing(DeskWire.Seen::deadline)
                            .thenComparing(DeskWire.Seen::id))
                    .map(DeskWire.Seen::subject)
                    .toList();
        }
    }

    /**
     * @param second who may answer what another has proposed
     * @param poll how long he waits before he asks again when there was nothing
     * @param stopped counted down when it is over
     */
    Shift(
            DeskCalls calls,
            DeskWire wire,
            DeskCalls.Who who,
            DeskCalls.Who second,
            LiveDesk desk,
            WorldTime time,
            Queues queues,
            Clock clock,
            Duration poll,
            CountDownLatch stopped) {
        this.calls = calls;
        this.wire = wire;
        this.who = who;
        this.second = second;
        this.desk = desk;
        this.time = time;
        this.queues = queues;
        this.clock = clock;
        this.poll = poll;
        this.stopped = stopped;
    }

    /** Since when, on the wall, there has been nothing to do; empty while he has something. */
    Optional<Instant> idleSince() {
        return idleSince;
    }

    /** How long he waited for each answer to a claim, milliseconds on the wall. */
    List<Double> answers() {
        return List.copyOf(answers);
    }

    /** How often he was given a case of no simulated world. */
    int foreign() {
        return foreign.get();
    }

    /** How many cases he had looked at and could not decide, because the claim was over. */
    int lost() {
        return lost.get();
    }

    /** @throws Undeliverable when the service is away or refuses him */
    @Override
    public void run() {
        try {
            while (stopped.getCount() > 0) {
                next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the last resort of whoever stops it
        }
    }

    private void next() throws InterruptedException {
        Optional<LiveDesk.Proposal> proposal = desk.proposal(who.name());
        if (proposal.isPresent()) {
            idleSince = Optional.empty();
            answer(proposal.get());
            return;
        }
        Instant asked = clock.instant();
        DeskCalls.Reply reply = calls.post(who, "/v1/claims", "{}", Optional.empty());
        answers.add((double) Duration.between(asked, clock.instant()).toMillis());
        if (reply.status() == 204 || reply.status() == 409) { // nothing waits, or he has had what he may have
            idleSince = idleSince.or(() -> Optional.of(clock.instant()));
            pause(poll);
            return;
        }
        if (reply.status() != 201) {
            throw calls.refused(who, reply);
        }
        idleSince = Optional.empty();
        Optional<DeskWire.Held> held = Optional.of(wire.held(reply.body()));
        while (held.isPresent()) {
            held = given(held.get());
        }
    }

    /** @return what he has set this one aside for */
    private Optional<DeskWire.Held> given(DeskWire.Held held) throws InterruptedException {
        if (queues.has(held.seen())) {
            return work(held);
        }
        if (queues.leftOver(held.seen())) {
            decide(held, "insufficient", Optional.empty(), false);
        } else {
            foreign.incrementAndGet();
            handBack(held, "It is no case of this simulation.");
            idleSince = Optional.of(clock.instant());
            pause(time.onTheWall(FOREIGN));
        }
        return Optional.empty();
    }

    private Optional<DeskWire.Held> work(DeskWire.Held held) throws InterruptedException {
        Instant looked = clock.instant();
        String waiting = calls.got(who, "/v1/cases?state=queued&limit=500");
        Handling handling = desk.looks(
                held.seen(), looked, queues.inOrder(wire.cases(waiting).items()));
        Instant done = looked.plus(time.onTheWall(handling.takes()));
        DeskWire.Held mine = held;
        Instant renews = halfway(looked, held.expiresAt());
        Duration every = time.onTheWall(DeskRun.PUTTING_DOWN);
        Instant looksUp = looked.plus(every);
        while (clock.instant().isBefore(done)) {
            Instant next =
                    Stream.of(done, renews, looksUp).min(Instant::compareTo).orElseThrow();
            if (pause(Duration.between(clock.instant(), next))) {
                handBack(mine, "The simulation was stopped.");
                return Optional.empty();
            }
            if (!clock.instant().isBefore(looksUp)) {
                DeskWire.Held now = orUrgent(mine);
                if (!now.seen().id().equals(mine.seen().id())) {
                    desk.setAside(held.seen());
                    return Optional.of(now);
                }
                if (!now.token()
                        .equals(mine.token())) { // somebody else was faster: he has his own again, by another claim
                    renews = halfway(clock.instant(), now.expiresAt());
                }
                mine = now;
                looksUp = clock.instant().plus(every);
            }
            if (!clock.instant().isBefore(renews) && renews.isBefore(done)) {
                DeskCalls.Reply renewed =
                        calls.put(who, "/v1/claims/" + held.seen().id(), wire.renewal(mine.token()));
                if (renewed.status() != 200) {
                    lost.incrementAndGet();
                    return Optional.empty();
                }
                renews = halfway(clock.instant(), wire.renewed(renewed.body()));
            }
        }
        boolean account = held.seen().subject().kind() == Subject.Kind.ACCOUNT;
        String rule = handling.found()
                .map(Reason::code)
                .or(() -> held.seen().reason())
                .orElse("other");
        switch (decide(
                mine,
                handling.outcome().word(),
                Optional.of(rule).filter(named -> handling.violation()),
                account && handling.violation())) {
            case WRITTEN -> desk.decides(held.seen(), handling.violation(), clock.instant());
            case PROPOSED -> desk.proposes(held.seen(), who.name());
            case TOO_LATE -> lost.incrementAndGet();
        }
        return Optional.empty();
    }

    private static Instant halfway(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    /** The case he holds, or what goes before it: the service takes his back for that. */
    private DeskWire.Held orUrgent(DeskWire.Held mine) throws InterruptedException {
        DeskCalls.Reply reply = calls.post(who, "/v1/claims", wire.setAside(), Optional.empty());
        return reply.status() == 201 ? wire.held(reply.body()) : mine;
    }

    /** He looks at what another proposed, and somebody who may says so for him. */
    private void answer(LiveDesk.Proposal proposal) throws InterruptedException {
        DeskWire.Seen seen = proposal.seen();
        if (pause(time.onTheWall(proposal.second().takes()))) {
            return;
        }
        boolean agrees = proposal.second().violation();
        DeskCalls.Reply reply = calls.post(
                second,
                "/v1/cases/" + seen.id() + "/approvals",
                wire.approval(agrees, "Answered in a simulation."),
                Optional.empty());
        if (reply.status() == 201) {
            desk.decides(seen, true, clock.instant());
        } else if (reply.status() == 200) {
            desk.refuses(seen);
        } else if (reply.status() == 409) {
            lost.incrementAndGet(); // it ran out, and is back in its queue
        } else {
            throw calls.refused(second, reply);
        }
    }

    private enum Decided {
        WRITTEN,
        PROPOSED,
        TOO_LATE
    }

    private Decided decide(DeskWire.Held held, String outcome, Optional<String> policy, boolean suspend)
            throws InterruptedException {
        String body = wire.decision(held.token(), outcome, policy, "Decided in a simulation.", suspend);
        DeskCalls.Reply reply = calls.post(
                who,
                "/v1/cases/" + held.seen().id() + "/decisions",
                body,
                Optional.of("simulate-" + held.seen().id() + "-"
                        + Integer.toHexString(held.token().hashCode())));
        return switch (reply.status()) {
            case 201 -> Decided.WRITTEN;
            case 202 -> Decided.PROPOSED;
            case 409 -> Decided.TOO_LATE;
            default -> throw calls.refused(who, reply);
        };
    }

    private void handBack(DeskWire.Held held, String reason) throws InterruptedException {
        calls.delete(who, "/v1/claims/" + held.seen().id(), wire.handBack(held.token(), reason));
    }

    /** Whether it was stopped meanwhile. */
    private boolean pause(Duration most) throws InterruptedException {
        return stopped.await(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    }
}

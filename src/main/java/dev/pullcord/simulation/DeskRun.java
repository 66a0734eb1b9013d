package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One evening at a desk that works by one ranker: what happens opens cases, whoever is free takes the first one, decides it
 * after a while and with errors, and whoever is acted on does no more harm from then on. The same evening and the same
 * errors for every ranker: chance is thrown by the case's subject, not by when it is looked at.
 */
final class DeskRun {
    /** How long after the evening the desk still works off what waits. */
    static final Duration AFTERWARDS = Duration.ofHours(12);

    /** How long it takes to see that something cannot wait, to put down what one has, and to look. */
    static final Duration PUTTING_DOWN = Duration.ofMinutes(1);

    /**
     * Somebody is at work on a case.
     *
     * @param at when he will be done
     * @param handling what he will conclude
     * @param agreesWith what was proposed, where he is the second person
     */
    private record Pending(DeskCase decided, Instant at, Handling handling, int by, Optional<Pending> agreesWith) {}

    /** What somebody does next: a proposal that waits for him, or else the first case of the queue. */
    private record Turn(Free who, Instant at, Optional<Pending> proposal) {}

    /** A moderator, and from when on he is free. */
    private record Free(Instant at, int who) {}

    private final Instant end;
    private final Truth truth;
    private final Ranker ranker;
    private final DeskPlan desk;
    private final long seed;
    private final Incoming incoming = new Incoming();
    private final List<DeskCase> all = new ArrayList<>();
    private final List<DeskCase> waiting = new ArrayList<>();
    private final Map<Subject, DeskCase> open = new HashMap<>();
    private final Map<Subject, Instant> stopped = new HashMap<>();
    private final Map<Subject, Double> risked = new HashMap<>();
    private final PriorityQueue<Free> free =
            new PriorityQueue<>(Comparator.comparing(Free::at).thenComparing(Free::who));
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparing(Pending::at).thenComparing(p -> p.decided().number()));
    private final List<Pending> proposals = new ArrayList<>();
    private final HeadQuality heads;

    private DeskRun(Evening evening, Instant end, Truth truth, Ranker ranker, DeskPlan desk, long seed) {
        this.end = end;
        this.truth = truth;
        this.ranker = ranker;
        this.desk = desk;
        this.seed = seed;
        this.heads = new HeadQuality(truth);
        for (int i = 0; i < desk.moderators(); i++) {
            free.add(new Free(evening.start(), i));
        }
    }

    /**
     * Plays it to its end.
     *
     * @param length of the evening
     * @param seed of the moderators' errors and of how long they take
     */
    static DeskRecord play(Evening evening, Duration length, Truth truth, Ranker ranker, DeskPlan desk, long seed) {
        return play(evening, length, AFTERWARDS, truth, ranker, desk, seed);
    }

    /** @param afterwards how long the desk still works off what waits */
    static DeskRecord play(
            Evening evening,
            Duration length,
            Duration afterwards,
            Truth truth,
            Ranker ranker,
            DeskPlan desk,
            long seed) {
        DeskRun run = new DeskRun(evening, evening.start().plus(length), truth, ranker, desk, seed);
        Instant now = evening.start();
        for (Happening happening : evening.happenings()) {
            run.work(now, happening.at());
            now = happening.at();
            run.happens(happening);
        }
        Instant horizon = run.end.plus(afterwards);
        run.work(now, horizon);
        return new DeskRecord(
                run.all,
                run.truth,
                run.stopped,
                Optional.of(run.risked),
                run.end,
                horizon,
                run.heads.precision(),
                run.heads.average());
    }

    /** Everything that people do from one moment to another. */
    private void work(Instant from, Instant to) {
        while (true) {
            Optional<Instant> decision = Optional.ofNullable(pending.peek()).map(Pending::at);
            Optional<Turn> turn = turn(from);
            boolean decides = decision.isPresent()
                    && !decision.get().isAfter(to)
                    && turn.map(t -> !decision.get().isAfter(t.at())).orElse(true);
            if (decides) {
                conclude(pending.poll());
            } else if (turn.isPresent() && !turn.get().at().isAfter(to)) {
                free.remove(turn.get().who());
                turn.get().proposal().ifPresentOrElse(proposal -> answer(turn.get(), proposal), () -> take(turn.get()));
            } else {
                return;
            }
        }
    }

    /** Whoever is free first and has something to do; a proposal goes before the queue, and never to who made it. */
    private Optional<Turn> turn(Instant from) {
        return free.stream()
                .flatMap(who -> turn(who, from).stream())
                .min(Comparator.comparing(Turn::at)
                        .thenComparing(turn -> turn.who().who()));
    }

    private Optional<Turn> turn(Free who, Instant from) {
        Instant at = later(who.at(), from);
        Optional<Pending> proposal =
                proposals.stream().filter(p -> p.by() != who.who()).findFirst();
        if (proposal.isPresent()) {
            return Optional.of(new Turn(who, later(at, proposal.get().at()), proposal));
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(new Turn(who, at, Optional.empty()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private void take(Turn turn) {
        List<DeskCase> order = ranker.order(List.copyOf(waiting), turn.at());
        heads.look(order.stream().map(DeskCase::subject).toList());
        looks(turn, order.get(0));
    }

    private void looks(Turn turn, DeskCase first) {
        waiting.remove(first);
        first.look(turn.at(), ranker.deadline(first));
        works(turn, first, Handling.of(desk, seed, first.subject(), nth(first), truth), Optional.empty());
    }

    /**
     * Where nobody is free for a case that cannot wait, whoever has the least urgent one puts it back and takes this. All that
     * was done about the other is lost: whoever takes it next begins anew. Who answers a proposal is let finish.
     */
    private void setAside(DeskCase urgent, Instant now) {
        if (free.stream().anyMatch(who -> !who.at().isAfter(now))) {
            return;
        }
        pending.stream()
                .filter(p -> p.agreesWith().isEmpty() && p.at().isAfter(now.plus(PUTTING_DOWN)))
                .filter(p -> ranker.setsAside(p.decided(), urgent, now))
                .max(Comparator.comparing(
                                (Pending p) -> ranker.deadline(p.decided()).orElse(now))
                        .thenComparing(p -> p.decided().number()))
                .ifPresent(put -> {
                    pending.remove(put);
                    free.removeIf(who -> who.who() == put.by());
                    waiting.add(put.decided());
                    Instant at = now.plus(PUTTING_DOWN);
                    looks(new Turn(new Free(at, put.by()), at, Optional.empty()), urgent);
                });
    }

    private void answer(Turn turn, Pending proposal) {
        proposals.remove(proposal);
        DeskCase its = proposal.decided();
        works(turn, its, Handling.second(desk, seed, its.subject(), nth(its), truth), Optional.of(proposal));
    }

    private void works(Turn turn, DeskCase on, Handling handling, Optional<Pending> agreesWith) {
        Instant done = turn.at().plus(handling.takes());
        free.add(new Free(done, turn.who().who()));
        pending.add(new Pending(on, done, handling, turn.who().who(), agreesWith));
    }

    /** 1 for the first case of its subject. */
    private int nth(DeskCase one) {
        return 1
                + (int) all.stream()
                        .filter(c -> c.number() < one.number() && c.subject().equals(one.subject()))
                        .count();
    }

    /** How likely it was that this look ended in acting on somebody who did nothing, whether or not it did. */
    private void risk(DeskCase looked) {
        if (looked.subject().kind() == Subject.Kind.ACCOUNT && !truth.harmful(looked.subject())) {
            double one = desk.falseRate();
            double error = !ranker.takesTwo(looked) ? one : desk.moderators() > 1 ? one * one : 0;
            risked.merge(looked.subject(), error, (a, b) -> 1 - (1 - a) * (1 - b));
        }
    }

    private void conclude(Pending done) {
        if (done.agreesWith().isEmpty()) {
            risk(done.decided());
        }
        if (done.agreesWith().isPresent()) {
            Pending proposal = done.agreesWith().get();
            boolean agreed = done.handling().violation();
            decide(new Pending(
                    done.decided(),
                    done.at(),
                    agreed ? proposal.handling() : proposal.handling().refused(),
                    proposal.by(),
                    Optional.empty()));
        } else if (done.handling().violation() && ranker.takesTwo(done.decided())) {
            proposals.add(done);
        } else {
            decide(done);
        }
    }

    private void decide(Pending done) {
        boolean violation = done.handling().violation();
        done.decided().decide(done.at(), violation);
        open.remove(done.decided().subject());
        if (violation) {
            stopped.putIfAbsent(done.decided().subject(), done.at());
        }
        ranker.decided(done.decided(), done.handling(), done.by(), done.at());
    }

    private void happens(Happening happening) {
        if (Truth.actor(happening).filter(stopped::containsKey).isPresent()) {
            return; // acted on: this does not happen any more
        }
        for (LoggedEvent event : incoming.of(happening)) {
            boolean asked = ranker.sees(event, incoming.live(event));
            boolean report = event.event().body() instanceof Report;
            DeskCase its = open.get(event.subject());
            if (its == null && (report || asked)) {
                its = new DeskCase(all.size() + 1, event.subject(), happening.at());
                all.add(its);
                waiting.add(its);
                open.put(event.subject(), its);
                ranker.opened(its);
            }
            if (report) {
                its.reports().add(event);
            }
            if (its != null && waiting.contains(its)) {
                setAside(its, happening.at());
            }
        }
    }
}

package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people at a running desk saw and did in one evening, in the world's time. Safe for use by several threads. */
final class LiveDesk {
    private final Evening evening;
    private final Truth truth;
    private final WorldTime time;
    private final DeskPlan plan;
    private final long seed;
    private final Map<String, Looked> looked = new LinkedHashMap<>();
    private final Map<Subject, Integer> times = new HashMap<>();
    private final Map<Subject, Instant> acted = new HashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final HeadQuality heads;

    /** A decision that waits for a second person, and what that one will make of it. */
    record Proposal(DeskWire.Seen seen, String by, Handling second) {}

    private static final class Looked {
        final DeskWire.Seen seen;
        final Instant at;
        Optional<Instant> decidedAt = Optional.empty();
        boolean violation;

        Looked(DeskWire.Seen seen, Instant at) {
            this.seen = seen;
            this.at = at;
        }
    }

    LiveDesk(Evening evening, Truth truth, WorldTime time, DeskPlan plan, long seed) {
        this.evening = evening;
        this.truth = truth;
        this.time = time;
        this.plan = plan;
        this.seed = seed;
        this.heads = new HeadQuality(truth);
    }

    /**
     * Somebody looks at a case.
     *
     * @param at on the wall
     * @param others whom the cases behind it are about, in the order of their queue
     * @return what becomes of it
     */
    synchronized Handling looks(DeskWire.Seen seen, Instant at, List<Subject> others) {
        List<Subject> order = new ArrayList<>(List.of(seen.subject()));
        order.addAll(others);
        heads.look(order);
        looked.putIfAbsent(seen.id(), new Looked(seen, time.inWorld(at)));
        if (refused.contains(seen.id())) { // two have seen it, and nothing is left but to close it
            return Handling.of(plan, seed, seen.subject(), times.get(seen.subject()), truth)
                    .refused();
        }
        int nth = times.merge(seen.subject(), 1, Integer::sum);
        return Handling.of(plan, seed, seen.subject(), nth, truth);
    }

    /** It was set aside: whoever takes it up begins anew, and takes as long. */
    synchronized void setAside(DeskWire.Seen seen) {
        if (!refused.contains(seen.id())) {
            times.merge(seen.subject(), -1, Integer::sum);
        }
    }

    /** He has decided it, at this moment on the wall. */
    synchronized void decides(DeskWire.Seen seen, boolean violation, Instant at) {
        Looked one = looked.get(seen.id());
        one.decidedAt = Optional.of(time.inWorld(at));
        one.violation = violation;
        if (violation) {
            acted.putIfAbsent(seen.subject(), time.inWorld(at));
        }
    }

    /** He has decided it, and a second person must agree first. */
    synchronized void proposes(DeskWire.Seen seen, String by) {
        int nth = times.get(seen.subject());
        proposals.add(new Proposal(seen, by, Handling.second(plan, seed, seen.subject(), nth, truth)));
    }

    /** What waits for this one to agree or not; nobody else is given it. */
    synchronized Optional<Proposal> proposal(String who) {
        Optional<Proposal> found =
                proposals.stream().filter(p -> !p.by().equals(who)).findFirst();
        found.ifPresent(proposals::remove);
        return found;
    }

    /** The second person did not agree: it is back in its queue. */
    synchronized void refuses(DeskWire.Seen seen) {
        refused.add(seen.id());
    }

    /** Whether it was decided that this one broke a rule. */
    synchronized boolean acted(Subject subject) {
        return acted.containsKey(subject);
    }

    synchronized int looks() {
        return looked.size();
    }

    /** The cases looked at so far. */
    synchronized List<String> cases() {
        return List.copyOf(looked.keySet());
    }

    /**
     * What is measured.
     *
     * @param waiting the cases that nobody looked at
     * @param reports of each case, the ids of their events
     * @param known the truth of as much of the evening as was played
     * @param end when the evening ended
     * @param horizon until when the desk worked
     */
    synchronized DeskRecord record(
            Collection<DeskWire.Seen> waiting,
            Map<String, List<String>> reports,
            Truth known,
            Instant end,
            Instant horizon) {
        Map<String, Happening> posted = new HashMap<>();
        evening.happenings().forEach(h -> posted.put(h.id(), h));
        List<DeskWire.Seen> all = new ArrayList<>(waiting);
        looked.values().forEach(one -> all.add(one.seen));
        all.sort(Comparator.comparing(DeskWire.Seen::openedAt).thenComparing(DeskWire.Seen::id));
        List<DeskCase> cases = new ArrayList<>();
        for (DeskWire.Seen seen : all) {
            DeskCase one = new DeskCase(cases.size() + 1, seen.subject(), time.inWorld(seen.openedAt()));
            Optional.ofNullable(looked.get(seen.id())).ifPresent(l -> {
                one.look(l.at, Optional.of(time.inWorld(seen.deadline())));
                l.decidedAt.ifPresent(at -> one.decide(at, l.violation));
            });
            reports.getOrDefault(seen.id(), List.of()).stream()
                    .map(posted::get)
                    .filter(happening -> happening != null)
                    .sorted(Comparator.comparing(Happening::at))
                    .forEach(happening -> one.reports().add(Incoming.report(happening, seen.subject())));
            cases.add(one);
        }
        return new DeskRecord(
                cases, known, Map.copyOf(acted), Optional.empty(), end, horizon, heads.precision(), heads.average());
    }
}

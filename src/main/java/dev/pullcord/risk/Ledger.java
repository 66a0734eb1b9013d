package dev.pullcord.risk;

import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Note;
import dev.pullcord.risk.RiskState.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A {@link RiskState} opened for writing while a batch is folded into it. One thread only. Lists are kept in an order
 * that does not depend on the order of arrival, so that equal evidence makes equal states.
 */
final class Ledger {
    private final RiskState before;
    private final Set<String> lasting;
    private final Set<String> opened = new HashSet<>(4); // whose lists are this ledger's own already
    private Kept<Decayed> sums;
    private List<Note> notes;
    private Kept<Decayed> rates;
    private Kept<List<Tally>> tallies;
    private Kept<Long> marks;
    private boolean annotated;
    private boolean changed;

    /**
     * @param lasting ids of the signals whose notes never give way to others
     */
    Ledger(RiskState before, Set<String> lasting) {
        this.before = before;
        this.lasting = lasting;
        sums = Kept.of(before.sums());
        notes = before.notes();
        rates = Kept.of(before.rates());
        tallies = Kept.of(before.tallies());
        marks = Kept.of(before.marks());
    }

    /** The state with all that was written; the very one it was opened from when nothing was. */
    RiskState close() {
        return changed ? new RiskState(sums, notes, rates, tallies, marks) : before;
    }

    /** Books a signal's evidence: into its family's sum, and into the notes. */
    void book(Signal signal, Evidence evidence, long atMs) {
        changed = true;
        String key = sum(signal);
        Decayed sum = sums.get(key);
        sums = sums.with(
                key,
                sum == null
                        ? new Decayed(evidence.weight(), atMs)
                        : sum.plus(evidence.weight(), atMs, signal.halfLifeMs()));
        note(signal, evidence, atMs);
    }

    /** What the sum is called that a signal's evidence is added to. */
    static String sum(Signal signal) {
        return signal.family().word() + "/" + signal.halfLifeMs();
    }

    private void note(Signal signal, Evidence evidence, long atMs) {
        if (!annotated) {
            annotated = true;
            notes = new ArrayList<>(notes);
        }
        int at = 0;
        while (at < notes.size() && order(notes.get(at), signal.id(), evidence.about()) < 0) {
            at++;
        }
        if (at == notes.size() || order(notes.get(at), signal.id(), evidence.about()) != 0) {
            notes.add(
                    at,
                    new Note(
                            signal.id(),
                            evidence.about(),
                            evidence.weight(),
                            signal.halfLifeMs(),
                            Math.max(1, evidence.total()),
                            evidence.people(),
                            evidence.sinceMs(),
                            atMs,
                            evidence.place()));
            dropLightest();
            return;
        }
        Note old = notes.get(at);
        Decayed weight = new Decayed(old.weight(), old.lastMs()).plus(evidence.weight(), atMs, signal.halfLifeMs());
        boolean counted = evidence.total() > 0;
        notes.set(
                at,
                new Note(
                        old.signal(),
                        old.about(),
                        weight.sum(),
                        signal.halfLifeMs(),
                        counted ? evidence.total() : old.count() + 1,
                        old.people() + evidence.people(),
                        counted ? evidence.sinceMs() : Math.min(old.firstMs(), evidence.sinceMs()),
                        weight.atMs(),
                        old.place().equals(evidence.place()) ? old.place() : "*"));
    }

    private static int order(Note note, String signal, String about) {
        int bySignal = note.signal().compareTo(signal);
        return bySignal != 0 ? bySignal : note.about().compareTo(about);
    }

    private void dropLightest() {
        if (notes.size() <= RiskState.NOTES) {
            return;
        }
        long latest = notes.stream().mapToLong(Note::lastMs).max().orElseThrow();
        Note lightest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Note note : notes) {
            double weight = Math.abs(new Decayed(note.weight(), note.lastMs()).at(latest, note.halfLifeMs()));
            if (!lasting.contains(note.signal()) && weight < least) {
                least = weight;
                lightest = note;
            }
        }
        notes.remove(lightest == null ? notes.get(0) : lightest);
    }

    /**
     * What one more word of the same person adds, and whether it is the first.
     *
     * @param weight nats to be booked
     * @param whole nats that all he said weighs now, with this
     * @param first whether this person is new here
     */
    record Given(double weight, double whole, boolean first) {}

    /**
     * Counts a person once: whoever has spoken before adds what has faded of it or was not said then, and at least a
     * share that shrinks with every repetition. So no one person weighs much more than one word, however often he
     * speaks, and none is ever worth nothing.
     *
     * @param memory whose tallies to keep the person in
     * @param full what the word weighs from somebody new
     */
    Given oncePerPerson(
            String memory, String person, double full, long atMs, long halfLifeMs, double repeatShare, int cap) {
        Given given = offered(memory, person, full, atMs, halfLifeMs, repeatShare);
        Tally now = tally(memory, person)
                .map(old -> {
                    Decayed sum = new Decayed(old.v(), old.t()).plus(given.weight, atMs, halfLifeMs);
                    return new Tally(person, old.n() + 1, Math.min(old.f(), atMs), sum.atMs(), rounded(sum.sum()));
                })
                .orElse(new Tally(person, 1, atMs, atMs, rounded(full)));
        remember(memory, now, cap, LEAST_RECENT);
        return given;
    }

    /** What {@link #oncePerPerson} would give; reads only. */
    Given offered(String memory, String person, double full, long atMs, long halfLifeMs, double repeatShare) {
        Optional<Tally> known = tally(memory, person);
        if (known.isEmpty()) {
            return new Given(full, full, true);
        }
        double before = new Decayed(known.get().v(), known.get().t()).at(atMs, halfLifeMs);
        double more = Math.max(
                full - before, full * Math.pow(repeatShare, (double) known.get().n()));
        return new Given(more, before + more, false);
    }

    /** Who gives way when a memory is full: whoever was silent longest. */
    static final Comparator<Tally> LEAST_RECENT =
            Comparator.comparingLong(Tally::t).thenComparing(Tally::k);

    /** Who gives way when a memory is full: whoever appeared least often, then whoever was silent longest. */
    static final Comparator<Tally> LEAST_OFTEN =
            Comparator.comparingLong(Tally::n).thenComparing(LEAST_RECENT);

    Optional<Tally> tally(String memory, String key) {
        for (Tally tally : tallies.getOrDefault(memory, List.of())) {
            if (tally.k().equals(key)) {
                return Optional.of(tally);
            }
        }
        return Optional.empty();
    }

    /** All tallies of a memory, by key. */
    List<Tally> all(String memory) {
        return List.copyOf(tallies.getOrDefault(memory, List.of()));
    }

    /** Counts one more for a key. Answers what was known before it. */
    Optional<Tally> seen(String memory, String key, long atMs, int cap) {
        Optional<Tally> known = tally(memory, key);
        remember(
                memory,
                known.map(t -> new Tally(key, t.n() + 1, Math.min(t.f(), atMs), Math.max(t.t(), atMs), t.v()))
                        .orElse(new Tally(key, 1, atMs, atMs, 0)),
                cap,
                LEAST_RECENT);
        return known;
    }

    /** Whether a thing was counted within this time, before or after; if not, it is from now on. */
    boolean lately(String memory, String key, long atMs, long pauseMs, int cap) {
        Optional<Tally> known = tally(memory, key);
        if (known.isPresent() && Math.abs(atMs - known.get().t()) < pauseMs) {
            return true;
        }
        seen(memory, key, atMs, cap);
        return false;
    }

    /** Puts a tally in place of the one of its key. When there are more than {@code cap}, the first by {@code order} goes. */
    void remember(String memory, Tally tally, int cap, Comparator<Tally> order) {
        changed = true;
        if (opened.add(memory)) {
            tallies = tallies.with(memory, new ArrayList<>(tallies.getOrDefault(memory, List.of())));
        }
        List<Tally> list = tallies.get(memory);
        int at = 0;
        while (at < list.size() && list.get(at).k().compareTo(tally.k()) < 0) {
            at++;
        }
        if (at < list.size() && list.get(at).k().equals(tally.k())) {
            list.set(at, tally);
            return;
        }
        list.add(at, tally);
        while (list.size() > cap) {
            Tally first = null;
            for (Tally other : list) {
                if (!other.k().equals(tally.k()) && (first == null || order.compare(other, first) < 0)) {
                    first = other; // the newcomer stays: else nobody new could ever get in
                }
            }
            list.remove(first == null ? tally : first);
        }
    }

    /** Adds to a fading count; answers what it has come to. */
    double count(String rate, double more, long atMs, long halfLifeMs) {
        changed = true;
        Decayed old = rates.get(rate);
        Decayed now = old == null ? new Decayed(more, atMs) : old.plus(more, atMs, halfLifeMs);
        rates = rates.with(rate, now);
        return now.sum();
    }

    OptionalLong mark(String name) {
        Long at = marks.get(name);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Remembers the last time of something. */
    void mark(String name, long atMs) {
        Long old = marks.get(name);
        if (old == null || old < atMs) {
            changed = true;
            marks = marks.with(name, atMs);
        }
    }

    static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}

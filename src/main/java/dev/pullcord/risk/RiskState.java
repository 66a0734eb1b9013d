package dev.pullcord.risk;

import java.util.List;
import java.util.Map;

/**
 * All that is remembered of a subject for adding up its risk. Its size depends on how many kinds of evidence there are,
 * never on how many events there were: each list in it is bounded by the policy. Part of the stored format; people and
 * meetings are in it as truncated digests only.
 *
 * @param sums weight of evidence so far, by family and half-life: {@code voice/2592000000}
 * @param notes what to show for it, at most {@link #NOTES}
 * @param rates counts that fade, which signals measure rates with, by name: {@code OUT-1/fast}
 * @param tallies what signals remember of single people or reports, by signal
 * @param marks the last time something happened, milliseconds, by name: {@code minor}
 */
public record RiskState(
        Map<String, Decayed> sums,
        List<Note> notes,
        Map<String, Decayed> rates,
        Map<String, List<Tally>> tallies,
        Map<String, Long> marks) {

    /** How many notes are kept; the lightest gives way. */
    public static final int NOTES = 12;

    /** What it takes at most as stored JSON, in bytes, under any policy that comes with the service. Tested. */
    public static final int MOST_BYTES = 64 * 1024;

    /** The same under any policy that is accepted: one that tells apart 64 of whatever can be told apart. Tested. */
    public static final int MOST_BYTES_OF_ANY_POLICY = 192 * 1024;

    public static final RiskState EMPTY = new RiskState(Map.of(), List.of(), Map.of(), Map.of(), Map.of());

    /**
     * A sum of things that fade.
     *
     * @param sum as it stood at {@code atMs}
     * @param atMs milliseconds since 1970
     */
    public record Decayed(double sum, long atMs) {
        /** The sum with one more thing in it. The order of adding does not matter. */
        Decayed plus(double weight, long when, long halfLifeMs) {
            return when >= atMs
                    ? new Decayed(sum * half(when - atMs, halfLifeMs) + weight, when)
                    : new Decayed(sum + weight * half(atMs - when, halfLifeMs), atMs);
        }

        /** What is left of it; before its own time, the whole. */
        double at(long when, long halfLifeMs) {
            return sum * half(Math.max(0, when - atMs), halfLifeMs);
        }

        static double half(long elapsedMs, long halfLifeMs) {
            return elapsedMs == 0 ? 1 : Math.exp(-0.6931471805599453 * elapsedMs / halfLifeMs); // ln 2
        }
    }

    /**
     * One line of the explanation.
     *
     * @param signal the signal's id
     * @param about what of it, in the signal's own words: a reason's code, a digest
     * @param weight as it stood at {@code lastMs}
     * @param halfLifeMs milliseconds in which it fades to a half
     * @param count how often
     * @param people by how many different people
     * @param firstMs when this line began
     * @param lastMs the last time
     * @param place digest of the one meeting it all came from; {@code *} when there were several, empty when unknown
     */
    public record Note(
            String signal,
            String about,
            double weight,
            long halfLifeMs,
            long count,
            long people,
            long firstMs,
            long lastMs,
            String place) {}

    /**
     * What is remembered of one person, report or the like. Names are short because a busy subject has a hundred.
     *
     * @param k digest, or log id, or two such
     * @param n how often
     * @param f first time, milliseconds
     * @param t last time, milliseconds
     * @param v a signal's own number, to six digits
     */
    public record Tally(String k, long n, long f, long t, double v) {}

    /** Sorted, so that equal states are stored as equal text; empty where an older version stored none. */
    public RiskState {
        sums = Kept.of(sums);
        notes = notes == null ? List.of() : List.copyOf(notes);
        rates = Kept.of(rates);
        tallies = Kept.of(tallies);
        marks = Kept.of(marks);
    }

    /** How many things are remembered in all: what it weighs in memory grows with these. */
    public int things() {
        int things = sums.size() + notes.size() + rates.size() + marks.size();
        for (List<Tally> some : tallies.values()) {
            things += some.size();
        }
        return things;
    }
}

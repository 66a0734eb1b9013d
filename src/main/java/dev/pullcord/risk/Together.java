package dev.pullcord.risk;

import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Tally;
import dev.pullcord.risk.TrackRecord.Kind;
import dev.pullcord.risk.TrackRecord.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What counts of words that share an origin: as much as their effective number does (Kish's design effect, n / (1 + (n − 1)·ρ)),
 * put for unequal words: with R all that they weigh and M the heaviest of them, 1 / ((1 − ρ)/R + ρ/M). It grows with each
 * word, does not ask who came first, and is never less than M: nobody is silenced by who spoke before him.
 *
 * <p>A word with several origins counts as where that leaves the least. There all of it is remembered, elsewhere only what
 * counted, so that no word takes more from others than it said itself.
 *
 * @param memory where the ledger keeps what was said
 * @param alike ρ, 0 … 1
 * @param halfLifeMs in which words fade to a half
 * @param remembered how many origins are told apart
 */
record Together(String memory, Map<Kind, Double> alike, long halfLifeMs, int remembered) {
    private static final double NOTHING = 1e-4; // nats: what tallies round away

    /**
     * What part of a word counts.
     *
     * @param share 0 … 1
     * @param origin the one that leaves the least; empty when all of it counts
     */
    record Part(double share, Optional<Origin> origin) {
        static final Part ALL = new Part(1, Optional.empty());
    }

    /**
     * A word.
     *
     * @param weight nats it adds
     * @param whole nats that all his words weigh now who says it, with this one
     * @param atMs when
     */
    record Word(double weight, double whole, long atMs) {}

    /** Reads only. */
    Part part(Word word, List<Origin> origins, Ledger ledger) {
        Part least = Part.ALL;
        for (Origin origin : word.weight > 0 ? origins : List.<Origin>of()) {
            double counts = counts(word, origin, ledger);
            if (counts < least.share * word.weight - NOTHING) {
                least = new Part(counts / word.weight, Optional.of(origin));
            }
        }
        return least;
    }

    /** Remembers the word with each of its origins. */
    void add(Word word, Part part, List<Origin> origins, Ledger ledger) {
        double counted = part.share() * word.weight;
        for (Origin origin : origins) {
            boolean whole = counts(word, origin, ledger) <= counted + NOTHING;
            Said before = said(origin, word.atMs, ledger);
            Said now = whole
                    ? before.with(word.weight, word.whole, word.atMs, halfLifeMs)
                    : before.with(counted, counted, word.atMs, halfLifeMs);
            ledger.remember(memory, now.tally(origin), remembered, Ledger.LEAST_OFTEN);
        }
    }

    /** How much more all words of an origin count with this one, as of when it is said. */
    private double counts(Word word, Origin origin, Ledger ledger) {
        Said before = said(origin, word.atMs, ledger);
        long lastMs = Math.max(before.lastMs, word.atMs);
        double left = Decayed.half(lastMs - word.atMs, halfLifeMs); // it may have happened before what is known already
        if (left == 0) {
            return word.weight; // so long ago that it does not matter
        }
        double rho = alike.get(origin.kind());
        double more =
                before.with(word.weight, word.whole, word.atMs, halfLifeMs).effective(rho)
                        - before.faded(lastMs, halfLifeMs).effective(rho);
        return Math.max(0, Math.min(word.weight, more / left));
    }

    private Said said(Origin origin, long atMs, Ledger ledger) {
        return ledger.tally(memory, key(origin)).map(Said::of).orElse(new Said(0, 0, atMs, atMs));
    }

    private static String key(Origin origin) {
        return origin.kind().name().charAt(0) + origin.digest();
    }

    /**
     * All that was said from one origin.
     *
     * @param sum R, nats as of {@code lastMs}
     * @param most M
     */
    private record Said(double sum, double most, long firstMs, long lastMs) {
        private static final double PARTS = 1e6;

        /** A tally counts it in millionths of words as heavy as the heaviest, so that it is one of few numbers. */
        static Said of(Tally tally) {
            return new Said(tally.n() / PARTS * tally.v(), tally.v(), tally.f(), tally.t());
        }

        Tally tally(Origin origin) {
            double heaviest = Ledger.rounded(most);
            long words = heaviest == 0 ? 0 : Math.round(sum / heaviest * PARTS);
            return new Tally(key(origin), words, firstMs, lastMs, heaviest);
        }

        Said faded(long atMs, long halfLifeMs) {
            double left = Decayed.half(Math.max(0, atMs - lastMs), halfLifeMs);
            return new Said(sum * left, most * left, firstMs, Math.max(lastMs, atMs));
        }

        /** In any order. */
        Said with(double weight, double whole, long atMs, long halfLifeMs) {
            Said old = faded(atMs, halfLifeMs);
            double left = Decayed.half(old.lastMs - atMs, halfLifeMs);
            return new Said(
                    old.sum + weight * left, Math.max(old.most, whole * left), Math.min(firstMs, atMs), old.lastMs);
        }

        double effective(double rho) {
            return sum <= 0 ? 0 : 1 / ((1 - rho) / sum + rho / Math.min(most, sum));
        }
    }
}

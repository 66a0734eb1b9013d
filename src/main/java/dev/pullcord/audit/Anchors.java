package dev.pullcord.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where chains once ended, as somebody kept it whom whoever runs the store cannot reach. A chain that holds by itself and
 * differs from these was written anew, or lacks its end. Immutable.
 */
public final class Anchors {
    /** Nothing is known from elsewhere. */
    public static final Anchors NONE = new Anchors(Set.of());

    private final Map<ChainId, TreeMap<Long, Anchor>> byChain = new HashMap<>();

    /**
     * One end of one chain.
     *
     * @param at when the chain ended so
     * @param head where it ended
     */
    public record Anchor(Instant at, Verification.Head head) {}

    /** These; of several about one place the first counts, for what came later may have been made to fit. */
    public Anchors(Collection<Anchor> known) {
        known.forEach(anchor -> byChain.computeIfAbsent(anchor.head().chain(), chain -> new TreeMap<>())
                .putIfAbsent(anchor.head().seq(), anchor));
    }

    /** The chains that are known. */
    public Set<ChainId> chains() {
        return new TreeSet<>(byChain.keySet());
    }

    /** What is wrong with this entry, which follows soundly on the one before. */
    public Optional<String> fault(AuditEntry entry) {
        TreeMap<Long, Anchor> chain = byChain.get(entry.chain());
        Anchor anchor = chain == null ? null : chain.get(entry.seq());
        if (anchor == null || anchor.head().hash().equals(entry.hash())) {
            return Optional.empty();
        }
        Map.Entry<Long, Anchor> before = chain.lowerEntry(entry.seq());
        return Optional.of("is not the entry that was anchored at " + AuditDraft.time(anchor.at())
                + ": what stands behind entry " + (before == null ? 0 : before.getKey()) + " was written anew");
    }

    /** What is missing of this chain, which ends with its entry {@code seq}, 0 for none. */
    public Optional<String> missing(ChainId id, long seq) {
        TreeMap<Long, Anchor> chain = byChain.get(id);
        if (chain == null || chain.lastKey() <= seq) {
            return Optional.empty();
        }
        Anchor last = chain.lastEntry().getValue();
        return Optional.of((seq == 0 ? "the chain is gone" : "the chain ends before it") + ", but entry "
                + last.head().seq() + " was anchored at " + AuditDraft.time(last.at()));
    }
}

package dev.pullcord.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks entries as an export gives them, one after the other, and says where each chain breaks first. Keeps an end for
 * each chain and nothing else. Of a decision that an entry names, an export holds the digest only: that it is the stored
 * one is for a walk of the store to say. Not safe for several threads.
 */
public final class ExportWalk {
    private final Anchors anchors;
    private final Map<ChainId, Verification.Head> ends = new LinkedHashMap<>();
    private final Map<ChainId, Verification.Fault> faults = new HashMap<>();
    private long entries;

    public ExportWalk(Anchors anchors) {
        this.anchors = anchors;
    }

    /** The next line's entry. What follows a fault in its chain hangs on it and is not looked at. */
    public void take(AuditEntry entry) {
        ChainId chain = entry.chain();
        if (faults.containsKey(chain)) {
            return;
        }
        Verification.Head end = ends.get(chain);
        long place = end == null ? 1 : end.seq() + 1;
        Optional<String> fault = AuditChain.fault(entry, place, end == null ? AuditChain.GENESIS : end.hash());
        if (fault.isEmpty()) {
            fault = anchors.fault(entry);
        }
        if (fault.isPresent()) {
            faults.put(chain, new Verification.Fault(chain, place, fault.get()));
            return;
        }
        ends.put(chain, new Verification.Head(chain, entry.seq(), entry.hash()));
        entries++;
    }

    /**
     * The end of the export.
     *
     * @param said the heads that the export's own last line names: what of them was not there is missing, what is there
     *     beside them was put in; absent when there is no such line
     * @param whole whether the export claims to hold every chain that an anchor may name; a case's does not
     */
    public Verification.Findings end(Optional<List<Verification.Head>> said, boolean whole) {
        for (Verification.Head head : said.orElse(List.of())) {
            Verification.Head end = ends.get(head.chain());
            long reached = end == null ? 0 : end.seq();
            if (!faults.containsKey(head.chain()) && !head.equals(end)) {
                faults.put(
                        head.chain(),
                        new Verification.Fault(
                                head.chain(),
                                Math.min(reached, head.seq()) + 1,
                                "the export ends it at entry " + reached + ", and says that it ends at " + head.seq()));
            }
        }
        Set<ChainId> beside = said.isEmpty() ? Set.of() : new HashSet<>(ends.keySet());
        said.ifPresent(heads -> heads.forEach(head -> beside.remove(head.chain())));
        for (ChainId chain : beside) {
            faults.putIfAbsent(chain, new Verification.Fault(chain, 1, "the export's last line names no such chain"));
        }
        for (ChainId chain : whole ? anchors.chains() : ends.keySet()) {
            Verification.Head end = ends.get(chain);
            long reached = end == null ? 0 : end.seq();
            if (!faults.containsKey(chain)) {
                anchors.missing(chain, reached)
                        .ifPresent(problem -> faults.put(chain, new Verification.Fault(chain, reached + 1, problem)));
            }
        }
        List<Verification.Fault> found = new ArrayList<>(faults.values());
        found.sort((a, b) -> a.chain().compareTo(b.chain()));
        return new Verification.Findings(List.copyOf(ends.values()), entries, found);
    }
}

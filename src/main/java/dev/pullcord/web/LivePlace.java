package dev.pullcord.web;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a listener has heard: the last entry of each chain that speaks of cases. Goes out as an SSE id and comes back
 * as {@code Last-Event-ID}, so that whoever was cut off hears what he missed, from any node. Immutable.
 *
 * @param after by chain, in the order of {@link #chains}; 0 where nothing was written
 */
record LivePlace(Map<ChainId, Long> after) {
    private static final int RADIX = 36;
    private static final int DIGITS = 12; // of a long below 2^62

    LivePlace {
        after = new LinkedHashMap<>(after);
    }

    /** The chains that speak of cases, in a fixed order. */
    static List<ChainId> chains(String platform, int partitions) {
        return Verification.chains(platform, partitions).stream()
                .filter(chain -> chain.hand().everywhere())
                .toList();
    }

    /** After these entries, too. */
    LivePlace past(Collection<AuditEntry> entries) {
        Map<ChainId, Long> next = new LinkedHashMap<>(after);
        entries.forEach(entry -> next.merge(entry.chain(), entry.seq(), Math::max));
        return new LivePlace(next);
    }

    /** Whether it is at or behind the other on every chain; one that is ahead was told by a store that has since lost it. */
    boolean notAhead(LivePlace other) {
        return after.entrySet().stream().allMatch(own -> own.getValue() <= other.after.getOrDefault(own.getKey(), 0L));
    }

    /** How many entries lie between. */
    long behind(LivePlace other) {
        return other.after.entrySet().stream()
                .mapToLong(theirs -> theirs.getValue() - after.getOrDefault(theirs.getKey(), 0L))
                .sum();
    }

    /** As an SSE id: base 36, a dot between two chains, nothing for 0. */
    String id() {
        return after.values().stream()
                .map(seq -> seq == 0 ? "" : Long.toString(seq, RADIX))
                .collect(Collectors.joining("."));
    }

    /** Reads an id of ours; empty when it is none, or another platform's. */
    static Optional<LivePlace> of(String id, List<ChainId> chains) {
        String[] parts = id.split("\\.", -1);
        if (parts.length != chains.size()) {
            return Optional.empty();
        }
        Map<ChainId, Long> after = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9a-z]{0," + DIGITS + "}")) {
                return Optional.empty();
            }
            after.put(chains.get(i), parts[i].isEmpty() ? 0 : Long.parseLong(parts[i], RADIX));
        }
        return Optional.of(new LivePlace(after));
    }
}

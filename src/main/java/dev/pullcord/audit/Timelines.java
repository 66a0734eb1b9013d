package dev.pullcord.audit;

import dev.pullcord.audit.Verification.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the chains of one partition say of each case, held against the timeline that the case's page reads: of each hand
 * the same entries in the same order, none more and none less. The order between hands no chain covers, and so this does not.
 *
 * <p>Remembers the places of one partition, eight bytes an entry that names a case. Not safe for several threads at once.
 */
final class Timelines {
    private static final int PAGE = 1_000; // places of one timeline read at once
    private static final int AT_ONCE = 100; // timelines read beside each other
    private static final List<ChainId.Hand> HANDS = List.of(ChainId.Hand.values());
    private static final int HAND = 56; // of a place's bits, where its hand stands: places are below 2^56

    private final Map<String, Places> byCase = new HashMap<>();
    private final Map<ChainId.Hand, End> ends = new EnumMap<>(ChainId.Hand.class);

    /** @param seq of the last sound entry */
    private record End(ChainId chain, long seq, boolean broken) {}

    /** How a timeline names an entry. */
    static String name(ChainId.Hand hand, long seq) {
        return hand.word() + ' ' + seq;
    }

    /** Places in the order walked, packed. */
    private static final class Places {
        private long[] packed = new long[4];
        private int size;

        void add(ChainId.Hand hand, long seq) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, size + (size >> 1));
            }
            packed[size++] = (long) HANDS.indexOf(hand) << HAND | seq;
        }

        Map<ChainId.Hand, Deque<Long>> byHand() {
            Map<ChainId.Hand, Deque<Long>> places = new EnumMap<>(ChainId.Hand.class);
            for (int i = 0; i < size; i++) {
                ChainId.Hand hand = HANDS.get((int) (packed[i] >> HAND));
                places.computeIfAbsent(hand, h -> new ArrayDeque<>()).add(packed[i] & (1L << HAND) - 1);
            }
            return places;
        }
    }

    /** A sound entry of a chain of this partition. */
    void entry(AuditEntry entry) {
        entry.draft()
                .caseId()
                .ifPresent(id -> byCase.computeIfAbsent(id, c -> new Places())
                        .add(entry.chain().hand(), entry.seq()));
    }

    /** Cases that were forgotten: their timelines went with them. */
    void forget(Set<String> cases) {
        byCase.keySet().removeAll(cases);
    }

    /** Where a chain was left. What is behind a fault hangs on it: a timeline may name it or not. */
    void end(ChainId chain, long seq, boolean broken) {
        ends.put(chain.hand(), new End(chain, seq, broken));
    }

    /** The first difference of each timeline; what was remembered is forgotten. */
    CompletionStage<List<Fault>> compare(AuditLog log) {
        List<Fault> faults = new ArrayList<>();
        return ends.isEmpty()
                ? CompletableFuture.completedFuture(faults)
                : some(log, byCase.entrySet().iterator(), faults);
    }

    private CompletionStage<List<Fault>> some(
            AuditLog log, Iterator<Map.Entry<String, Places>> left, List<Fault> faults) {
        List<CompletableFuture<Optional<Fault>>> some = new ArrayList<>();
        while (left.hasNext() && some.size() < AT_ONCE) {
            Map.Entry<String, Places> one = left.next();
            left.remove();
            some.add(new Comparison(log, one.getKey(), one.getValue()).from(0).toCompletableFuture());
        }
        if (some.isEmpty()) {
            return CompletableFuture.completedFuture(faults);
        }
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).thenCompose(ready -> {
            some.forEach(one -> one.join().ifPresent(faults::add));
            return some(log, left, faults);
        });
    }

    /** One timeline, as it is read. */
    private final class Comparison {
        private final AuditLog log;
        private final String caseId;
        private final Map<ChainId.Hand, Deque<Long>> expected;
        private final List<Fault> newer = new ArrayList<>(); // each a fault, unless its entry was written meanwhile

        Comparison(AuditLog log, String caseId, Places places) {
            this.log = log;
            this.caseId = caseId;
            this.expected = places.byHand();
        }

        CompletionStage<Optional<Fault>> from(long passed) {
            ChainId any = ends.values().iterator().next().chain();
            return log.timeline(any, caseId, passed, PAGE).thenCompose(names -> {
                if (names.isEmpty()) {
                    return CompletableFuture.completedFuture(Optional.empty());
                }
                for (String name : names.get()) {
                    Optional<Fault> fault = fault(any, name);
                    if (fault.isPresent()) {
                        return CompletableFuture.completedFuture(fault);
                    }
                }
                return names.get().size() < PAGE
                        ? lacking()
                                .<CompletionStage<Optional<Fault>>>map(
                                        f -> CompletableFuture.completedFuture(Optional.of(f)))
                                .orElseGet(() -> grown(0))
                        : from(passed + PAGE);
            });
        }

        private Optional<Fault> fault(ChainId any, String name) {
            int space = name.indexOf(' ');
            Optional<ChainId.Hand> hand = ChainId.Hand.ofWord(name.substring(0, Math.max(0, space)));
            long seq;
            try {
                seq = Long.parseLong(name.substring(space + 1));
            } catch (NumberFormatException e) {
                seq = 0;
            }
            if (hand.isEmpty() || seq < 1 || !name(hand.get(), seq).equals(name)) {
                return Optional.of(new Fault(any, 0, "the timeline of case " + caseId + " holds what names no entry"));
            }
            End end = ends.get(hand.get());
            if (end == null) {
                return Optional.empty(); // nobody walked it
            }
            Deque<Long> places = expected.getOrDefault(hand.get(), new ArrayDeque<>());
            Long next = places.peek();
            if (next != null && next == seq) {
                places.remove();
                return Optional.empty();
            }
            Fault wrong = new Fault(
                    end.chain(), seq, "the timeline of case " + caseId + " names it, where it does not belong");
            if (next != null && (places.contains(seq) || seq > end.seq())) {
                return Optional.of(lacks(end.chain(), next));
            }
            if (seq <= end.seq()) {
                return Optional.of(wrong);
            }
            if (!end.broken()) {
                newer.add(wrong);
            }
            return Optional.empty();
        }

        private Fault lacks(ChainId chain, long seq) {
            return new Fault(chain, seq, "the timeline of case " + caseId + " does not name it in its place");
        }

        private Optional<Fault> lacking() {
            return expected.entrySet().stream()
                    .filter(hand -> !hand.getValue().isEmpty())
                    .findFirst()
                    .map(hand -> lacks(
                            ends.get(hand.getKey()).chain(), hand.getValue().remove()));
        }

        /** What stands behind the end that was walked was written since, or never. */
        private CompletionStage<Optional<Fault>> grown(int at) {
            if (at == newer.size()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Fault wrong = newer.get(at);
            return log.read(wrong.chain(), wrong.seq(), 1)
                    .thenCompose(found -> found.stream()
                                    .anyMatch(e -> e.seq() == wrong.seq()
                                            && e.draft()
                                                    .caseId()
                                                    .filter(caseId::equals)
                                                    .isPresent())
                            ? grown(at + 1)
                            : CompletableFuture.completedFuture(Optional.of(wrong)));
        }
    }
}

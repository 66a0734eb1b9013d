package dev.pullcord.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a chain is found, and found where it was done. */
class AuditChainTest {
    private static final ChainId CHAIN = new ChainId("tandem", 3, ChainId.Hand.DESK);

    /** Chains as a store without scruples would keep them. */
    private static final class Kept implements AuditLog {
        final List<AuditEntry> entries;
        long written;

        Kept(List<AuditEntry> entries) {
            this.entries = new ArrayList<>(entries);
            this.written = entries.size();
        }

        @Override
        public CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft) {
            return append(chain, draft).thenApply(appended -> true);
        }

        @Override
        public CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max) {
            return CompletableFuture.completedFuture(
                    chain.equals(CHAIN)
                            ? entries.stream().skip(fromSeq - 1).limit(max).toList()
                            : List.of());
        }

        @Override
        public CompletionStage<Long> written(ChainId chain) {
            return CompletableFuture.completedFuture(chain.equals(CHAIN) ? written : 0);
        }

        @Override
        public CompletionStage<Optional<String>> document(AuditEntry entry) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private static Verification.Findings verify(Kept kept, int page) {
        return new Verification(kept, page)
                .run(Verification.chains("tandem", 4))
                .toCompletableFuture()
                .join();
    }

    private static long faultAt(Kept kept) {
        List<Verification.Fault> faults = verify(kept, 3).faults();
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).chain()).isEqualTo(CHAIN);
        return faults.get(0).seq();
    }

    @Property(tries = 100)
    void whatWasLinkedVerifies(@ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(min = 1, max = 9) int page) {
        Verification.Findings findings = verify(new Kept(chain), page);

        assertThat(findings.faults()).isEmpty();
        assertThat(findings.entries()).isEqualTo(chain.size());
        AuditEntry last = chain.get(chain.size() - 1);
        assertThat(findings.heads()).containsExactly(new Verification.Head(CHAIN, last.seq(), last.hash()));
    }

    @Property(tries = 300)
    void aChangedFieldIsFoundInItsEntry(
            @ForAll("chains") List<AuditEntry> chain,
            @ForAll @IntRange(max = 99) int place,
            @ForAll @IntRange(max = 10) int field,
            @ForAll char letter) {
        int at = place % chain.size();
        AuditEntry changed = changed(chain.get(at), field, letter);
        Assume.that(!changed.equals(chain.get(at)));
        Kept kept = new Kept(chain);
        kept.entries.set(at, changed);

        assertThat(faultAt(kept)).isEqualTo(at + 1);
    }

    /** One field with one character changed, or one thing more in the detail. */
    private static AuditEntry changed(AuditEntry e, int field, char letter) {
        AuditDraft d = e.draft();
        return switch (field) {
            case 0 -> entry(e, draft(d, d.at().plusMillis(1 + letter), d.actor(), d.role(), d.verb(), d.caseId()));
            case 1 -> entry(e, draft(d, d.at(), other(d.actor(), letter), d.role(), d.verb(), d.caseId()));
            case 2 -> entry(e, draft(d, d.at(), d.actor(), other(d.role(), letter), d.verb(), d.caseId()));
            case 3 -> entry(e, draft(d, d.at(), d.actor(), d.role(), other(d.verb(), letter), d.caseId()));
            case 4 -> entry(e, draft(d, d.at(), d.actor(), d.role(), d.verb(), Optional.of("c003-" + letter)));
            case 5 -> entry(e, draft(d, d.at(), d.actor(), d.role(), d.verb(), Optional.empty()));
            case 6 -> {
                TreeMap<String, String> more = new TreeMap<>(d.detail());
                more.merge("why", "" + letter, (old, now) -> old + now);
                yield entry(e, new AuditDraft(d.at(), d.actor(), d.role(), d.verb(), d.caseId(), more));
            }
            case 7 -> {
                TreeMap<String, String> less = new TreeMap<>(d.detail());
                less.pollFirstEntry();
                yield entry(e, new AuditDraft(d.at(), d.actor(), d.role(), d.verb(), d.caseId(), less));
            }
            case 8 -> new AuditEntry(CHAIN, e.seq(), d, other(e.detailDigest(), letter), e.previousHash(), e.hash());
            case 9 -> new AuditEntry(CHAIN, e.seq(), d, e.detailDigest(), other(e.previousHash(), letter), e.hash());
            default -> new AuditEntry(CHAIN, e.seq(), d, e.detailDigest(), e.previousHash(), other(e.hash(), letter));
        };
    }

    private static String other(String text, char letter) {
        return letter + text.substring(1);
    }

    private static AuditEntry entry(AuditEntry e, AuditDraft draft) {
        return new AuditEntry(CHAIN, e.seq(), draft, e.detailDigest(), e.previousHash(), e.hash());
    }

    private static AuditDraft draft(
            AuditDraft d, Instant at, String actor, String role, String verb, Optional<String> caseId) {
        return new AuditDraft(at, actor, role, verb, caseId, d.detail());
    }

    @Property(tries = 100)
    void aDetailMovedIntoItsNeighbourIsFound(@ForAll("words") String a, @ForAll("words") String b) {
        Map<String, String> two = Map.of("k", a, a, b);
        Map<String, String> one = Map.of("k", a + a + b);
        assertThat(linked(1, AuditChain.GENESIS, two).detailDigest())
                .isNotEqualTo(linked(1, AuditChain.GENESIS, one).detailDigest());
    }

    private static AuditEntry linked(long seq, String previous, Map<String, String> detail) {
        return AuditChain.link(CHAIN, seq, previous, AuditDraft.byService(Instant.EPOCH, "case_seen", "c", detail));
    }

    @Property(tries = 100)
    void anEntryTakenOutIsFoundWhereItStood(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        int at = place % chain.size();
        Kept kept = new Kept(chain);
        kept.entries.remove(at);

        assertThat(faultAt(kept)).isEqualTo(at + 1);
    }

    @Property(tries = 100)
    void twoSwappedAreFoundAtTheFirst(@ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        Assume.that(chain.size() > 1);
        int at = place % (chain.size() - 1);
        Kept kept = new Kept(chain);
        kept.entries.set(at, chain.get(at + 1));
        kept.entries.set(at + 1, chain.get(at));

        assertThat(faultAt(kept)).isEqualTo(at + 1);
    }

    @Property(tries = 100)
    void anEntryPutInAgainIsFoundWhereItStands(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        int at = place % chain.size();
        Kept kept = new Kept(chain);
        kept.entries.add(at + 1, chain.get(at));

        assertThat(faultAt(kept)).isEqualTo(at + 2);
    }

    @Property(tries = 100)
    void anEntryWrittenAnewIsFoundAtItsSuccessor(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        Assume.that(chain.size() > 1);
        int at = place % (chain.size() - 1);
        AuditEntry forged = linked(at + 1, chain.get(at).previousHash(), Map.of("forged", "yes"));
        Kept kept = new Kept(chain);
        kept.entries.set(at, forged);

        assertThat(faultAt(kept)).isEqualTo(at + 2);
    }

    @Property(tries = 50)
    void anEndCutOffIsFoundWhileTheStoreKnowsHowFarItWent(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        int at = place % chain.size();
        Kept kept = new Kept(chain);
        kept.entries.subList(at, chain.size()).clear();

        assertThat(faultAt(kept)).isEqualTo(at + 1);
    }

    /** The limit of what a chain can tell by itself, and what then tells it. */
    @Property(tries = 50)
    void anEndCutOffWithTheStoresCountIsFoundOnlyByAHeadKeptElsewhere(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 99) int place) {
        int at = place % chain.size();
        List<Verification.Head> before = verify(new Kept(chain), 5).heads();
        Kept kept = new Kept(chain.subList(0, at));

        Verification.Findings findings = verify(kept, 5);

        assertThat(findings.faults()).isEmpty();
        assertThat(findings.heads()).isNotEqualTo(before);
    }

    @Example
    void aChainOfAnotherPartitionDoesNotStandIn() {
        ChainId elsewhere = new ChainId("tandem", 2, ChainId.Hand.DESK);
        AuditEntry first = linked(1, AuditChain.GENESIS, Map.of());
        AuditEntry moved =
                new AuditEntry(elsewhere, 1, first.draft(), first.detailDigest(), first.previousHash(), first.hash());

        assertThat(AuditChain.fault(first, 1, AuditChain.GENESIS)).isEmpty();
        assertThat(AuditChain.fault(moved, 1, AuditChain.GENESIS)).contains("entry 1 was changed");
    }

    @Example
    void aLongChainIsWalkedPageByPage() {
        List<AuditEntry> chain = new ArrayList<>();
        String previous = AuditChain.GENESIS;
        for (int seq = 1; seq <= 20_000; seq++) {
            chain.add(linked(seq, previous, Map.of("n", Integer.toString(seq))));
            previous = chain.get(seq - 1).hash();
        }

        assertThat(verify(new Kept(chain), 100).entries()).isEqualTo(20_000);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<List<AuditEntry>> chains() {
        Arbitrary<AuditDraft> drafts = Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                        words(),
                        words(),
                        words(),
                        words().optional(),
                        Arbitraries.maps(words(), Arbitraries.strings().ofMaxLength(20))
                                .ofMaxSize(4))
                .as((at, actor, role, verb, caseId, detail) ->
                        new AuditDraft(Instant.ofEpochMilli(at), actor, role, verb, caseId, new TreeMap<>(detail)));
        return drafts.list().ofMinSize(1).ofMaxSize(12).map(AuditChainTest::chained);
    }

    private static List<AuditEntry> chained(List<AuditDraft> drafts) {
        List<AuditEntry> chain = new ArrayList<>();
        IntStream.range(0, drafts.size())
                .forEach(i -> chain.add(AuditChain.link(
                        CHAIN,
                        i + 1,
                        i == 0 ? AuditChain.GENESIS : chain.get(i - 1).hash(),
                        drafts.get(i))));
        return chain;
    }
}

package dev.pullcord.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Finding entries over many chains. */
class AuditSearchTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<ChainId> CHAINS = Verification.chains("tandem", 2);

    /** Chains in memory. */
    private static final class Kept implements AuditLog {
        final Map<ChainId, List<AuditEntry>> chains = new HashMap<>();
        int read;

        void write(ChainId chain, AuditDraft draft) {
            List<AuditEntry> entries = chains.computeIfAbsent(chain, c -> new ArrayList<>());
            entries.add(AuditChain.link(chain, entries.size() + 1L, AuditChain.GENESIS, draft));
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
            List<AuditEntry> page = chains.getOrDefault(chain, List.of()).stream()
                    .skip(fromSeq - 1)
                    .limit(max)
                    .toList();
            read += page.size();
            return CompletableFuture.completedFuture(page);
        }

        @Override
        public CompletionStage<Long> written(ChainId chain) {
            return CompletableFuture.completedFuture(
                    (long) chains.getOrDefault(chain, List.of()).size());
        }

        @Override
        public CompletionStage<Optional<String>> document(AuditEntry entry) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private static AuditDraft draft(Instant at, String actor, String verb) {
        return new AuditDraft(at, actor, "lead", verb, Optional.of("c1"), new TreeMap<>());
    }

    private static List<AuditEntry> all(Kept kept, AuditSearch.Filter filter, int limit) {
        AuditSearch search = new AuditSearch(kept);
        List<AuditEntry> found = new ArrayList<>();
        Optional<AuditSearch.Place> next = Optional.empty();
        do {
            AuditSearch.Found page = search.find(CHAINS, filter, next, limit)
                    .toCompletableFuture()
                    .join();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return found;
    }

    /** Times go forward but for what writes that go on at once differ by. */
    @Property(tries = 60)
    void everyMatchIsFoundOnceNewestFirst(
            @ForAll Random random,
            @ForAll @IntRange(max = 900) int entries,
            @ForAll @IntRange(min = 1, max = 50) int limit) {
        Kept kept = new Kept();
        for (int i = 0; i < entries; i++) {
            Instant at = T0.plusSeconds(i).minusMillis(random.nextInt(20_000));
            kept.write(
                    CHAINS.get(random.nextInt(CHAINS.size())),
                    draft(at, "mod-" + random.nextInt(3), "verb_" + random.nextInt(3)));
        }
        Instant from = T0.plusSeconds(random.nextInt(1000) - 50L);
        Instant to = T0.plusSeconds(random.nextInt(1000));
        AuditSearch.Filter filter = new AuditSearch.Filter(
                Optional.of("mod-1").filter(a -> random.nextBoolean()),
                Optional.of("c1").filter(c -> random.nextBoolean()),
                Optional.of("verb_2").filter(v -> random.nextBoolean()),
                Optional.of(from).filter(f -> random.nextBoolean()),
                Optional.of(to).filter(t -> random.nextBoolean()));

        List<AuditEntry> expected = kept.chains.values().stream()
                .flatMap(List::stream)
                .filter(filter::takes)
                .sorted(Comparator.comparing((AuditEntry e) ->
                                new AuditSearch.Place(e.draft().at(), e.chain(), e.seq()))
                        .reversed())
                .toList();
        assertThat(all(kept, filter, limit)).isEqualTo(expected);
    }

    @Example
    void aRareWordCostsOneAnswerNoMoreThanSoManyLooks() {
        Kept kept = new Kept();
        for (int i = 0; i < 50_000; i++) {
            kept.write(CHAINS.get(0), draft(T0.plusSeconds(i), "mod-1", i == 0 ? "rare" : "common"));
        }
        AuditSearch.Filter filter = new AuditSearch.Filter(
                Optional.empty(), Optional.empty(), Optional.of("rare"), Optional.empty(), Optional.empty());

        AuditSearch.Found first = new AuditSearch(kept)
                .find(CHAINS, filter, Optional.empty(), 10)
                .toCompletableFuture()
                .join();

        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(kept.read).isLessThan(AuditSearch.MOST_SEEN + 1000);
        assertThat(all(kept, filter, 10)).hasSize(1);
    }

    @Example
    void whatIsLongAgoIsReachedWithoutReadingWhatCameAfter() {
        Kept kept = new Kept();
        for (int i = 0; i < 100_000; i++) {
            kept.write(CHAINS.get(0), draft(T0.plusSeconds(i), "mod-1", "v"));
        }
        Optional<Instant> to = Optional.of(T0.plus(Duration.ofMinutes(10)));
        AuditSearch.Filter filter =
                new AuditSearch.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), to);

        List<AuditEntry> found = new AuditSearch(kept)
                .find(CHAINS, filter, Optional.empty(), 5)
                .toCompletableFuture()
                .join()
                .items();

        assertThat(found).extracting(AuditEntry::seq).containsExactly(600L, 599L, 598L, 597L, 596L);
        assertThat(kept.read).isLessThan(500);
    }
}

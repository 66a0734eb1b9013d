package dev.pullcord.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds entries over all chains, newest first. Nothing is indexed: the chains are read from where the time asked for lies,
 * which is found by halving, for within a chain time goes forward but for what clocks of nodes differ by. Looks at
 * so many entries at a time and says where it stopped, so that a rare word costs no more than a common one.
 */
public final class AuditSearch {
    /** Clocks of nodes that write one chain differ by no more. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final int PAGE = 100; // entries of one chain read at once
    private static final int ASTRAY =
            64; // entries written at once may stand so far from where their times would put them
    static final int MOST_SEEN = 20_000; // entries looked at for one answer

    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing(AuditSearch::place).reversed();

    private final AuditLog log;

    public AuditSearch(AuditLog log) {
        this.log = log;
    }

    /**
     * What is looked for; absent: anything.
     *
     * @param actor by whom
     * @param caseId to which case, also where a detail names it
     * @param verb what was done
     * @param from not before this
     * @param to before this
     */
    public record Filter(
            Optional<String> actor,
            Optional<String> caseId,
            Optional<String> verb,
            Optional<Instant> from,
            Optional<Instant> to) {
        boolean takes(AuditEntry entry) {
            AuditDraft draft = entry.draft();
            return actor.map(draft.actor()::equals).orElse(true)
                    && caseId.map(id -> draft.caseId().filter(id::equals).isPresent()
                                    || id.equals(draft.detail().get("case")))
                            .orElse(true)
                    && verb.map(draft.verb()::equals).orElse(true)
                    && from.map(least -> !draft.at().isBefore(least)).orElse(true)
                    && to.map(draft.at()::isBefore).orElse(true);
        }
    }

    /**
     * Some of what was found.
     *
     * @param items newest first
     * @param next where to go on; absent when nothing is left. May be there though nothing was found yet
     */
    public record Found(List<AuditEntry> items, Optional<Place> next) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /**
     * A place in the order of all entries: by time, of one millisecond by chain and number.
     *
     * @param at when
     * @param chain of which chain
     * @param seq which of its entries
     */
    public record Place(Instant at, ChainId chain, long seq) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at).thenComparing(Place::chain).thenComparingLong(Place::seq);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static Place place(AuditEntry entry) {
        return new Place(entry.draft().at(), entry.chain(), entry.seq());
    }

    /**
     * Finds them.
     *
     * @param before what an answer before called {@code next}
     * @param limit most of them
     */
    public CompletionStage<Found> find(List<ChainId> chains, Filter filter, Optional<Place> before, int limit) {
        Optional<Instant> latest = before.map(Place::at).or(filter::to);
        List<CompletableFuture<Tail>> tails = chains.stream()
                .map(chain -> tail(chain, latest).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(tails.toArray(CompletableFuture[]::new)).thenCompose(ready -> {
            Merge merge = new Merge(filter, before, limit);
            tails.forEach(tail -> merge.tails.add(tail.join()));
            return merge.go();
        });
    }

    /** A chain up to the last entry that may be before this time. */
    private CompletionStage<Tail> tail(ChainId chain, Optional<Instant> latest) {
        return log.written(chain)
                .thenCompose(last -> latest.map(time -> halve(chain, time.plus(SKEW), 0, last))
                        .orElseGet(() -> CompletableFuture.completedFuture(last)))
                .thenApply(last -> new Tail(chain, last));
    }

    /** The last entry at or before this time, as far as time goes forward; {@code low} is one, or 0; above {@code high} none is. */
    private CompletionStage<Long> halve(ChainId chain, Instant time, long low, long high) {
        if (low >= high) {
            return CompletableFuture.completedFuture(low);
        }
        long middle = low + (high - low + 1) / 2;
        return log.read(chain, middle, 1)
                .thenCompose(read -> read.isEmpty() || read.get(0).draft().at().isAfter(time)
                        ? halve(chain, time, low, middle - 1)
                        : halve(chain, time, Math.min(read.get(0).seq(), high), high));
    }

    private static final class Tail {
        private final ChainId chain;
        private long unread; // entries 1 … unread are not read yet
        private final List<AuditEntry> read = new ArrayList<>(); // newest last

        Tail(ChainId chain, long last) {
            this.chain = chain;
            this.unread = last;
        }

        AuditEntry newest() {
            return read.get(read.size() - 1);
        }
    }

    private final class Merge {
        private final Filter filter;
        private final Optional<Place> before;
        private final int limit;
        private final List<Tail> tails = new ArrayList<>();
        private final PriorityQueue<Tail> heads = new PriorityQueue<>(Comparator.comparing(Tail::newest, NEWEST_FIRST));
        private final List<AuditEntry> found = new ArrayList<>();
        private int seen;

        Merge(Filter filter, Optional<Place> before, int limit) {
            this.filter = filter;
            this.before = before;
            this.limit = limit;
        }

        CompletionStage<Found> go() {
            List<CompletableFuture<Void>> reads =
                    tails.stream().map(tail -> fill(tail).toCompletableFuture()).toList();
            return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                    .thenCompose(filled -> {
                        tails.stream().filter(tail -> !tail.read.isEmpty()).forEach(heads::add);
                        return merge();
                    });
        }

        /** Reads on until there is enough to tell which is the newest, or nothing is left. */
        private CompletionStage<Void> fill(Tail tail) {
            if (tail.unread == 0 || tail.read.size() >= ASTRAY) {
                return CompletableFuture.completedFuture(null);
            }
            long upTo = tail.unread;
            long from = Math.max(1, upTo - PAGE + 1);
            tail.unread = from - 1;
            return log.read(tail.chain, from, (int) (upTo - from + 1)).thenCompose(page -> {
                page.stream()
                        .filter(entry -> entry.seq() <= upTo)
                        .filter(entry -> before.map(place -> place(entry).compareTo(place) < 0)
                                .orElse(true))
                        .forEach(tail.read::add);
                tail.read.sort(Comparator.comparing(AuditSearch::place));
                boolean over = !page.isEmpty()
                        && filter.from()
                                .filter(least ->
                                        page.get(0).draft().at().plus(SKEW).isBefore(least))
                                .isPresent();
                if (over) {
                    tail.unread = 0;
                }
                return fill(tail);
            });
        }

        private CompletionStage<Found> merge() {
            while (!heads.isEmpty()) {
                Tail tail = heads.remove();
                AuditEntry newest = tail.read.remove(tail.read.size() - 1);
                if (filter.from()
                        .filter(least -> newest.draft().at().plus(SKEW).isBefore(least))
                        .isPresent()) {
                    break;
                }
                seen++;
                if (filter.takes(newest)) {
                    found.add(newest);
                }
                if (found.size() >= limit || seen >= MOST_SEEN) {
                    boolean more = !heads.isEmpty() || !tail.read.isEmpty() || tail.unread > 0;
                    return CompletableFuture.completedFuture(
                            new Found(found, Optional.of(place(newest)).filter(place -> more)));
                }
                if (tail.unread > 0 && tail.read.size() < ASTRAY) {
                    CompletableFuture<Void> filled = fill(tail).toCompletableFuture();
                    if (!filled.isDone() || filled.isCompletedExceptionally()) {
                        return filled.thenCompose(ready -> {
                            back(tail);
                            return merge();
                        });
                    }
                }
                back(tail);
            }
            return CompletableFuture.completedFuture(new Found(found, Optional.empty()));
        }

        private void back(Tail tail) {
            if (!tail.read.isEmpty()) {
                heads.add(tail);
            }
        }
    }
}

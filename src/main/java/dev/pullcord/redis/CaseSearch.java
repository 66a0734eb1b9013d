package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.ReviewQueue.Filter;
import dev.pullcord.review.ReviewQueue.Page;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Finds cases by walking them, newest first, over all partitions. A page looks at no more than {@link #SEEN} cases, so
 * that a rare find costs many short calls and never one long one: a page may be short and still have a next one.
 */
final class CaseSearch {
    private static final int SEEN = 2_000;
    private static final int STEP = 200;

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;

    CaseSearch(RedisLink link, Keys keys, Damage damage) {
        this.link = link;
        this.damage = damage;
        this.keys = keys;
    }

    /** A place in the order newest first, of one millisecond the greatest id first: as Redis gives them. */
    private record Place(long openedAtMs, String caseId, Partition partition, boolean cold)
            implements Comparable<Place> {
        private static final Comparator<Place> NEWEST_FIRST = Comparator.comparingLong(Place::openedAtMs)
                .reversed()
                .thenComparing(Place::caseId, Comparator.reverseOrder());

        @Override
        public int compareTo(Place other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    CompletionStage<Page> run(
            Platform platform, List<Partition> partitions, Filter filter, Optional<String> cursor, int limit) {
        List<Partition> within = filter.account()
                .map(account -> List.of(Subject.account(account).partition(platform)))
                .orElse(partitions);
        return filter.proposed()
                ? proposed(within, filter, cursor, limit)
                : step(within, filter, cursor, limit, new ArrayList<>(), 0);
    }

    /** They are few, and named where they run out: all of them are read, and none of the others. */
    private CompletionStage<Page> proposed(
            List<Partition> partitions, Filter filter, Optional<String> cursor, int limit) {
        List<CompletableFuture<List<Optional<Case>>>> reads = partitions.stream()
                .map(partition -> link.commands()
                        .zrange(keys.approvals(partition), 0, -1)
                        .thenCombine(
                                link.commands().zrange(keys.corrections(partition), 0, -1),
                                (proposals, corrections) -> Stream.concat(proposals.stream(), corrections.stream())
                                        .distinct()
                                        .map(id -> new Place(0, id, partition, false))
                                        .toList())
                        .thenCompose(this::cases)
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenCompose(lists -> {
            List<Place> after = new ArrayList<>();
            Map<String, Case> waiting = new HashMap<>();
            lists.stream().flatMap(List::stream).flatMap(Optional::stream).forEach(c -> {
                Place place = new Place(c.openedAt().toEpochMilli(), c.id(), c.partition(), false);
                if (c.proposal().isPresent() && matches(filter, c) && comes(place, cursor)) {
                    after.add(place);
                    waiting.put(c.id(), c);
                }
            });
            List<Place> page = after.stream().sorted().limit(limit).toList();
            return page(
                    page.stream().map(place -> waiting.get(place.caseId())).toList(),
                    page.size() < after.size(),
                    page.isEmpty() ? null : page.get(page.size() - 1));
        });
    }

    private static boolean comes(Place place, Optional<String> cursor) {
        return cursor.map(c -> {
                    int dot = c.indexOf('.');
                    return new Place(
                                            Long.parseLong(c.substring(0, dot)),
                                            c.substring(dot + 1),
                                            place.partition(),
                                            false)
                                    .compareTo(place)
                            < 0;
                })
                .orElse(true);
    }

    private CompletionStage<Page> step(
            List<Partition> partitions, Filter filter, Optional<String> cursor, int limit, List<Case> found, int seen) {
        return places(partitions, filter.account(), cursor)
                .thenCompose(places -> cases(places).thenCompose(cases -> {
                    for (int i = 0; i < cases.size(); i++) {
                        Optional<Case> candidate = cases.get(i);
                        if (candidate.isPresent() && matches(filter, candidate.get())) {
                            found.add(candidate.get());
                        }
                        if (found.size() == limit) {
                            return page(found, i + 1 < places.size() || places.size() == STEP, places.get(i));
                        }
                    }
                    if (places.size() < STEP) {
                        return page(found, false, null);
                    }
                    Place last = places.get(places.size() - 1);
                    if (seen + STEP >= SEEN) {
                        return page(found, true, last);
                    }
                    return step(partitions, filter, Optional.of(cursor(last)), limit, found, seen + STEP);
                }));
    }

    private static CompletionStage<Page> page(List<Case> found, boolean more, Place last) {
        return CompletableFuture.completedFuture(
                new Page(List.copyOf(found), more ? Optional.of(cursor(last)) : Optional.empty()));
    }

    private static String cursor(Place place) {
        return place.openedAtMs() + "." + place.caseId();
    }

    private CompletionStage<List<Place>> places(
            List<Partition> partitions, Optional<String> account, Optional<String> cursor) {
        long newest =
                cursor.map(c -> Long.parseLong(c.substring(0, c.indexOf('.')))).orElse(Long.MAX_VALUE);
        String after = cursor.map(c -> c.substring(c.indexOf('.') + 1)).orElse(""); // of no use without a cursor
        List<CompletableFuture<List<Place>>> reads = partitions.stream()
                .map(partition -> from(partition, newest, after, 0).toCompletableFuture())
                .toList();
        // Redis first: a case that goes either way meanwhile is met in one of them, and what both have is met once.
        return RedisReviewQueue.all(reads)
                .thenCompose(lists -> cold(partitions.get(0).platform(), account, newest, after)
                        .thenApply(old -> merged(lists, old)));
    }

    private CompletionStage<List<Place>> cold(String platform, Optional<String> account, long newest, String after) {
        return link.cold()
                .map(cold -> cold.newest(platform, account, Instant.ofEpochMilli(newest), after, STEP)
                        .thenApply(found -> found.stream()
                                .map(at -> new Place(at.openedAt().toEpochMilli(), at.caseId(), at.partition(), true))
                                .toList()))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    private static List<Place> merged(List<List<Place>> here, List<Place> old) {
        Set<String> known = new HashSet<>();
        here.forEach(places -> places.forEach(place -> known.add(place.caseId())));
        return Stream.concat(
                        here.stream().flatMap(List::stream),
                        old.stream().filter(place -> !known.contains(place.caseId())))
                .sorted()
                .limit(STEP)
                .toList();
    }

    /** A partition's next places. Those of the cursor's own millisecond come again and are left out. */
    private CompletionStage<List<Place>> from(Partition partition, long newest, String after, long skip) {
        return link.commands()
                .zrevrangebyscoreWithScores(keys.cases(partition), Range.create(0L, newest), Limit.create(skip, STEP))
                .thenCompose(read -> {
                    List<Place> places = read.stream()
                            .map(v -> place(partition, v))
                            .filter(p -> p.openedAtMs() < newest || p.caseId().compareTo(after) < 0)
                            .toList();
                    if (read.size() < STEP || places.size() == STEP) {
                        return CompletableFuture.completedFuture(places);
                    }
                    return from(partition, newest, after, skip + STEP)
                            .thenApply(rest -> Stream.concat(places.stream(), rest.stream())
                                    .toList());
                });
    }

    private static Place place(Partition partition, ScoredValue<String> value) {
        return new Place((long) value.getScore(), value.getValue(), partition, false);
    }

    private CompletionStage<List<Optional<Case>>> cases(List<Place> places) {
        return RedisReviewQueue.all(places.stream()
                .map(p -> hash(p).thenApply(hash -> damage.pass(
                                        "case", p.caseId(), () -> CaseFields.read(p.partition(), hash))
                                .flatMap(found -> found))
                        .toCompletableFuture())
                .toList());
    }

    /** To be listed brings no case back. */
    private CompletionStage<Map<String, String>> hash(Place place) {
        return place.cold()
                ? link.cold()
                        .orElseThrow()
                        .peek(place.partition(), place.caseId())
                        .thenApply(found -> found.map(cold -> cold.hash(ColdKeys.CASE, link::opened))
                                .orElse(Map.of()))
                : link.commands().hgetall(keys.reviewCase(place.partition(), place.caseId()));
    }

    private static boolean matches(Filter filter, Case c) {
        return filter.state().map(s -> s == c.state()).orElse(true)
                && filter.queue().map(q -> q.equals(c.placement().queue())).orElse(true)
                && filter.account()
                        .map(a -> Objects.equals(c.account().orElse(null), a))
                        .orElse(true)
                && filter.reason()
                        .map(r -> c.reason().map(x -> x.code().equals(r)).orElse(false))
                        .orElse(true)
                && filter.assignee()
                        .map(a -> c.claim().map(Claim::holder).filter(a::equals).isPresent())
                        .orElse(true);
    }
}

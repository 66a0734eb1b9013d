package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An archive in a map. */
public final class InMemoryArchive implements Archive {
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::openedAt).thenComparing(Place::caseId).reversed();

    private final Map<String, Kept> cases = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> remembered = new TreeMap<>();

    private static String key(String platform, String caseId) {
        return platform + ' ' + caseId;
    }

    @Override
    public CompletionStage<Void> keep(List<Kept> some) {
        some.forEach(one ->
                cases.put(key(one.place().partition().platform(), one.place().caseId()), one));
        return done(null);
    }

    @Override
    public CompletionStage<Boolean> has(String platform, String caseId) {
        return done(cases.containsKey(key(platform, caseId)));
    }

    @Override
    public CompletionStage<Optional<Kept>> find(String platform, String caseId) {
        return done(Optional.ofNullable(cases.get(key(platform, caseId))));
    }

    private Stream<Kept> of(Predicate<Kept> which) {
        return cases.values().stream().filter(which);
    }

    @Override
    public CompletionStage<List<Place>> newest(
            String platform, Optional<String> account, Instant openedBefore, String idBefore, int max) {
        return done(of(one -> one.place().partition().platform().equals(platform)
                        && account.map(one.account()::equals).orElse(true)
                        && (one.place().openedAt().isBefore(openedBefore)
                                || (one.place().openedAt().equals(openedBefore)
                                        && one.place().caseId().compareTo(idBefore) < 0)))
                .map(Kept::place)
                .sorted(NEWEST_FIRST)
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<List<Kept>> each(Partition partition, String afterId, int max) {
        return done(of(one -> one.place().partition().equals(partition)
                        && one.place().caseId().compareTo(afterId) > 0)
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<List<String>> ended(Partition partition, boolean violation, Instant before, int max) {
        return done(of(one -> one.place().partition().equals(partition)
                        && one.violation() == violation
                        && !one.endedAt().isAfter(before))
                .sorted(Comparator.comparing(Kept::endedAt))
                .limit(max)
                .map(one -> one.place().caseId())
                .toList());
    }

    @Override
    public CompletionStage<Void> remove(String platform, Collection<String> caseIds) {
        caseIds.forEach(id -> cases.remove(key(platform, id)));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<byte[]> remembered(String name, byte[] first) {
        remembered.putIfAbsent(name, first);
        return done(remembered.get(name));
    }

    @Override
    public long cases() {
        return cases.size();
    }

    @Override
    public long bytes() {
        return cases.values().stream().mapToLong(one -> one.bytes().length).sum();
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

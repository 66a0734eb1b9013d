package dev.pullcord.redis;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Links on Redis: for each thing its accounts, for each account its things and its traits, each by the last and by the first time.
 * One script run a set and call; nothing orders them, for a thing that is named before anybody was seen with it is read in vain
 * and no worse.
 */
public final class RedisLinks implements Links {
    private enum Tie {
        TIED,
        MENDED
    }

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final Script tie;

    RedisLinks(RedisLink link, Keys keys, Damage damage) {
        this.damage = damage;
        this.link = link;
        this.keys = keys;
        this.tie = new Script(link, "tie");
    }

    /**
     * A set to be written.
     *
     * @param what of what it is, for the log
     * @param seen who or what was seen in it, when first and when last
     */
    private record Batch(String what, int most, Duration kept, Map<String, Instant[]> seen) {
        void add(String member, Instant at) {
            seen.merge(member, new Instant[] {at, at}, (a, b) ->
                    new Instant[] {a[0].isBefore(b[0]) ? a[0] : b[0], a[1].isAfter(b[1]) ? a[1] : b[1]});
        }
    }

    @Override
    public CompletionStage<Void> saw(Platform platform, Sightings sightings, Instant now) {
        Map<String, Batch> batches = new LinkedHashMap<>();
        for (Sightings.Sighting seen : sightings.things()) {
            Kind kind = seen.kind();
            if (!seen.at().isBefore(now.minus(kind.kept()))) {
                String digest = Links.digest(platform, kind, seen.what());
                batch(batches, thing(platform, kind, digest), kind.word(), CROWD + 1, kind.kept())
                        .add(seen.account(), seen.at());
                String its = keys.ties(home(platform, seen.account()), kind, seen.account());
                batch(batches, its, kind.word(), kind.remembered(), kind.kept()).add(digest, seen.at());
            }
        }
        for (Sightings.Shown shown : sightings.traits()) {
            if (!shown.at().isBefore(now.minus(Trait.KEPT))) {
                String its = keys.traits(home(platform, shown.account()), shown.account());
                batch(batches, its, "traits", Trait.values().length, Trait.KEPT)
                        .add(shown.trait().name(), shown.at());
            }
        }
        List<CompletionStage<Void>> writes = new ArrayList<>();
        batches.forEach((key, batch) -> writes.add(write(key, batch, now)));
        return all(writes).thenAccept(written -> {});
    }

    private static Batch batch(Map<String, Batch> batches, String key, String what, int most, Duration kept) {
        return batches.computeIfAbsent(key, k -> new Batch(what, most, kept, new TreeMap<>()));
    }

    private CompletionStage<Void> write(String key, Batch batch, Instant now) {
        List<String> args =
                new ArrayList<>(List.of(CaseFields.millis(now.minus(batch.kept())), Integer.toString(batch.most())));
        batch.seen().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Instant[]> e) -> e.getValue()[1])
                        .reversed())
                .limit(batch.most()) // the others would give way at once
                .forEach(e -> args.addAll(
                        List.of(e.getKey(), CaseFields.millis(e.getValue()[0]), CaseFields.millis(e.getValue()[1]))));
        return tie.run(List.of(key, keys.since(key)), args).thenAccept(words -> {
            if (Script.word(Tie.class, words.get(0)) == Tie.MENDED) {
                damage.mended("link", batch.what());
            }
        });
    }

    private static Partition home(Platform platform, String account) {
        return Subject.account(account).partition(platform);
    }

    private String thing(Platform platform, Kind kind, String digest) {
        return keys.tied(Links.partition(platform, digest), kind, digest);
    }

    @Override
    public CompletionStage<Seen> with(Platform platform, Kind kind, String what, Instant now) {
        return seen(platform, kind, Links.digest(platform, kind, what), now)
                .thenApply(found -> found.orElse(Seen.NOBODY));
    }

    /** Empty when it is damaged. */
    private CompletionStage<Optional<Seen>> seen(Platform platform, Kind kind, String digest, Instant now) {
        String key = thing(platform, kind, digest);
        return newest(key, kind.word(), kind.kept(), CROWD + 1, now)
                .thenCompose(found -> found.isEmpty() || found.get().isEmpty()
                        ? CompletableFuture.completedFuture(found.map(nobody -> Seen.NOBODY))
                        : found.get().size() > CROWD
                                ? CompletableFuture.completedFuture(Optional.of(new Seen(List.of(), true)))
                                : since(key, kind).thenApply(since -> Optional.of(seen(found.get(), since))));
    }

    private static Seen seen(List<ScoredValue<String>> newest, Map<String, Instant> since) {
        return new Seen(
                newest.stream()
                        .map(one -> new At(one.getValue(), since.getOrDefault(one.getValue(), time(one)), time(one)))
                        .toList(),
                false);
    }

    private CompletionStage<Map<String, Instant>> since(String key, Kind kind) {
        return undamaged(kind.word(), link.commands().zrangeWithScores(keys.since(key), 0, -1))
                .thenApply(found -> {
                    Map<String, Instant> since = new TreeMap<>();
                    found.orElse(List.of()).forEach(one -> since.put(one.getValue(), time(one)));
                    return since;
                });
    }

    private static Instant time(ScoredValue<String> one) {
        return Instant.ofEpochMilli((long) one.getScore());
    }

    @Override
    public CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now) {
        List<CompletionStage<List<Optional<Map.Entry<Kind, Seen>>>>> reads = new ArrayList<>();
        for (Kind kind : kinds) {
            String key = keys.ties(home(platform, account), kind, account);
            reads.add(newest(key, kind.word(), kind.kept(), kind.remembered(), now)
                    .thenCompose(found -> found.isEmpty()
                            ? CompletableFuture.completedFuture(List.of(Optional.empty()))
                            : all(found.get().stream()
                                    .map(digest -> seen(platform, kind, digest.getValue(), now)
                                            .thenApply(seen -> seen.map(its -> Map.entry(kind, its))))
                                    .toList())));
        }
        return all(reads).thenApply(lists -> {
            List<Optional<Map.Entry<Kind, Seen>>> things =
                    lists.stream().flatMap(List::stream).toList();
            return Of.sum(
                    account,
                    things.stream().flatMap(Optional::stream).toList(),
                    things.stream().allMatch(Optional::isPresent));
        });
    }

    /** A newer version may know more of them. */
    @Override
    public CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now) {
        return newest(keys.traits(home(platform, account), account), "traits", Trait.KEPT, 64, now)
                .thenApply(found -> {
                    Set<Trait> traits = EnumSet.noneOf(Trait.class);
                    for (ScoredValue<String> one : found.orElse(List.of())) {
                        Arrays.stream(Trait.values())
                                .filter(trait -> trait.name().equals(one.getValue()))
                                .forEach(traits::add);
                    }
                    return traits;
                });
    }

    /** What was seen lately enough, the newest first; empty when it is damaged. */
    private CompletionStage<Optional<List<ScoredValue<String>>>> newest(
            String key, String what, Duration kept, int most, Instant now) {
        Range<Long> lately =
                Range.from(Range.Boundary.including(now.minus(kept).toEpochMilli()), Range.Boundary.unbounded());
        return undamaged(what, link.commands().zrevrangebyscoreWithScores(key, lately, Limit.from(most)));
    }

    private <T> CompletionStage<Optional<T>> undamaged(String what, CompletionStage<T> read) {
        return read.thenApply(Optional::of).exceptionallyCompose(failure -> {
            if (!damaged(failure)) {
                return CompletableFuture.failedStage(failure);
            }
            damage.mended("link", what); // by the next sighting
            return CompletableFuture.completedStage(Optional.empty());
        });
    }

    private static boolean damaged(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisCommandExecutionException
                && cause.getMessage().startsWith("WRONGTYPE");
    }

    private static <T> CompletableFuture<List<T>> all(List<? extends CompletionStage<T>> stages) {
        List<CompletableFuture<T>> futures =
                stages.stream().map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    }
}

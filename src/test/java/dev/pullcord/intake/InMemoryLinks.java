package dev.pullcord.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Links that forget with their process. Run the same {@link LinksContract} as those in Redis. */
public class InMemoryLinks implements Links {
    private record Span(Instant first, Instant last) {
        Span and(Span more) {
            return new Span(
                    first.isBefore(more.first) ? first : more.first, last.isAfter(more.last) ? last : more.last);
        }
    }

    private final Map<String, Map<String, Span>> things = new HashMap<>();
    private final Map<String, Map<String, Span>> accounts = new HashMap<>();

    @Override
    public synchronized CompletionStage<Void> saw(Platform platform, Sightings sightings, Instant now) {
        for (Sightings.Sighting seen : sightings.things()) {
            Kind kind = seen.kind();
            String digest = Links.digest(platform, kind, seen.what());
            keep(things, kind + digest, seen.account(), seen.at(), CROWD + 1, kind.kept(), now);
            keep(accounts, kind + seen.account(), digest, seen.at(), kind.remembered(), kind.kept(), now);
        }
        for (Sightings.Shown shown : sightings.traits()) {
            String trait = shown.trait().name();
            keep(accounts, "traits" + shown.account(), trait, shown.at(), Trait.values().length, Trait.KEPT, now);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static void keep(
            Map<String, Map<String, Span>> in,
            String key,
            String member,
            Instant at,
            int most,
            Duration kept,
            Instant now) {
        Map<String, Span> ties = in.computeIfAbsent(key, k -> new HashMap<>());
        if (!at.isBefore(now.minus(kept))) {
            ties.merge(member, new Span(at, at), Span::and);
        }
        ties.values().removeIf(span -> span.last().isBefore(now.minus(kept)));
        while (ties.size() > most) {
            ties.remove(newest(ties, kept, now).get(most));
        }
    }

    /** Those seen lately enough, the newest first. */
    private static List<String> newest(Map<String, Span> ties, Duration kept, Instant now) {
        return ties.entrySet().stream()
                .filter(e -> !e.getValue().last().isBefore(now.minus(kept)))
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Span> e) -> e.getValue().last())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized CompletionStage<Seen> with(Platform platform, Kind kind, String what, Instant now) {
        return CompletableFuture.completedFuture(seen(kind, Links.digest(platform, kind, what), now));
    }

    private Seen seen(Kind kind, String digest, Instant now) {
        Map<String, Span> ties = things.getOrDefault(kind + digest, Map.of());
        List<String> newest = newest(ties, kind.kept(), now);
        return newest.size() > CROWD
                ? new Seen(List.of(), true)
                : new Seen(
                        newest.stream()
                                .map(account -> new At(
                                        account,
                                        ties.get(account).first(),
                                        ties.get(account).last()))
                                .toList(),
                        false);
    }

    @Override
    public synchronized CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now) {
        List<Map.Entry<Kind, Seen>> found = new ArrayList<>();
        for (Kind kind : kinds) {
            newest(accounts.getOrDefault(kind + account, Map.of()), kind.kept(), now)
                    .forEach(digest -> found.add(Map.entry(kind, seen(kind, digest, now))));
        }
        return CompletableFuture.completedFuture(Of.sum(account, found, true));
    }

    @Override
    public synchronized CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        newest(accounts.getOrDefault("traits" + account, Map.of()), Trait.KEPT, now)
                .forEach(name -> traits.add(Trait.valueOf(name)));
        return CompletableFuture.completedFuture(traits);
    }
}

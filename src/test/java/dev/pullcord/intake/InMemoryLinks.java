package dev.pullcord.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Links that forget with their process. Run the same {@link LinksContract} as those in Redis. */
public class InMemoryLinks implements Links {
    private final Map<String, Map<String, Instant>> things = new HashMap<>();
    private final Map<String, Map<String, Instant>> accounts = new HashMap<>();

    @Override
    public synchronized CompletionStage<Void> saw(Platform platform, List<Sighting> sightings) {
        for (Sighting seen : sightings) {
            String digest = Links.digest(platform, seen.kind(), seen.what());
            keep(
                    things,
                    seen.kind() + digest,
                    seen.account(),
                    seen.at(),
                    CROWD + 1,
                    seen.kind().kept());
            keep(
                    accounts,
                    seen.kind() + seen.account(),
                    digest,
                    seen.at(),
                    seen.kind().remembered(),
                    seen.kind().kept());
        }
        return CompletableFuture.completedFuture(null);
    }

    private static void keep(
            Map<String, Map<String, Instant>> in, String key, String member, Instant at, int most, Duration kept) {
        Map<String, Instant> ties = in.computeIfAbsent(key, k -> new HashMap<>());
        ties.merge(member, at, (a, b) -> a.isAfter(b) ? a : b);
        ties.values().removeIf(last -> last.isBefore(at.minus(kept)));
        while (ties.size() > most) {
            ties.remove(ties.entrySet().stream()
                    .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey());
        }
    }

    @Override
    public synchronized CompletionStage<Seen> with(Platform platform, Kind kind, String what) {
        return CompletableFuture.completedFuture(seen(kind, Links.digest(platform, kind, what)));
    }

    private Seen seen(Kind kind, String digest) {
        Map<String, Instant> ties = things.getOrDefault(kind + digest, Map.of());
        return ties.size() > CROWD
                ? new Seen(List.of(), true)
                : new Seen(
                        ties.entrySet().stream()
                                .map(e -> new At(e.getKey(), e.getValue()))
                                .sorted(Comparator.comparing(At::last)
                                        .thenComparing(At::account)
                                        .reversed())
                                .toList(),
                        false);
    }

    @Override
    public synchronized CompletionStage<Of> of(Platform platform, String account) {
        List<Map.Entry<Kind, Seen>> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            accounts.getOrDefault(kind + account, Map.of())
                    .keySet()
                    .forEach(digest -> found.add(Map.entry(kind, seen(kind, digest))));
        }
        return CompletableFuture.completedFuture(Of.sum(account, found));
    }
}

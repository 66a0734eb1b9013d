package dev.pullcord.redis;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Links on Redis: a sorted set for each thing, and one for each kind of an account's things. */
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

    /** The thing first: an account that names a thing nobody was seen with would be read in vain. */
    @Override
    public CompletionStage<Void> saw(Platform platform, List<Sighting> sightings) {
        List<CompletableFuture<Void>> writes = sightings.stream()
                .map(sighting -> saw(platform, sighting).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> saw(Platform platform, Sighting seen) {
        String digest = Links.digest(platform, seen.kind(), seen.what());
        Partition home = Subject.account(seen.account()).partition(platform);
        return tie(thing(platform, seen.kind(), digest), seen, seen.account(), CROWD + 1)
                .thenCompose(tied -> tie(
                        keys.ties(home, seen.kind(), seen.account()),
                        seen,
                        digest,
                        seen.kind().remembered()));
    }

    private CompletionStage<Void> tie(String key, Sighting seen, String member, int most) {
        return tie.run(
                        List.of(key),
                        List.of(
                                member,
                                CaseFields.millis(seen.at()),
                                Integer.toString(most),
                                Long.toString(seen.kind().kept().toMillis())))
                .thenAccept(words -> {
                    if (Script.word(Tie.class, words.get(0)) == Tie.MENDED) {
                        damage.mended("link", seen.kind().word());
                    }
                });
    }

    private String thing(Platform platform, Kind kind, String digest) {
        return keys.tied(Links.partition(platform, digest), kind, digest);
    }

    @Override
    public CompletionStage<Seen> with(Platform platform, Kind kind, String what) {
        return seen(platform, kind, Links.digest(platform, kind, what));
    }

    private CompletionStage<Seen> seen(Platform platform, Kind kind, String digest) {
        return link.commands()
                .zrevrangeWithScores(thing(platform, kind, digest), 0, CROWD)
                .thenApply(found -> found.size() > CROWD
                        ? new Seen(List.of(), true)
                        : new Seen(found.stream().map(RedisLinks::at).toList(), false));
    }

    private static At at(ScoredValue<String> account) {
        return new At(account.getValue(), Instant.ofEpochMilli((long) account.getScore()));
    }

    @Override
    public CompletionStage<Of> of(Platform platform, String account) {
        Partition home = Subject.account(account).partition(platform);
        List<CompletableFuture<List<Map.Entry<Kind, Seen>>>> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kinds.add(link.commands()
                    .zrange(keys.ties(home, kind, account), 0, -1)
                    .thenCompose(digests -> all(digests.stream()
                            .map(digest -> seen(platform, kind, digest).thenApply(seen -> Map.entry(kind, seen)))
                            .toList()))
                    .toCompletableFuture());
        }
        return all(kinds)
                .thenApply(found ->
                        Of.sum(account, found.stream().flatMap(List::stream).toList()));
    }

    private static <T> CompletableFuture<List<T>> all(List<? extends CompletionStage<T>> stages) {
        List<CompletableFuture<T>> futures =
                stages.stream().map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    }
}

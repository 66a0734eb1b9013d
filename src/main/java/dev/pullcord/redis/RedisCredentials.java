package dev.pullcord.redis;

import dev.pullcord.review.Credentials;
import dev.pullcord.wire.StoredJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** What people sign in by, on Redis, sealed for each of them: whoever reads the store can make no codes. */
public final class RedisCredentials implements Credentials.Book {
    private enum Swap {
        SWAPPED,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final Seal seal;
    private final Script swap;

    RedisCredentials(RedisLink link, Keys keys, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.seal = seal;
        this.swap = new Script(link, "swap_field");
    }

    @Override
    public CompletionStage<Credentials> find(String personId) {
        return link.commands().hget(keys.credentials(), personId).thenApply(kept -> read(personId, kept));
    }

    private Credentials read(String personId, String kept) {
        return kept == null ? Credentials.NONE : StoredJson.read(seal.open(kept, owner(personId)), Credentials.class);
    }

    private static String owner(String personId) {
        return "credentials:" + personId;
    }

    @Override
    public CompletionStage<Credentials> change(String personId, UnaryOperator<Credentials> change) {
        return Contended.until(
                "a change of credentials",
                () -> link.commands().hget(keys.credentials(), personId).thenCompose(kept -> {
                    Credentials next = change.apply(read(personId, kept));
                    return swap.run(
                                    List.of(keys.credentials()),
                                    List.of(
                                            personId,
                                            kept == null ? "" : kept,
                                            seal.close(StoredJson.write(next), owner(personId))))
                            .thenApply(words -> switch (Script.word(Swap.class, words.get(0))) {
                                case SWAPPED -> Optional.of(next);
                                case STALE -> Optional.<Credentials>empty();
                            });
                }));
    }

    @Override
    public CompletionStage<Void> forget(String personId) {
        return link.commands().hdel(keys.credentials(), personId).thenAccept(gone -> {});
    }
}

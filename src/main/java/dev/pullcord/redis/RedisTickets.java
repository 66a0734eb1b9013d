package dev.pullcord.redis;

import dev.pullcord.review.Tickets;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tickets on Redis, each a key that goes away by itself. */
public final class RedisTickets implements Tickets {
    private enum Count {
        COUNTED
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script count;

    RedisTickets(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.count = new Script(link, "count_guess");
    }

    @Override
    public CompletionStage<Void> put(Kind kind, String key, String value, Duration kept) {
        return link.commands()
                .set(keys.ticket(kind, key), value, SetArgs.Builder.px(kept))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Optional<String>> take(Kind kind, String key) {
        return link.commands().getdel(keys.ticket(kind, key)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Long> count(Kind kind, String key, Duration window) {
        return count.run(List.of(keys.ticket(kind, key)), List.of(Long.toString(window.toMillis())))
                .thenApply(words -> {
                    Script.word(Count.class, words.get(0));
                    return Long.parseLong(words.get(1));
                });
    }

    @Override
    public CompletionStage<Void> clear(Kind kind, String key) {
        return link.commands().del(keys.ticket(kind, key)).thenAccept(gone -> {});
    }
}

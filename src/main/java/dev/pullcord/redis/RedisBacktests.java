package dev.pullcord.redis;

import dev.pullcord.insight.Backtests;
import dev.pullcord.intake.Partition;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Backtests on Redis, a key each. */
public final class RedisBacktests implements Backtests {
    private final RedisLink link;
    private final Keys keys;

    RedisBacktests(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Void> keep(String platform, Ticket ticket, Duration howLong) {
        return link.commands()
                .set(key(platform, ticket.id()), StoredJson.write(ticket), SetArgs.Builder.px(howLong))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Optional<Ticket>> find(String platform, String id) {
        return link.commands()
                .get(key(platform, id))
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Ticket.class)));
    }

    private String key(String platform, String id) {
        return keys.backtest(new Partition(platform, 0), Keys.digest(id));
    }
}

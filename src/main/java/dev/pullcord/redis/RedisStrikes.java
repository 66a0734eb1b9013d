package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Strike;
import dev.pullcord.review.Strikes;
import dev.pullcord.wire.StoredJson;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Strikes, one hash for each account; the scripts that write decisions write it. */
public final class RedisStrikes implements Strikes {
    private final RedisLink link;
    private final Keys keys;

    RedisStrikes(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public CompletionStage<List<Strike>> of(Platform platform, String account) {
        Partition partition = Subject.account(account).partition(platform);
        return link.commands()
                .hvals(keys.strikes(partition, account))
                .thenApply(all -> all.stream()
                        .map(json -> StoredJson.read(json, Strike.class))
                        .sorted(Comparator.comparing(Strike::at).reversed())
                        .toList());
    }
}

package dev.pullcord.redis;

import dev.pullcord.review.OnCall;
import dev.pullcord.review.OnCalls;
import dev.pullcord.wire.StoredJson;
import java.util.concurrent.CompletionStage;

/** Who is on call, in Redis. */
public final class RedisOnCalls implements OnCalls {
    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;

    RedisOnCalls(RedisLink link, Keys keys, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.damage = damage;
    }

    @Override
    public CompletionStage<OnCall> find(String platform) {
        return link.commands()
                .hget(keys.onCalls(), platform)
                .thenApply(json -> json == null
                        ? OnCall.NOBODY
                        : damage.pass("on_call", platform, () -> StoredJson.read(json, OnCall.class))
                                .orElse(OnCall.NOBODY)); // then the other channels are still told
    }

    @Override
    public CompletionStage<Void> put(String platform, OnCall onCall) {
        return link.commands()
                .hset(keys.onCalls(), platform, StoredJson.write(onCall))
                .thenAccept(set -> {});
    }
}

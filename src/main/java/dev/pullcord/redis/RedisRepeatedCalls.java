package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers to desk writes on Redis, a key each, gone after a day. */
public final class RedisRepeatedCalls implements RepeatedCalls {
    private static final Duration KEPT = Duration.ofHours(24);

    private final RedisLink link;
    private final Keys keys;

    RedisRepeatedCalls(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Optional<Given>> find(Moderator moderator, String call) {
        return link.commands()
                .get(key(moderator, call))
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Given.class)));
    }

    @Override
    public CompletionStage<Void> keep(Moderator moderator, String call, Given given) {
        return link.commands()
                .set(
                        key(moderator, call),
                        StoredJson.write(given),
                        SetArgs.Builder.nx().px(KEPT))
                .thenAccept(set -> {});
    }

    /** One key a call and nothing else touches it: any partition will do. */
    private String key(Moderator moderator, String call) {
        return keys.repeatedCall(new Partition(moderator.platform(), 0), Keys.digest(moderator.id() + '\0' + call));
    }
}

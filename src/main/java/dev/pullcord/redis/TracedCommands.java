package dev.pullcord.redis;

import dev.pullcord.Traces;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Redis' commands, whose answers are gone on with in the trace that they were asked in. */
final class TracedCommands {
    private TracedCommands() {}

    /** The very same where nothing is traced: then this costs nothing. */
    @SuppressWarnings("unchecked")
    static RedisClusterAsyncCommands<String, String> of(
            RedisClusterAsyncCommands<String, String> redis, Traces traces) {
        if (!traces.on()) {
            return redis;
        }
        return (RedisClusterAsyncCommands<String, String>) Proxy.newProxyInstance(
                RedisClusterAsyncCommands.class.getClassLoader(),
                new Class<?>[] {RedisClusterAsyncCommands.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(redis, arguments);
                        return answer instanceof RedisFuture<?> future
                                ? new PipelinedRedisFuture<>(traces.carried(future))
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

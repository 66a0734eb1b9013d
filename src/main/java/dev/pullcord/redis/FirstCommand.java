package dev.pullcord.redis;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.lettuce.core.RedisException;
import java.util.function.Supplier;

/**
 * The first thing asked of a link. A connection can be lost just after it was made, on a machine that is busy starting as much as on
 * a bad line; Lettuce makes another at once, and until then refuses what is asked. Whoever starts waits for that, a second at most.
 */
final class FirstCommand {
    private static final Retry RETRY = Retry.of(
            "the first command",
            RetryConfig.custom()
                    .maxAttempts(8)
                    .intervalFunction(IntervalFunction.ofExponentialBackoff(10, 2))
                    .retryOnException(FirstCommand::wasRefused)
                    .build());

    private FirstCommand() {}

    /** What it says; blocks. Only for a command that does no harm when it is sent twice. */
    static <T> T answer(Supplier<T> command) {
        return RETRY.executeSupplier(command);
    }

    /** Not by Redis, whose refusals, as all else that can be told apart, have a class of their own. */
    private static boolean wasRefused(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass() == RedisException.class;
    }
}

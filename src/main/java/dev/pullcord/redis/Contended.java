package dev.pullcord.redis;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A step lost to somebody else so often that it is given up: nothing was changed, and the caller may try again. Like a
 * store that is away, which to the caller it is.
 */
final class Contended extends IOException {
    private static final long serialVersionUID = 1;

    /** Somebody wins every time, so all who try get through; that many lost in a row are no contention but a fault. */
    static final int TRIES = 100;

    private static final int AT_ONCE = 5;
    private static final IntervalFunction PAUSES = IntervalFunction.ofExponentialRandomBackoff(2, 1.3, 0.5, 100);

    Contended(String what) {
        super(what);
    }

    /**
     * Tries a step until it is done: a few times at once, then with pauses, and not for ever.
     *
     * @param what names it in the failure
     * @param step empty when somebody else was faster; reads anew what it stands on
     */
    static <T> CompletionStage<T> until(String what, Supplier<CompletionStage<Optional<T>>> step) {
        return again(what, step, 1);
    }

    private static <T> CompletionStage<T> again(String what, Supplier<CompletionStage<Optional<T>>> step, int attempt) {
        return step.get().thenCompose(done -> {
            if (done.isPresent()) {
                return CompletableFuture.completedFuture(done.get());
            }
            if (attempt >= TRIES) {
                return CompletableFuture.failedFuture(
                        new Contended(what + " was overtaken " + attempt + " times and is given up"));
            }
            return attempt < AT_ONCE
                    ? again(what, step, attempt + 1)
                    : pause(attempt).thenCompose(paused -> again(what, step, attempt + 1));
        });
    }

    /** None after the first few times that a step was lost, then longer ones. */
    static CompletionStage<Void> pause(int lost) {
        if (lost < AT_ONCE) {
            return CompletableFuture.completedFuture(null);
        }
        Executor later = CompletableFuture.delayedExecutor(PAUSES.apply(lost - AT_ONCE + 1), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later);
    }
}

package dev.pullcord.review;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers that are forgotten with their process. Runs the same {@link RepeatedCallsContract} as those in Redis. */
public final class InMemoryRepeatedCalls implements RepeatedCalls {
    private record Call(String maker, String bodyDigest, long begunNanos, Optional<Given> given) {}

    private final Map<String, Call> calls = new HashMap<>();
    private final Duration madeIn;

    public InMemoryRepeatedCalls(Duration madeIn) {
        this.madeIn = madeIn;
    }

    @Override
    public synchronized CompletionStage<Standing> begin(
            Moderator moderator, String call, String maker, String bodyDigest) {
        Call known = calls.get(moderator.id() + '\0' + call);
        if (known != null && known.given.isPresent()) {
            return CompletableFuture.completedFuture(new Standing.Answered(known.given.get()));
        }
        if (known != null && System.nanoTime() - known.begunNanos < madeIn.toNanos()) {
            return CompletableFuture.completedFuture(new Standing.UnderWay(known.bodyDigest));
        }
        calls.put(moderator.id() + '\0' + call, new Call(maker, bodyDigest, System.nanoTime(), Optional.empty()));
        return CompletableFuture.completedFuture(new Standing.Yours());
    }

    @Override
    public synchronized CompletionStage<Void> keep(Moderator moderator, String call, Given given) {
        calls.compute(
                moderator.id() + '\0' + call,
                (key, known) -> known != null && known.given.isPresent()
                        ? known
                        : new Call("", given.bodyDigest(), 0, Optional.of(given)));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> release(Moderator moderator, String call, String maker) {
        calls.computeIfPresent(
                moderator.id() + '\0' + call,
                (key, known) -> known.given.isEmpty() && known.maker.equals(maker) ? null : known);
        return CompletableFuture.completedFuture(null);
    }
}

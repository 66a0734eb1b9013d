package dev.pullcord.plugin;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Takes a response's body up to a bound, then hangs up: an answer is a few words, and whoever sends more shall not fill
 * our memory. Completes with the text, or with nothing if there was more of it than the bound.
 * The client calls it from one thread at a time.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<Optional<String>> {
    private final int most;
    private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Flow.Subscription subscription;
    private boolean over;

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (over) {
                return;
            }
            if (taken.size() + buffer.remaining() > most) {
                hangUp();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            taken.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(Optional.of(taken.toString(StandardCharsets.UTF_8)));
    }

    /** Takes nothing more; the client closes the connection. */
    private void hangUp() {
        over = true;
        subscription.cancel();
        body.complete(Optional.empty());
    }
}

package dev.pullcord.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;

/** One open stream of server-sent events. May be sent to from any thread; what is sent keeps its order. */
final class LiveListener {
    private final HttpServerResponse response;
    private final Context context;

    /** @param context the request's own */
    LiveListener(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
    }

    /**
     * Sends an event. Who reads too slowly is hung up on: he comes back by himself and says how far he heard, so that nobody
     * has the service keep what he does not fetch.
     *
     * @param id where he stands after it; null leaves it as it was
     * @param data one line
     */
    void send(String event, String id, String data) {
        write("event: " + event + "\n" + (id == null ? "" : "id: " + id + "\n") + "data: " + data + "\n\n");
    }

    /** A comment, so that nothing in between takes the stream for dead. */
    void stillHere() {
        write(": still here\n\n");
    }

    private void write(String text) {
        context.runOnContext(now -> {
            if (response.ended() || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.reset();
                return;
            }
            response.write(text);
        });
    }

    void end() {
        context.runOnContext(now -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }
}

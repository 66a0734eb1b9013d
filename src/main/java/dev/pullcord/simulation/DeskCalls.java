package dev.pullcord.simulation;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Calls a running service as people at its desk do. What it cannot do now (5xx, 429, no answer) is asked again, writes
 * under the same key, until patience runs out. Safe for use by several threads.
 */
public final class DeskCalls {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI base;
    private final DeskWire wire;
    private final Duration patience;
    private final Clock clock;
    private final Courier.Pause pause;
    private final IntervalFunction backoff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(50), 2.0, 0.5, Duration.ofSeconds(2));

    /**
     * Somebody with a token.
     *
     * @param name for messages
     * @param token his, or a platform's key
     */
    public record Who(String name, String token) {
        @Override
        public String toString() {
            return "Who[" + name + "]"; // the token stays out of logs
        }
    }

    /** An answer that is not a failure to answer. */
    record Reply(int status, String body) {}

    /**
     * @param http kept open by the caller
     * @param base the service's address
     * @param patience how long to go on asking without an answer
     */
    public DeskCalls(HttpClient http, URI base, DeskWire wire, Duration patience, Clock clock, Courier.Pause pause) {
        this.http = http;
        this.base = base;
        this.wire = wire;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    Reply get(Who who, String path) throws InterruptedException {
        return call(who, "GET", path, Optional.empty(), Optional.empty());
    }

    /** @param repeatKey under which the service knows a repeated call; empty for calls that may be repeated anyway */
    Reply post(Who who, String path, String body, Optional<String> repeatKey) throws InterruptedException {
        return call(who, "POST", path, Optional.of(body), repeatKey);
    }

    Reply put(Who who, String path, String body) throws InterruptedException {
        return call(who, "PUT", path, Optional.of(body), Optional.empty());
    }

    Reply delete(Who who, String path, String body) throws InterruptedException {
        return call(who, "DELETE", path, Optional.of(body), Optional.empty());
    }

    /** As {@link #get}, where nothing but success will do. */
    String got(Who who, String path) throws InterruptedException {
        Reply reply = get(who, path);
        if (reply.status() != 200) {
            throw refused(who, reply);
        }
        return reply.body();
    }

    /** That the service will not do it. */
    Undeliverable refused(Who who, Reply reply) {
        return new Undeliverable(
                "the service refuses " + who.name() + ": " + reply.status() + " " + wire.problem(reply.body()));
    }

    private Reply call(Who who, String method, String path, Optional<String> body, Optional<String> repeatKey)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + who.token())
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(b -> request.header("Content-Type", "application/json"));
        repeatKey.ifPresent(key -> request.header("Idempotency-Key", key));
        Instant begun = clock.instant();
        for (int tries = 1; true; tries++) {
            String why;
            try {
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                Reply reply = new Reply(answer.statusCode(), answer.body());
                if (reply.status() == 401) {
                    throw refused(who, reply);
                }
                if (reply.status() < 500 && reply.status() != 429 && reply.status() != 408) {
                    return reply;
                }
                why = reply.status() + " " + wire.problem(reply.body());
            } catch (IOException e) {
                why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (Duration.between(begun, clock.instant()).compareTo(patience) >= 0) {
                throw new Undeliverable(
                        patience.isZero()
                                ? "does not answer: " + why
                                : "no answer for " + patience.toSeconds() + " s, last: " + why);
            }
            pause.pause(Duration.ofMillis(backoff.apply(Math.min(tries, 20))));
        }
    }
}

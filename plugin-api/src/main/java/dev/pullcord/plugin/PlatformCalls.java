package dev.pullcord.plugin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP to a platform as {@link Connector} promises it: no call outlasts its time, none throws, none takes in more of an
 * answer than was agreed, and what may have happened is told apart from what did not. Use it or your own; a connector
 * needs no other library. Safe from any thread. Redirects are not followed.
 */
public final class PlatformCalls {
    private final HttpClient http; // in a field: a client that is collected closes its connections
    private final Clock clock;
    private final int longestAnswer;

    /**
     * @param connectWithin how long a connection may take to come about
     * @param longestAnswer the most bytes taken of an answer
     */
    public PlatformCalls(ConnectorContext context, Duration connectWithin, int longestAnswer) {
        this.clock = context.clock();
        this.longestAnswer = longestAnswer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectWithin)
                .executor(context.executor())
                .build();
    }

    /** How a call ended. */
    public enum Ending {
        /** an answer came, of whatever status */
        ANSWERED,
        /** it never reached the platform */
        NOT_SENT,
        /** it may have: the answer did not come in time, broke off, or was longer than agreed */
        UNKNOWN
    }

    /**
     * What came of a call.
     *
     * @param ending how it ended
     * @param status the HTTP status; 0 without an answer
     * @param retryAfter the answer's Retry-After as it stands
     * @param body the answer's text; empty without an answer, or where it was longer than agreed
     * @param why what went wrong, for people, without an address; empty when it was answered
     * @param took how long it took
     */
    public record Reply(
            Ending ending, int status, Optional<String> retryAfter, String body, String why, Duration took) {
        /** Whether the answer's status is one of 2xx. */
        public boolean ok() {
            return ending == Ending.ANSWERED && status >= 200 && status <= 299;
        }

        /** What a call that brought no answer means for its action; to be asked only then. */
        public ActionResult unanswered() {
            return ending == Ending.NOT_SENT ? ActionResult.failed(why, took) : ActionResult.unknown(why, took);
        }

        @Override
        public String toString() {
            return "Reply[" + ending + " " + status + "]"; // the body may hold secrets
        }
    }

    /** Sends one request; the stage completes within that time, never exceptionally. */
    public CompletionStage<Reply> send(HttpRequest request, Duration within) {
        Instant begun = clock.instant();
        if (within.isNegative() || within.isZero()) {
            return CompletableFuture.completedFuture(
                    ended(Ending.NOT_SENT, "the deadline has passed; nothing was sent", begun));
        }
        // The request's own timeout would end with the headers.
        CompletableFuture<HttpResponse<Optional<String>>> call =
                http.sendAsync(request, head -> new BoundedBody(longestAnswer));
        return call.copy()
                .orTimeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return read(response, begun);
                    }
                    call.cancel(true); // hangs up, even in the middle of the body
                    return explain(failure, begun);
                });
    }

    private Reply read(HttpResponse<Optional<String>> response, Instant begun) {
        int status = response.statusCode();
        Optional<String> retryAfter = response.headers().firstValue("retry-after");
        return response.body()
                .map(text -> new Reply(Ending.ANSWERED, status, retryAfter, text, "", since(begun)))
                .orElseGet(() -> new Reply(
                        Ending.UNKNOWN,
                        status,
                        retryAfter,
                        "",
                        "answered " + status + " with more than " + longestAnswer + " bytes",
                        since(begun)));
    }

    private Reply explain(Throwable failure, Instant begun) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return ended(Ending.UNKNOWN, "no answer in time", begun);
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return ended(Ending.NOT_SENT, "no connection", begun);
        }
        if (cause instanceof SSLHandshakeException) {
            return ended(
                    Ending.NOT_SENT,
                    "no secure connection: the certificate is not trusted or not for this host",
                    begun);
        }
        return cause instanceof IOException // its own words may quote the address
                ? ended(Ending.UNKNOWN, "the connection broke before the answer", begun)
                : ended(Ending.UNKNOWN, "the call failed: " + cause.getClass().getSimpleName(), begun);
    }

    private Reply ended(Ending ending, String why, Instant begun) {
        return new Reply(ending, 0, Optional.empty(), "", why, since(begun));
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, clock.instant());
        return took.isNegative() ? Duration.ZERO : took; // the clock was set back
    }
}

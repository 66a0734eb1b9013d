package dev.pullcord.flow;

import dev.pullcord.plugin.ActionResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON to the operator's own addresses. What is answered is not read beyond its status. Safe from any thread. */
final class Posts {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Clock clock;

    Posts(Executor executor, Clock clock) {
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT)
                .executor(executor)
                .build();
    }

    /** Never completes exceptionally. */
    CompletionStage<ActionResult> post(URI url, Map<String, String> headers, String body, Duration within) {
        Instant begun = clock.instant();
        HttpRequest.Builder post = HttpRequest.newBuilder(url)
                .header("content-type", "application/json")
                .header("user-agent", "Pullcord")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(post::header);
        CompletableFuture<HttpResponse<Void>> call =
                http.sendAsync(post.build(), HttpResponse.BodyHandlers.discarding());
        return call.copy()
                .orTimeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return read(response, since(begun));
                    }
                    call.cancel(true);
                    return explain(failure, since(begun));
                });
    }

    private static ActionResult read(HttpResponse<Void> response, Duration took) {
        int code = response.statusCode();
        if (code >= 200 && code <= 299) {
            return ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), took);
        }
        return ActionResult.failed("answered " + code, took)
                .after(response.headers()
                        .firstValue("retry-after")
                        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
    }

    private static ActionResult explain(Throwable failure, Duration took) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return ActionResult.unknown("no answer in time", took);
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return ActionResult.failed("no connection", took);
        }
        return ActionResult.unknown(
                cause instanceof IOException
                        ? "the connection broke before the answer"
                        : "the call failed: " + cause.getClass().getSimpleName(),
                took);
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}

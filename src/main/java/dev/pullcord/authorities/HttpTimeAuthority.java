package dev.pullcord.authorities;

import dev.pullcord.evidence.TimeAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A time-stamping authority by HTTP (RFC 3161, section 3.4). Thread-safe. */
public final class HttpTimeAuthority implements TimeAuthority {
    private static final int LARGEST = 64 * 1024; // bytes; tokens with a chain of certificates have some four thousand
    private static final String ASKS = "application/timestamp-query";
    private static final String ANSWERS = "application/timestamp-reply";
    private static final int FINE = 200;

    private final URI url;
    private final Duration patience;
    private final HttpClient http;

    /** @param patience how long it may take to answer, however it does so */
    public HttpTimeAuthority(URI url, Duration patience) {
        this.url = url;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return url.getHost();
    }

    @Override
    public CompletionStage<byte[]> ask(byte[] request) {
        CompletableFuture<HttpResponse<InputStream>> asked = http.sendAsync(
                HttpRequest.newBuilder(url)
                        .timeout(patience)
                        .header("Content-Type", ASKS)
                        .header("Accept", ANSWERS)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                BodyHandlers.ofInputStream());
        return asked.thenApplyAsync(HttpTimeAuthority::read)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS) // also of one that never ends
                .whenComplete((answer, failure) -> {
                    if (failure != null) { // whoever still reads is let go
                        CompletableFuture<Void> unused = asked.thenAccept(reply -> close(reply.body()));
                    }
                });
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // it is over either way
        }
    }

    private static byte[] read(HttpResponse<InputStream> reply) {
        try (InputStream body = reply.body()) {
            if (reply.statusCode() != FINE) {
                throw new IOException("the time-stamping authority answered " + reply.statusCode());
            }
            byte[] answer = body.readNBytes(LARGEST + 1);
            if (answer.length > LARGEST) {
                throw new IOException("the time-stamping authority answered too much");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

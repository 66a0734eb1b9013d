package dev.pullcord.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Over the JDK's HTTP client. Two lanes that share nothing: one for panics, one for all else. */
final class HttpPullcordClient implements PullcordClient {
    private static final Duration PANIC_MAX_DELAY = Duration.ofSeconds(2);
    private static final int BATCH = 500; // most that the service takes
    private static final int BATCH_BYTES = 512 * 1024; // half of what it takes
    private static final int PANICS_AT_ONCE = 64;
    private static final int LOOKS = 100; // half a second
    private static final int PANIC_RESERVE =
            256 * 1024; // bytes of disk for some hundred panics when others have filled it

    private final HttpClient http;
    private final URI events;
    private final Builder settings;
    private final Lane panics;
    private final Lane rest;
    private final Standing standing;
    private final Tidings tidings;

    private HttpPullcordClient(Builder settings, Optional<Journal> panicJournal, Optional<Journal> restJournal) {
        this.settings = settings;
        this.tidings = new Tidings(settings.listener);
        // HTTP/1.1: a connection of its own for a panic, and no upgrade that a proxy in between may choke on.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        events = at("/v1/events");
        Duration panicDelay = least(settings.maxDelay, PANIC_MAX_DELAY);
        panics = lane(
                new Lane.Settings(
                        "pullcord-panics",
                        settings.capacity,
                        1,
                        BATCH_BYTES,
                        PANICS_AT_ONCE,
                        0,
                        new Pauses(least(settings.firstDelay, panicDelay), panicDelay)),
                panicJournal,
                settings.panicTimeout);
        rest = lane(
                new Lane.Settings(
                        "pullcord-events",
                        settings.capacity,
                        BATCH,
                        BATCH_BYTES,
                        1,
                        LOOKS,
                        new Pauses(settings.firstDelay, settings.maxDelay)),
                restJournal,
                settings.requestTimeout);
        standing =
                new Standing(this::ask, settings.standingFor, settings.standingPatience, settings.open, settings.clock);
    }

    static PullcordClient start(Builder settings) throws IOException {
        Optional<Journal> panics = Optional.empty();
        Optional<Journal> rest = Optional.empty();
        if (settings.journal.isPresent()) {
            panics = Optional.of(
                    Journal.open(settings.journal.get().resolve("panics"), settings.journalBytes, PANIC_RESERVE));
            try {
                rest = Optional.of(Journal.open(settings.journal.get().resolve("events"), settings.journalBytes, 0));
            } catch (IOException | RuntimeException e) {
                panics.get().close();
                throw e;
            }
        }
        HttpPullcordClient client = new HttpPullcordClient(settings, panics, rest);
        client.panics.start();
        client.rest.start();
        return client;
    }

    private Lane lane(Lane.Settings lane, Optional<Journal> journal, Duration timeout) {
        return new Lane(
                lane, journal, batch -> post(batch, timeout), settings.listener, settings.source, settings.clock);
    }

    private CompletableFuture<Lane.Answer> post(String batch, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(events)
                .timeout(timeout)
                .header("authorization", "Bearer " + settings.key)
                .header("content-type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString(batch))
                .build();
        return send(request, timeout)
                .thenApply(answer -> new Lane.Answer(
                        answer.statusCode(), answer.headers().firstValue("retry-after"), answer.body()));
    }

    private CompletableFuture<Optional<Boolean>> ask(String account) {
        HttpRequest request = HttpRequest.newBuilder(
                        at("/v1/standing?account=" + URLEncoder.encode(account, StandardCharsets.UTF_8)))
                .timeout(settings.requestTimeout)
                .header("authorization", "Bearer " + settings.key)
                .header("accept", "application/json; profile=\"access\"")
                .GET()
                .build();
        return send(request, settings.requestTimeout).handle((answer, failure) -> {
            if (failure != null) {
                tidings.trouble("unreachable");
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                tidings.trouble("status-" + answer.statusCode()); // a key that may not ask lets everybody in
                return Optional.empty();
            }
            return Json.plain().read(answer.body()).get("access") instanceof Boolean may
                    ? Optional.of(may)
                    : Optional.empty();
        });
    }

    /** The request's own timeout ends with the headers; this one is for the body too. */
    private CompletableFuture<HttpResponse<String>> send(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request, BodyHandlers.ofString());
        return sent.copy()
                .orTimeout(timeout.toMillis() + 1, java.util.concurrent.TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        sent.cancel(true);
                    }
                });
    }

    private URI at(String path) {
        String base = settings.service.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public CompletionStage<Kept> send(SafetyEvent event) {
        return (event.isPanic() ? panics : rest).offer(event);
    }

    @Override
    public boolean mayJoin(String account) {
        return standing.mayJoin(Field.id("account", account));
    }

    @Override
    public long pending() {
        return panics.pending() + rest.pending();
    }

    @Override
    public void close() {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> panics.close(settings.closePatience));
        rest.close(settings.closePatience);
        other.join();
    }

    @Override
    public String toString() {
        return "PullcordClient[" + settings.service + "]";
    }
}

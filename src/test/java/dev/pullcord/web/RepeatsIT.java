package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk write under its Idempotency-Key is made once. */
class RepeatsIT {
    @TempDir
    Path dir;

    private final AtomicInteger written = new AtomicInteger();
    private final CompletableFuture<Object> gate = new CompletableFuture<>();
    private RunningService service;
    private Function<Object[], Object> entry;

    @BeforeEach
    @SuppressWarnings("FutureReturnValueIgnored") // the stub hands it on
    void start() throws IOException {
        service = new RunningService(dir);
        FilledDesk.fill(service);
        entry = service.queue.get("remember");
        service.queue.put("remember", args -> {
            written.incrementAndGet();
            return gate.thenApply(open -> entry.apply(args));
        });
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private HttpRequest note(String key, String text) {
        return service.request("/v1/cases/" + FilledDesk.CASE + "/notes")
                .header("Authorization", "Bearer pat_moderator")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                .build();
    }

    /** Two equal calls at once used to find nothing, both, and write two notes. */
    @Test
    void twoAtOnceWriteOneNote() {
        CompletableFuture<HttpResponse<String>> first =
                service.http.sendAsync(note("k", "hello"), HttpResponse.BodyHandlers.ofString());
        Awaitility.await().until(() -> written.get() == 1);

        Reply second = service.send(note("k", "hello"));
        gate.complete(true);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("call-under-way");
        assertThat(second.header("retry-after")).isEqualTo("1");
        assertThat(first.join().statusCode()).isEqualTo(201);
        Reply third = service.send(note("k", "hello"));
        assertThat(third.status()).isEqualTo(201);
        assertThat(third.response().body()).isEqualTo(first.join().body());
        assertThat(written).hasValue(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAMistake() {
        gate.complete(true);
        service.send(note("k", "hello"));

        Reply reply = service.send(note("k", "bye"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("key-reused");
        assertThat(reply.json().path("parameter").asText()).isEqualTo("Idempotency-Key");
        assertThat(written).hasValue(1);
    }

    @Test
    void whatWasRefusedMayBeTriedAgainAtOnce() {
        gate.complete(true);
        Function<Object[], Object> known = service.queue.get("find");
        service.queue.put("find", args -> Optional.empty());
        assertThat(service.send(note("k", "hello")).status()).isEqualTo(404);

        service.queue.put("find", known);

        assertThat(service.send(note("k", "hello")).status()).isEqualTo(201);
    }
}

package dev.pullcord.web;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.RecordingLog.State;
import dev.pullcord.wire.SampleEvents;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopAndHealthIT {
    @TempDir
    Path dir;

    @Test
    void whatIsUnderWayIsFinishedAndNothingNewIsTaken() throws Exception {
        RunningService service = new RunningService(dir);
        service.log.state = State.HANGING; // the panic's answer takes as long as the journal is given
        HttpRequest panic = service.events("application/cloudevents+json")
                .POST(BodyPublishers.ofString(
                        SampleEvents.all().get("report.panic").toString()))
                .build();
        CompletableFuture<HttpResponse<String>> underWay =
                service.http.sendAsync(panic, HttpResponse.BodyHandlers.ofString());
        Awaitility.await().until(() -> service.log.lastUrgency.isPresent());

        service.close();

        assertThat(underWay.join().statusCode()).isEqualTo(202);
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(panic, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void readinessNamesEveryCheckAndOneThatHangsHasFailed() throws Exception {
        Vertx vertx = Vertx.vertx();
        Map<String, Supplier<CompletionStage<Boolean>>> checks =
                Map.of("fine", () -> completedFuture(true), "hangs", CompletableFuture::new, "throws", () -> {
                    throw new IllegalStateException("away");
                });
        try {
            HttpServer server = new Management(
                            form -> "pullcord_up 1\n",
                            checks,
                            Map.of(),
                            Map.of("panicsAside", () -> 2),
                            Map.of("auditAnchor", () -> "off"))
                    .listen(vertx, "127.0.0.1", 0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            HttpResponse<String> ready = get(server.actualPort(), "/health/ready");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(SampleEvents.json(ready.body()))
                    .isEqualTo(
                            SampleEvents.json(
                                    "{\"status\":\"down\",\"checks\":{\"fine\":\"up\",\"hangs\":\"down\",\"throws\":\"down\"},\"counts\":{\"panicsAside\":2},\"details\":{\"auditAnchor\":\"off\"}}"));
            HttpServer degraded = new Management(
                            form -> "",
                            Map.of("fine", () -> completedFuture(true)),
                            Map.of("attended", () -> completedFuture(false)),
                            Map.of(),
                            Map.of())
                    .listen(vertx, "127.0.0.1", 0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            HttpResponse<String> still = get(degraded.actualPort(), "/health/ready");
            assertThat(still.statusCode()).as("no node is taken out for it").isEqualTo(200);
            assertThat(SampleEvents.json(still.body()).path("status").asText()).isEqualTo("degraded");
            assertThat(get(server.actualPort(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server.actualPort(), "/metrics").body()).isEqualTo("pullcord_up 1\n");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}

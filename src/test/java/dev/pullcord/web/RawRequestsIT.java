package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.wire.SampleEvents;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no HTTP client would send, written to the socket as they are. */
class RawRequestsIT {
    private static final String END = "\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir
    static Path dir;

    private static RunningService service;
    private static Vertx vertx;
    private static HttpServer management;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(dir);
        vertx = Vertx.vertx();
        management = new Management(form -> "", Map.of(), Map.of(), Map.of(), Map.of())
                .listen(vertx, "127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("an escape without digits", "GET /v1/%zz HTTP/1.1" + END, 400, "malformed"),
                Arguments.of("an escape cut off", "GET /v1/cases/c%2 HTTP/1.1" + END, 400, "malformed"),
                Arguments.of("a bad escape in the query", "GET /openapi.yaml?a=%q1 HTTP/1.1" + END, 400, "malformed"),
                Arguments.of("a long address", "GET /" + "a".repeat(9000) + " HTTP/1.1" + END, 414, "uri-too-long"),
                Arguments.of(
                        "large headers", "GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + END, 431, "headers-too-large"),
                Arguments.of("a header without colon", "GET / HTTP/1.1\r\nnonsense" + END, 400, "malformed"),
                Arguments.of("no request at all", "hello\r\n\r\n", 400, "malformed"),
                Arguments.of("no path", "GET  HTTP/1.1" + END, 400, "malformed"),
                Arguments.of("NUL in a header", "GET / HTTP/1.1\r\nX: a\0b" + END, 400, "malformed"),
                Arguments.of(
                        "two lengths",
                        "POST /v1/events HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2" + END,
                        400,
                        "malformed"),
                Arguments.of(
                        "a length beside chunks",
                        "POST /nowhere HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked" + END + "0\r\n\r\n",
                        0,
                        ""),
                Arguments.of("a negative length", "POST / HTTP/1.1\r\nContent-Length: -1" + END, 400, "malformed"),
                Arguments.of("an unknown path", "GET /nowhere HTTP/1.1" + END, 404, "not-found"),
                Arguments.of("a path that is none", "GET nowhere HTTP/1.1" + END, 404, "not-found"),
                Arguments.of("an unknown method", "BREW / HTTP/1.1" + END, 404, "not-found"),
                Arguments.of("an old version without host", "GET /nowhere HTTP/1.0\r\n\r\n", 404, "not-found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isAnsweredWithAProblemOnBothPorts(String what, String request, int status, String problem) throws IOException {
        for (int port : new int[] {service.port(), management.actualPort()}) {
            String answer = send(port, request);
            int at = answer.indexOf("\r\n\r\n");
            assertThat(at).as(answer).isPositive();
            String head = answer.substring(0, at).toLowerCase(Locale.ROOT);

            assertThat(head).contains("\r\ncontent-type: application/problem+json");
            JsonNode body = SampleEvents.json(answer.substring(at + 4));
            if (status > 0) {
                assertThat(head).startsWith("http/1.").contains(" " + status + " ");
                assertThat(body.path("type").asText()).isEqualTo("/problems/" + problem);
            }
            assertThat(body.path("status").asInt()).isPositive();
        }
    }

    @Test
    void aMethodThatIsNotTakenIsToldWhichAre() throws IOException {
        assertThat(send(service.port(), "DELETE /v1/events HTTP/1.1" + END))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: OPTIONS, POST")
                .contains("method-not-allowed");
        assertThat(send(management.actualPort(), "POST /metrics HTTP/1.1" + END))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: GET")
                .contains("method-not-allowed");
    }

    private static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

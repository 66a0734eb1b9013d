package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a decision's call by its scripts to the platform's answer is one trace, and nobody is named in it. */
@Timeout(90)
class TracesIT {
    @TempDir
    Path folder;

    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    @Test
    void aDecisionIsOneTraceToThePlatformsAnswer() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
        Map<String, String> settings = Map.of(
                "PULLCORD_TRACES_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
                "PULLCORD_TRACES_TOKEN",
                "token-of-the-collector",
                "PULLCORD_TRACES_ONE_IN",
                "1");
        String platformKey;
        String moderator;
        String scraped;
        List<String> parents;
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())) {
            platformKey = service.credentials().platformKey();
            moderator = service.credentials().tokens().get("moderator");
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            ObjectNode flag = Events.flag("event-traced", "reporter-traced", "account-traced", "harassment");
            flag.withObject("/data").put("text", "words-traced");
            http.postEvents(platformKey, List.of(flag));
            Desk desk = new Desk(http, moderator);
            Desk.Held[] held = new Desk.Held[1];
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                held[0] = desk.claimNext().orElse(null);
                return held[0] != null;
            });
            assertThat(desk.decide(held[0].caseId(), held[0].token(), "violation", "harassment", List.of("warn"))
                            .status())
                    .isEqualTo(201);
            await().atMost(Duration.ofSeconds(20)).until(() -> receiver.done().size() == 1);
            await().atMost(Duration.ofSeconds(30)) // they are sent some seconds at a time
                    .until(() -> spans().stream()
                            .map(Span::getName)
                            .toList()
                            .containsAll(List.of("decideCase", "action warn")));
            parents = receiver.calls().stream()
                    .map(call -> call.headers().toString())
                    .toList();
            scraped = openMetrics(service);
        } finally {
            collector.stop(0);
        }

        List<Span> spans = spans();
        Span decided = named(spans, "decideCase");
        assertThat(spans.stream().filter(s -> s.getTraceId().equals(decided.getTraceId())))
                .extracting(Span::getName)
                .contains("redis decide_case", "action warn");
        assertThat(named(spans, "action warn").getParentSpanId()).isEqualTo(decided.getSpanId());
        assertThat(named(spans, "postEvents").getAttributesList().toString())
                .contains("cloudevents.event_type", "report.flagged");
        assertThat(parents)
                .as("the platform may go on in the trace, and is told nothing else of it")
                .singleElement()
                .asString()
                .containsPattern("traceparent=00-" + hex(decided.getTraceId()) + "-"
                        + hex(named(spans, "action warn").getSpanId()) + "-0[13],")
                .doesNotContain("baggage", "tracestate");
        assertThat(scraped.lines())
                .as("what was measured in the trace says so")
                .anyMatch(line -> line.startsWith("pullcord_case_decided_seconds_bucket")
                        && line.contains("trace_id=\"" + hex(decided.getTraceId())))
                .anyMatch(line -> line.startsWith("pullcord_action_effect_seconds_bucket")
                        && line.contains("trace_id=\"" + hex(decided.getTraceId())))
                .anyMatch(line ->
                        line.startsWith("pullcord_report_durable_seconds_bucket") && line.contains("trace_id=\""))
                .noneMatch(line -> line.contains("_count{")
                        && line.contains("trace_id=")); // Prometheus 2.42 refuses such a scrape
        assertThat(scraped).endsWith("# EOF\n");
        assertThat(tokens).isNotEmpty().containsOnly("Bearer token-of-the-collector");
        for (byte[] body : bodies) {
            assertThat(new String(body, StandardCharsets.ISO_8859_1))
                    .doesNotContain("event-traced", "reporter-traced", "account-traced", "words-traced", "mtg-")
                    .doesNotContain(platformKey, moderator);
        }
    }

    private static String openMetrics(ServiceProcess service) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.managementUrl().resolve("/metrics"))
                                    .header("accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("authorization"));
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private List<Span> spans() throws IOException {
        List<Span> all = new CopyOnWriteArrayList<>();
        for (byte[] body : bodies) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .forEach(scope -> all.addAll(scope.getSpansList()));
        }
        return all;
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of "
                        + spans.stream().map(Span::getName).toList()));
    }
}

package dev.pullcord.connectors.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LiveKit's official server SDK for Node at our connector's other end, both ways. Skipped where Node or the SDK is not there. */
@Timeout(60)
class LiveKitSdkIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPTS =
            Path.of(System.getProperty("basedir", "."), "test", "js").toAbsolutePath();
    private static final String KEY = LiveKitConnectorContractIT.KEY;
    private static final String SECRET = LiveKitConnectorContractIT.SECRET;
    private static final String LISTED = "{\"participants\":[{\"sid\":\"PA_1\",\"identity\":\"rita\",\"tracks\":["
            + "{\"sid\":\"TR_1\",\"source\":\"MICROPHONE\"}]}]}";

    /** One call of a room service's client: what it asks of whom, and what its token grants. */
    private record Call(String path, JsonNode body, JsonNode grant, String type) {}

    @TempDir
    Path folder;

    @Test
    void weAskWhatItsClientAsksAndBelieveWhatItSigns() throws Exception {
        assumeThat(Files.isDirectory(SCRIPTS.resolve("node_modules/livekit-server-sdk")))
                .as("npm has fetched the SDK")
                .isTrue();
        List<Call> calls = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, calls));
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            RawRequest ours = LiveKitConnectorContractIT.signed(
                    "{\"event\":\"room_finished\",\"room\":{\"sid\":\"RM_1\",\"name\":\"r1\"},\"id\":\"EV_2\"}",
                    Instant.now());

            JsonNode said = node(url, ours);
            List<Call> theirs = List.copyOf(calls);
            calls.clear();
            Connector connector = new LiveKitConnectorFactory()
                    .create(new Context(Map.of("url", url, "apiKey", KEY, "apiSecret", SECRET), Runnable::run));
            connector.check().toCompletableFuture().join();
            connector.snapshot("r1").toCompletableFuture().join();
            for (ActionType type : List.of(
                    ActionType.REMOVE_PARTICIPANT,
                    ActionType.MUTE_AUDIO,
                    ActionType.REVOKE_PUBLISH,
                    ActionType.RESTORE_PUBLISH,
                    ActionType.END_MEETING)) {
                assertThat(act(connector, type)).isEqualTo(ActionResult.Status.DONE);
            }

            assertThat(calls.stream().distinct()).containsExactlyElementsOf(theirs); // muting looks first
            assertThat(theirs).hasSize(7);
            assertThat(said.path("received").toString())
                    .as("what our tests sign, then changed, then as a bearer's")
                    .isEqualTo("[\"room_finished\",null,null]");
            assertBelieved(connector, said.path("sent"));
            assertThat(connector
                            .joinTokens()
                            .orElseThrow()
                            .holder(said.path("join").asText(), Instant.now()))
                    .hasValueSatisfying(holder -> {
                        assertThat(holder.account()).isEqualTo("rita");
                        assertThat(holder.meeting()).isEqualTo("r1");
                        assertThat(holder.until()).isAfter(Instant.now().plusSeconds(3600));
                    });
            assertThat(connector
                            .joinTokens()
                            .orElseThrow()
                            .holder(said.at("/sent/authorization").asText(), Instant.now()))
                    .as("a server's own")
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static void assertBelieved(Connector connector, JsonNode sent) {
        Inbound inbound = connector.inbound().orElseThrow();
        RawRequest genuine =
                webhook(sent.path("body").asText(), sent.path("authorization").asText());
        RawRequest changed = webhook(
                sent.path("body").asText().replace("rita", "rosa"),
                sent.path("authorization").asText());

        assertThat(inbound.verify(genuine, Instant.now()).genuine()).isTrue();
        assertThat(inbound.verify(changed, Instant.now()).genuine()).isFalse();
        assertThat(inbound.decode(genuine))
                .singleElement()
                .satisfies(event -> assertThat(event.data().toString()).contains("rita", "Rita \uD83D\uDE80"));
    }

    private static RawRequest webhook(String body, String authorization) {
        return new RawRequest(
                "POST",
                URI.create("https://pullcord.example/v1/connectors/livekit/events"),
                Map.of("authorization", List.of(authorization)),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.6");
    }

    private static ActionResult.Status act(Connector connector, ActionType type) {
        return connector
                .act(new ActionRequest(
                        "a1",
                        1,
                        "c000-x",
                        type,
                        new Target(Optional.of("r1"), Optional.of("rita"), Optional.empty(), List.of()),
                        "harassment",
                        Optional.empty(),
                        Instant.now().plusSeconds(10)))
                .toCompletableFuture()
                .join()
                .status();
    }

    private static void answer(HttpExchange exchange, List<Call> calls) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String claims = authorization.replaceFirst("^Bearer ", "").split("\\.", -1)[1];
            calls.add(new Call(
                    exchange.getRequestURI().getPath(),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()),
                    JSON.readTree(Base64.getUrlDecoder().decode(claims)).path("video"),
                    exchange.getRequestHeaders().getFirst("Content-Type").replaceAll(";.*", "")));
            byte[] said = (exchange.getRequestURI().getPath().endsWith("/ListParticipants") ? LISTED : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private JsonNode node(String url, RawRequest signed) throws Exception {
        String body = StandardCharsets.UTF_8.decode(signed.body()).toString();
        String authorization = signed.header("authorization").orElseThrow();
        ObjectNode asked = JSON.createObjectNode()
                .put("room", "r1")
                .put("identity", "rita")
                .put("track", "TR_1");
        List<List<String>> webhooks = new ArrayList<>();
        webhooks.add(List.of(body, authorization));
        webhooks.add(List.of(body.replace("r1", "r2"), authorization));
        webhooks.add(List.of(body, "Bearer " + authorization));
        webhooks.forEach(one ->
                asked.withArray("webhooks").addObject().put("body", one.get(0)).put("authorization", one.get(1)));
        Path out = folder.resolve("node.out");
        Process process = new ProcessBuilder("node", "livekit.mjs", KEY, SECRET, url)
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(JSON.writeValueAsBytes(asked));
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isZero();
        return JSON.readTree(said);
    }

    private record Context(Map<String, String> config, Executor executor) implements ConnectorContext {
        @Override
        public String platform() {
            return "tandem";
        }

        @Override
        public Json json() {
            return new ConnectorJson();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }
}

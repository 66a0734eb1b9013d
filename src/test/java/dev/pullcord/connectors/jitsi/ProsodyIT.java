package dev.pullcord.connectors.jitsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.MeetingSnapshot.Present;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.StandardWebhooks;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our module in a real Prosody, our connector at its other end, and people in between. Skipped where there is no Prosody. */
@Timeout(60)
class ProsodyIT {
    private static final String SECRET = JitsiConnectorContractIT.SECRET;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<InboundEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();
    private HttpServer service;
    private Prosody prosody;
    private Connector connector;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        assumeThat(Prosody.isThere())
                .as("Prosody, which ./pullcord check installs")
                .isTrue();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/events", this::take);
        service.start();
    }

    private void begin(String accounts) throws IOException {
        URI events = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/events");
        prosody = new Prosody(folder, events, SECRET, accounts);
        connector = new JitsiConnectorFactory()
                .create(new Context(Map.of("url", prosody.commands().toString(), "secret", SECRET), threads));
    }

    @AfterEach
    void stop() {
        if (prosody != null) {
            prosody.close();
        }
        if (service != null) {
            service.stop(0);
        }
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            RawRequest request = new RawRequest(
                    "POST",
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()),
                    "127.0.0.1");
            var inbound = connector.inbound().orElseThrow();
            if (!inbound.verify(request, Instant.now()).genuine()) {
                forged.incrementAndGet();
            }
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            events.addAll(inbound.decode(request));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private ActionResult act(String id, ActionType type, String participant, String account) {
        return connector
                .act(new ActionRequest(
                        id,
                        1,
                        "c000-x",
                        type,
                        new Target(
                                Optional.of("room-1"),
                                Optional.ofNullable(participant),
                                Optional.ofNullable(account),
                                List.of()),
                        "harassment",
                        Optional.empty(),
                        Instant.now().plusSeconds(5)))
                .toCompletableFuture()
                .join();
    }

    /** What was told, in its order, as {@code kind who}. */
    private List<String> told() {
        return events.stream()
                .map(event -> event.type().replaceAll("dev\\.pullcord\\.|\\.v1", "")
                        + (event.data().get("participant") instanceof Map<?, ?> one
                                ? " " + one.get("participantId") + "=" + one.get("accountId")
                                : ""))
                .toList();
    }

    private void untilTold(String... all) {
        await().atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(told()).containsExactly(all));
    }

    private int post(String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(prosody.commands()).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(post::header);
        return HttpClient.newHttpClient()
                .send(post.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whoIsBlockedAndRemovedIsGoneAndStaysOutUntilHeIsLetIn() throws Exception {
        begin("token");
        assertThat(connector.check().toCompletableFuture().join()).isEqualTo(Health.up());
        refusals.set(1);
        try (Occupant alice = new Occupant(prosody.socket("acc-alice"), "room-1");
                Occupant mallory = new Occupant(prosody.socket("acc-mallory"), "room-1");
                Occupant again = new Occupant(prosody.socket("acc-mallory"), "room-1")) {
            alice.enter("alice");
            alice.hears("code='110'");
            mallory.enter("mallory");
            untilTold(
                    "meeting.started", "participant.joined alice=acc-alice", "participant.joined mallory=acc-mallory");
            assertThat(events.get(2).data().get("participant").toString()).contains("displayName=mallory by name");
            assertThat(connector
                            .snapshot("room-1")
                            .toCompletableFuture()
                            .join()
                            .orElseThrow()
                            .present())
                    .extracting(Present::participantId, one -> one.accountId().orElse(""))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.api.Assertions.tuple("alice", "acc-alice"),
                            org.assertj.core.api.Assertions.tuple("mallory", "acc-mallory"));

            again.enter("x".repeat(300));
            again.hears("type='error'", "<not-acceptable");
            assertThat(act("a1", ActionType.REMOVE_PARTICIPANT, "nobody", null).status())
                    .isEqualTo(Status.TARGET_GONE);
            assertThat(act("a2", ActionType.BLOCK_REJOIN, "mallory", null).status())
                    .isEqualTo(Status.DONE);
            assertThat(act("a3", ActionType.REMOVE_PARTICIPANT, null, "acc-mallory")
                            .status())
                    .isEqualTo(Status.DONE);
            mallory.hears("type='unavailable'", "code='307'");
            alice.hears("type='unavailable'", "room-1@conference.meet.test/mallory", "code='307'");

            again.enter("other-name");
            again.hears("type='error'", "<forbidden");
            mallory.enter("mallory");
            mallory.hears("type='error'", "<forbidden");
            assertThat(act("a4", ActionType.UNBLOCK_REJOIN, null, "acc-mallory").status())
                    .isEqualTo(Status.DONE);
            assertThat(act("a5", ActionType.UNBLOCK_REJOIN, null, "acc-mallory").status())
                    .isEqualTo(Status.ALREADY_DONE);
            again.enter("other-name");
            again.hears("code='110'");
            assertThat(act("a3", ActionType.REMOVE_PARTICIPANT, null, "acc-mallory")
                            .status())
                    .as("the same action asked again")
                    .isEqualTo(Status.DONE);
            mallory.enter("mallory");
            mallory.hears("code='110'");
            mallory.leave("mallory");
            await().atMost(Duration.ofSeconds(8)).until(() -> told().contains("participant.left mallory=acc-mallory"));

            assertThat(act("a6", ActionType.END_MEETING, null, null).status()).isEqualTo(Status.DONE);
            alice.hears("<destroy");
            assertThat(act("a7", ActionType.END_MEETING, null, null).status()).isEqualTo(Status.TARGET_GONE);
            await().atMost(Duration.ofSeconds(8)).until(() -> told().contains("meeting.ended"));
            assertThat(told().subList(3, told().size()))
                    .startsWith(
                            "participant.removed mallory=acc-mallory",
                            "participant.joined other-name=acc-mallory",
                            "participant.joined mallory=acc-mallory",
                            "participant.left mallory=acc-mallory")
                    .endsWith("meeting.ended");
        }
        assertThat(forged).hasValue(0);
        assertThat(prosody.log()).doesNotContain(SECRET, "acc-mallory");
    }

    @Test
    void aBlockOutlivesProsody() throws Exception {
        begin("token");
        assertThat(act("a1", ActionType.BLOCK_REJOIN, null, "acc-mallory").status())
                .as("also before he comes")
                .isEqualTo(Status.DONE);
        prosody.close();
        begin("token");

        try (Occupant mallory = new Occupant(prosody.socket("acc-mallory"), "room-1");
                Occupant alice = new Occupant(prosody.socket("acc-alice"), "room-1")) {
            mallory.enter("mallory");
            mallory.hears("type='error'", "<forbidden");
            alice.enter("alice");
            alice.hears("code='110'");
        }
    }

    @Test
    void withoutAccountsOneConnectionIsKeptOutAndThatIsSaid() throws Exception {
        begin("none");

        assertThat(connector.check().toCompletableFuture().join().state()).isEqualTo(Health.State.DEGRADED);
        try (Occupant mallory = new Occupant(prosody.socket("acc-mallory"), "room-1");
                Occupant again = new Occupant(prosody.socket("acc-mallory"), "room-1")) {
            mallory.enter("mallory");
            mallory.hears("code='110'");
            untilTold("meeting.started", "participant.joined mallory=null");

            assertThat(act("a1", ActionType.BLOCK_REJOIN, null, "acc-mallory").status())
                    .isEqualTo(Status.TARGET_GONE);
            assertThat(act("a2", ActionType.BLOCK_REJOIN, "mallory", "acc-mallory")
                            .status())
                    .isEqualTo(Status.PARTIAL);
            assertThat(act("a3", ActionType.REMOVE_PARTICIPANT, "mallory", null).status())
                    .isEqualTo(Status.DONE);
            mallory.hears("type='unavailable'", "code='307'");
            mallory.enter("mallory");
            mallory.hears("type='error'", "<forbidden");
            again.enter("again");
            again.hears("code='110'");
        }
    }

    @Test
    void onlyWhatWasSignedOfLateIsDone() throws Exception {
        begin("token");
        String body = "{\"op\":\"end\",\"meeting\":\"room-1\"}";
        StandardWebhooks webhooks = StandardWebhooks.by(List.of(SECRET));
        Instant now = Instant.now();

        assertThat(post(body, webhooks.headers("c1", now, body))).isEqualTo(200);
        assertThat(post(body + " ", webhooks.headers("c2", now, body))).isEqualTo(401);
        assertThat(post(body, webhooks.headers("c3", now.minusSeconds(600), body)))
                .isEqualTo(401);
        assertThat(post(body, Map.of())).isEqualTo(401);
        for (String nonsense :
                List.of("[]", "{", "{\"op\":\"dance\"}", "{\"op\":\"end\"}", "{\"op\":\"end\",\"meeting\":7}")) {
            assertThat(post(nonsense, webhooks.headers("c4", now, nonsense))).isEqualTo(400);
        }
        for (String nowhere : List.of("a@b", "room/x", "@")) {
            assertThat(connector.snapshot(nowhere).toCompletableFuture().join())
                    .hasValueSatisfying(seen -> assertThat(seen.present()).isEmpty());
        }
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

package dev.pullcord.connectors.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.MeetingSnapshot.Present;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** After fixtures that were made from Daily's public documentation; Daily itself was never asked. */
class DailyConnectorContractIT extends OurConnectorContract {
    private static final String SECRET = "ZGFpbHktd2ViaG9vay1zZWNyZXQtb2YtMzItYnl0ZXM=";
    private static final List<String> BODIES = List.of("""
            {"version":"1.0.0","type":"participant.joined","id":"ptcpt-join-6497c79b-f326-4942-aef8-c36a29140ad1-1795456685961","payload":\
            {"joined_at":1795456685.961,"session_id":"6497c79b-f326-4942-aef8-c36a29140ad1","room":"room-7","user_id":"acc-mallory",\
            "user_name":"Mallory","owner":false,"networkQualityState":"unknown","will_eject_at":0,"permissions":{"hasPresence":true,\
            "canSend":true,"canAdmin":false}},"event_ts":1795456685.961}""", """
            {"version":"1.0.0","type":"meeting.ended","id":"mtg-end-9f1e-1795456692","payload":{"start_ts":1795456600,"end_ts":1795456692,\
            "meeting_id":"9f1e0b1c-77b1-4c3b-8a30-cc6d0e1a4d10","room":"room-7"},"event_ts":1795456692.5}""");

    @Override
    protected ConnectorFactory factory() {
        return new DailyConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendDaily();
    }

    /** Each action is about somebody of his own, by whom its effect is known: an ejection has no id on this wire. */
    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return asked(actionId, ActionType.REMOVE_PARTICIPANT, "of-" + actionId, null, deadline);
    }

    private static ActionRequest asked(
            String actionId, ActionType type, String participant, String account, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                type,
                new Target(
                        Optional.of("room-7"),
                        Optional.ofNullable(participant),
                        Optional.ofNullable(account),
                        List.of()),
                "harassment",
                Optional.empty(),
                deadline);
    }

    @Override
    protected List<RawRequest> genuine() {
        return BODIES.stream().map(body -> signed(body, Instant.now())).toList();
    }

    @Override
    protected List<RawRequest> stale() {
        return BODIES.stream()
                .map(body -> signed(body, Instant.now().minusSeconds(3600)))
                .toList();
    }

    private static RawRequest signed(String body, Instant at) {
        String time = Long.toString(at.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
            byte[] signature = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return request(
                    body,
                    Map.of(
                            "x-webhook-timestamp",
                            List.of(time),
                            "x-webhook-signature",
                            List.of(Base64.getEncoder().encodeToString(signature))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static RawRequest request(String body, Map<String, List<String>> headers) {
        return new RawRequest(
                "POST",
                URI.create("https://pullcord.example/v1/connectors/daily/events"),
                headers,
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.9");
    }

    @Test
    void theTestAtSetUpIsAnsweredAndNothingElseUnsigned() {
        Inbound inbound = connector(Map.of("apiKey", "k", "webhookSecret", SECRET))
                .inbound()
                .orElseThrow();

        assertThat(inbound.handshake(request("{\"test\":\"test\"}", Map.of()))
                        .orElseThrow()
                        .status())
                .isEqualTo(200);
        assertThat(inbound.handshake(request(BODIES.get(0), Map.of()))).isEmpty();
        assertThat(inbound.handshake(request("{", Map.of()))).isEmpty();
        assertThat(connector(Map.of("apiKey", "k")).inbound()).isEmpty();
    }

    @Test
    void whoIsBannedIsGoneAndOneWhoIsNotThereIsBannedToo() {
        try (PretendDaily daily = new PretendDaily()) {
            daily.mood(Mood.WELL);
            Connector connector = connector(daily.config());
            assertThat(connector
                            .snapshot("room-7")
                            .toCompletableFuture()
                            .join()
                            .orElseThrow()
                            .present())
                    .extracting(Present::participantId, one -> one.accountId().orElse(""))
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("p-mallory", "acc-mallory"),
                            org.assertj.core.groups.Tuple.tuple("p-guest", ""));

            for (String account : List.of("acc-mallory", "acc-elsewhere")) {
                assertThat(status(connector, ActionType.BLOCK_REJOIN, null, account))
                        .isEqualTo(ActionResult.Status.DONE);
            }

            assertThat(daily.banned).containsExactlyInAnyOrder("acc-mallory", "acc-elsewhere");
            assertThat(status(connector, ActionType.REMOVE_PARTICIPANT, null, "acc-mallory"))
                    .isEqualTo(ActionResult.Status.TARGET_GONE);
            assertThat(status(connector, ActionType.BLOCK_REJOIN, "p-guest", null))
                    .isEqualTo(ActionResult.Status.UNSUPPORTED);
            assertThat(status(connector, ActionType.END_MEETING, null, null)).isEqualTo(ActionResult.Status.DONE);
            assertThat(status(connector, ActionType.END_MEETING, null, null))
                    .isEqualTo(ActionResult.Status.TARGET_GONE);
        }
    }

    private static ActionResult.Status status(
            Connector connector, ActionType type, String participant, String account) {
        return connector
                .act(asked("a1", type, participant, account, Instant.now().plusSeconds(5)))
                .toCompletableFuture()
                .join()
                .status();
    }

    private static Connector connector(Map<String, String> config) {
        return new DailyConnectorFactory().create(new Context(config, Runnable::run));
    }

    /** A room, as the documentation says it is: who is there, and who may not be. */
    private static final class PretendDaily extends PretendHost {
        private final Map<String, String> there =
                new ConcurrentHashMap<>(Map.of("p-mallory", "acc-mallory", "p-guest", "p-guest"));
        private final Map<String, Integer> ejected = new ConcurrentHashMap<>();
        private final Set<String> banned = ConcurrentHashMap.newKeySet();

        PretendDaily() {
            for (int i = 0; i < 20; i++) {
                there.put("of-a" + i, "acc-a" + i);
            }
        }

        @Override
        public Map<String, String> config() {
            return Map.of("api", base() + "/v1", "apiKey", "daily-key", "webhookSecret", SECRET);
        }

        @Override
        protected NastyReceiver.Mood trouble() {
            return NastyReceiver.says(500, "{\"error\":\"server-error\"}");
        }

        @Override
        protected NastyReceiver.Mood gone() {
            return NastyReceiver.says(200, "{\"ejectedIds\":[]}");
        }

        @Override
        protected void act(NastyReceiver.Received request) {
            answer(request);
        }

        @Override
        protected void well(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            boolean known = "Bearer daily-key".equals(request.headers().get("authorization"));
            String said = known ? answer(request) : "{\"error\":\"authentication-error\"}";
            NastyReceiver.says(!known ? 401 : said.contains("not-found") ? 404 : 200, said)
                    .answer(request, socket);
        }

        private String answer(NastyReceiver.Received request) {
            return switch (request.method() + " " + request.path()) {
                case "GET /v1/" -> "{\"domain_name\":\"tandem\",\"config\":{}}";
                case "GET /v1/rooms/room-7/presence" ->
                    json.write(Map.of(
                            "total_count",
                            there.size(),
                            "data",
                            there.entrySet().stream()
                                    .map(one -> Map.of("room", "room-7", "id", one.getKey(), "userId", one.getValue()))
                                    .toList()));
                case "POST /v1/rooms/room-7/eject" -> eject(json.read(request.body()));
                default -> "{\"error\":\"not-found\",\"info\":\"room no-such-meeting not found\"}";
            };
        }

        private String eject(Map<String, Object> asked) {
            Set<Object> whom = new HashSet<>(list(asked.get("ids")));
            List<?> accounts = list(asked.get("user_ids"));
            there.forEach((id, account) -> {
                if (accounts.contains(account)) {
                    whom.add(id);
                }
            });
            if (Boolean.TRUE.equals(asked.get("ban"))) {
                accounts.forEach(account -> banned.add(account.toString()));
            }
            List<Object> gone = whom.stream()
                    .filter(id -> there.remove(id) != null)
                    .peek(id -> ejected.merge(id.toString(), 1, Integer::sum))
                    .toList();
            return json.write(Map.of("ejectedIds", gone));
        }

        private static List<?> list(Object value) {
            return value instanceof List<?> all ? all : List.of();
        }

        @Override
        public int effects(String actionId) {
            return ejected.getOrDefault("of-" + actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET, "daily-key");
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

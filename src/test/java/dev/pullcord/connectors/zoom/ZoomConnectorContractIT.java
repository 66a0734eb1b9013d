package dev.pullcord.connectors.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** After fixtures that were made from Zoom's public documentation; Zoom itself was never asked. */
class ZoomConnectorContractIT extends OurConnectorContract {
    private static final String SECRET = "zoom-secret-token";
    private static final List<String> BODIES = List.of("""
            {"event":"meeting.participant_joined","event_ts":1795456685123,"payload":{"account_id":"AAAAAABBBB","object":{"id":"1234567890",\
            "uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"x8yZ7ABCDEFG","topic":"My Meeting","type":2,"start_time":"2026-11-26T10:00:00Z",\
            "timezone":"UTC","duration":60,"participant":{"user_id":"16782040","user_name":"Mallory","id":"s0AAAASoSE1V8KIFOCYw",\
            "participant_uuid":"55555AAAiAAAAAiAiAiiAii","join_time":"2026-11-26T10:00:12Z","email":"mallory@zoom.example",\
            "customer_key":"acc-mallory","phone_number":"8615250064084"}}}}""", """
            {"event":"meeting.ended","event_ts":1795456692000,"payload":{"account_id":"AAAAAABBBB","object":{"id":1234567890,\
            "uuid":"4444AAAiAAAAAiAiAiiAii==","topic":"My Meeting","end_time":"2026-11-26T11:00:00Z"}}}""");

    @Override
    protected ConnectorFactory factory() {
        return new ZoomConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendZoom();
    }

    /** Each action ends a meeting of its own, by which its effect is known: there is no id on this wire. */
    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                ActionType.END_MEETING,
                new Target(Optional.of("of-" + actionId), Optional.empty(), Optional.empty(), List.of()),
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
        return request(
                body,
                Map.of(
                        "x-zm-request-timestamp",
                        List.of(time),
                        "x-zm-signature",
                        List.of("v0=" + hmac("v0:" + time + ":" + body))));
    }

    private static RawRequest request(String body, Map<String, List<String>> headers) {
        return new RawRequest(
                "POST",
                URI.create("https://pullcord.example/v1/connectors/zoom/events"),
                headers,
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.8");
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Inbound inbound() {
        return new ZoomInbound(SECRET, "customerKey", Json.plain(), Clock.systemUTC());
    }

    @Test
    void theSetUpQuestionIsAnsweredToZoom() {
        RawRequest question = signed(
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1795456685123,\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"}}",
                Instant.now());

        Inbound.RawReply reply = inbound().handshake(question).orElseThrow();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\""
                        + hmac("qgg8vlvZRS6UYooatFL8Aw") + "\"}");
    }

    /** Else whoever asks it could have webhooks of his own signed. */
    @Test
    void nobodyElseCanHaveAnythingSigned() {
        String time = Long.toString(Instant.now().getEpochSecond());
        String asks = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"%s\"}}";

        assertThat(inbound().handshake(request(asks.formatted("abc"), Map.of())))
                .isEmpty();
        assertThat(inbound()
                        .handshake(signed(asks.formatted("abc"), Instant.now().minusSeconds(600))))
                .isEmpty();
        assertThat(inbound().handshake(signed(asks.formatted("v0:" + time + ":{}"), Instant.now())))
                .isEmpty();
    }

    @Test
    void readsWhoCameWithoutHowHeIsReached() {
        InboundEvent joined = inbound().decode(genuine().get(0)).get(0);
        InboundEvent ended = inbound().decode(genuine().get(1)).get(0);

        assertThat(joined.data().get("participant"))
                .isEqualTo(Map.of(
                        "participantId",
                        "55555AAAiAAAAAiAiAiiAii",
                        "accountId",
                        "acc-mallory",
                        "displayName",
                        "Mallory"));
        assertThat(((Map<?, ?>) joined.data().get("meeting")).get("id")).isEqualTo("1234567890");
        assertThat(((Map<?, ?>) ended.data().get("meeting")).get("id"))
                .as("a number here, a text there")
                .isEqualTo("1234567890");
        assertThat(joined.time()).contains(Instant.ofEpochMilli(1795456685123L));
        assertThat(joined.data().toString()).doesNotContain("mallory@", "8615");
    }

    /** Gives tokens and ends meetings, as the documentation says. */
    private static final class PretendZoom extends PretendHost {
        private static final String LOGIN =
                Base64.getEncoder().encodeToString("client:client-secret".getBytes(StandardCharsets.UTF_8));
        private final Map<String, Integer> ended = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            String base = base();
            return Map.of(
                    "api",
                    base + "/v2",
                    "oauth",
                    base + "/oauth/token",
                    "accountId",
                    "AAAAAABBBB",
                    "clientId",
                    "client",
                    "clientSecret",
                    "client-secret",
                    "secretToken",
                    SECRET);
        }

        @Override
        protected boolean isAside(NastyReceiver.Received request) {
            return request.path().startsWith("/oauth");
        }

        @Override
        protected NastyReceiver.Mood trouble() {
            return NastyReceiver.says(503, "oops");
        }

        @Override
        protected void act(NastyReceiver.Received request) {
            end(request);
        }

        @Override
        protected NastyReceiver.Mood gone() {
            return NastyReceiver.says(404, "{\"code\":3001,\"message\":\"Meeting does not exist: of-a1.\"}");
        }

        @Override
        protected void well(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            String authorization = request.headers().getOrDefault("authorization", "");
            if (request.path().equals("/oauth/token?grant_type=account_credentials&account_id=AAAAAABBBB")) {
                boolean known = request.method().equals("POST") && authorization.equals("Basic " + LOGIN);
                NastyReceiver.says(
                                known ? 200 : 401,
                                known
                                        ? "{\"access_token\":\"access-secret\",\"token_type\":\"bearer\",\"expires_in\":3599}"
                                        : "{\"reason\":\"Invalid client_id or client_secret\"}")
                        .answer(request, socket);
            } else if (!authorization.equals("Bearer access-secret")) {
                NastyReceiver.says(401, "{\"code\":124,\"message\":\"Invalid access token.\"}")
                        .answer(request, socket);
            } else if (end(request)) {
                NastyReceiver.says(204, "").answer(request, socket);
            } else {
                gone().answer(request, socket);
            }
        }

        private boolean end(NastyReceiver.Received request) {
            return request.method().equals("PUT")
                    && request.body().equals("{\"action\":\"end\"}")
                    && ended.putIfAbsent(request.path(), 1) == null;
        }

        @Override
        public int effects(String actionId) {
            return ended.getOrDefault("/v2/meetings/of-" + actionId + "/status", 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET, "client-secret", "access-secret", LOGIN, "mallory@zoom.example", "8615250064084");
        }
    }
}

package dev.pullcord.connectors.jitsi;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.StandardWebhooks;
import dev.pullcord.plugin.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** By a stand-in that speaks as the module does; with the module itself in a real Prosody it is {@link ProsodyIT}. */
class JitsiConnectorContractIT extends OurConnectorContract {
    static final String SECRET = "whsec_bW9kdWxlLXNlY3JldC1tb2R1bGUtc2VjcmV0";
    private static final StandardWebhooks WEBHOOKS = StandardWebhooks.by(List.of(SECRET));
    private static final List<String> BODIES = List.of("""
            {"events":[{"id":"6f1a","type":"participant.joined","at":1795456684123,"meeting":"room-1","participant":\
            {"participantId":"a1b2c3d4","accountId":"acc-mallory","displayName":"Mallory","role":"moderator","token":"join-me-not"}},\
            {"id":"6f1b","type":"meeting.ended","at":1795456684124,"meeting":"room-1"},{"id":"6f1c","type":"room.painted"}]}""");

    @Override
    protected ConnectorFactory factory() {
        return new JitsiConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendModule();
    }

    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                ActionType.REMOVE_PARTICIPANT,
                new Target(Optional.of("room-1"), Optional.of("a1b2c3d4"), Optional.empty(), List.of()),
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
        return new RawRequest(
                "POST",
                URI.create("https://pullcord.example/v1/connectors/jitsi/events"),
                WEBHOOKS.headers("6f1a", at, body).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.5");
    }

    /** Answers commands as the module does, once each. */
    private static final class PretendModule implements Stage {
        private final NastyReceiver receiver = new NastyReceiver();
        private final Map<String, Integer> done = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            return Map.of("url", receiver.url().replaceAll("/actions.*", "/pullcord/commands"), "secret", SECRET);
        }

        @Override
        public void mood(Mood mood) {
            switch (mood) {
                case WELL -> receiver.mood(this::serve);
                case FAILING -> receiver.mood(NastyReceiver.says(500, "oops"));
                case SILENT -> receiver.mood(receiver.hangs());
                case BREAKING ->
                    receiver.mood((request, socket) -> {
                        answer(request);
                        socket.setSoLinger(true, 0);
                    });
                case EMPTY -> receiver.mood(NastyReceiver.says(200, "{\"status\":\"target_gone\"}"));
                case DEAD -> receiver.close();
            }
        }

        private void serve(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            String said = answer(request);
            NastyReceiver.says(said.contains("error") ? 401 : 200, said).answer(request, socket);
        }

        private String answer(NastyReceiver.Received request) {
            Map<String, List<String>> headers = new HashMap<>();
            request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            RawRequest raw = new RawRequest(
                    request.method(),
                    URI.create(request.path()),
                    headers,
                    ByteBuffer.wrap(request.body().getBytes(StandardCharsets.UTF_8)),
                    "10.0.0.6");
            if (WEBHOOKS.signedAt(raw, Instant.now(), Duration.ofMinutes(5)).isEmpty()) {
                return "{\"error\":\"bad-signature\"}";
            }
            if (request.body().contains("\"remove\"")) {
                done.putIfAbsent(request.headers().get("webhook-id"), 1);
            }
            return request.body().contains("\"snapshot\"")
                    ? "{\"status\":\"done\",\"present\":[]}"
                    : "{\"status\":\"done\",\"version\":1,\"accounts\":\"token\"}";
        }

        @Override
        public int effects(String actionId) {
            return done.getOrDefault(actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET, SECRET.substring("whsec_".length()), "join-me-not");
        }

        @Override
        public void close() {
            receiver.close();
        }
    }
}

package dev.pullcord.connectors.janus;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class JanusConnectorContractIT extends OurConnectorContract {
    private static final String EVENTS = """
            [{"emitter":"m1","type":64,"timestamp":1795456992269512,"session_id":1,"handle_id":2,"event":{"plugin":
            "janus.plugin.videoroom","data":{"event":"joined","room":"r1","id":"p1","private_id":337184,"token":"join-me-not",
            "display":"Mallory"}}},{"emitter":"m1","type":2,"timestamp":1795456992269513,"event":{"name":"attached"}},
            {"emitter":"m1","type":64,"timestamp":1795456999269512,"event":{"plugin":"janus.plugin.videoroom","data":
            {"event":"kicked","room":"r1","id":"p1"}}}]""";

    @Override
    protected ConnectorFactory factory() {
        return new JanusConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendJanus();
    }

    /** Each action is about somebody of his own, by whom its effect is known: a kick has no id on Janus' wire. */
    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                ActionType.REMOVE_PARTICIPANT,
                new Target(Optional.of("r1"), Optional.of("of-" + actionId), Optional.empty(), List.of()),
                "harassment",
                Optional.empty(),
                deadline);
    }

    @Override
    protected boolean signsBodies() {
        return false;
    }

    @Override
    protected List<RawRequest> genuine() {
        String login = Base64.getEncoder().encodeToString("janus:evh-pass".getBytes(StandardCharsets.UTF_8));
        return List.of(new RawRequest(
                "POST",
                URI.create("https://pullcord.example/v1/connectors/janus/events"),
                Map.of("authorization", List.of("Basic " + login)),
                ByteBuffer.wrap(EVENTS.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.5"));
    }

    /** Speaks as Janus 1.1 was seen to: an error of the plugin comes with status 200. */
    private static final class PretendJanus implements Stage {
        private final NastyReceiver receiver = new NastyReceiver();
        private final Json json = new ConnectorJson();
        private final Map<String, Integer> kicked = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            return Map.of(
                    "adminUrl", receiver.url().replaceAll("/actions.*", "/admin"),
                    "adminSecret", "admin-pass",
                    "roomSecret", "room-pass-{room}",
                    "joinTokenKey", "token-key",
                    "eventUser", "janus",
                    "eventPassword", "evh-pass");
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
                case EMPTY -> receiver.mood(NastyReceiver.says(200, error(428)));
                case DEAD -> receiver.close();
            }
        }

        private void serve(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            NastyReceiver.says(200, answer(request)).answer(request, socket);
        }

        private String answer(NastyReceiver.Received received) {
            Map<String, Object> message = json.read(received.body());
            Map<?, ?> request = (Map<?, ?>) message.get("request");
            if (!"admin-pass".equals(message.get("admin_secret"))) {
                return "{\"janus\":\"error\",\"error\":{\"code\":403,\"reason\":\"Unauthorized request\"}}";
            }
            return switch (String.valueOf(request.get("request"))) {
                case "kick" -> {
                    if (!"room-pass-r1".equals(request.get("secret"))) {
                        yield error(433);
                    }
                    yield kicked.putIfAbsent(String.valueOf(request.get("id")), 1) == null
                            ? success("{\"videoroom\":\"success\"}")
                            : error(428);
                }
                case "list" ->
                    success("{\"videoroom\":\"success\",\"list\":[{\"room\":\"r1\",\"require_pvtid\":true}]}");
                default -> error(426);
            };
        }

        private static String success(String response) {
            return "{\"janus\":\"success\",\"transaction\":\"t\",\"response\":" + response + "}";
        }

        private static String error(int code) {
            return success("{\"videoroom\":\"event\",\"error_code\":" + code + ",\"error\":\"No such user of-a1\"}");
        }

        @Override
        public int effects(String actionId) {
            return kicked.getOrDefault("of-" + actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of("admin-pass", "room-pass", "token-key", "evh-pass", "join-me-not", "337184");
        }

        @Override
        public void close() {
            receiver.close();
        }
    }
}

package dev.pullcord.connectors.livekit;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class LiveKitConnectorContractIT extends OurConnectorContract {
    public static final String KEY = "APIkey";
    public static final String SECRET = "a-secret-of-thirty-two-bytes-or-so";
    private static final List<String> BODIES = List.of("""
            {"event":"participant_joined","room":{"sid":"RM_1","name":"r1","turnPassword":"turn-pass"},"participant":{"sid":"PA_1",\
            "identity":"alice","name":"Alice","joinedAt":"1795456684"},"id":"EV_1","createdAt":"1795456685"}""", """
            {"event":"room_finished","room":{"sid":"RM_1","name":"r1"},"id":"EV_2","createdAt":"1795456692"}""");

    @Override
    protected ConnectorFactory factory() {
        return new LiveKitConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendLiveKit();
    }

    /** Each action is about somebody of his own, by whom its effect is known: a removal has no id on this wire. */
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
    protected List<RawRequest> genuine() {
        return BODIES.stream().map(body -> signed(body, Instant.now())).toList();
    }

    @Override
    protected List<RawRequest> stale() {
        return BODIES.stream()
                .map(body -> signed(body, Instant.now().minusSeconds(3600)))
                .toList();
    }

    @Override
    protected Map<String, String> joinTokens() {
        return Map.of(joinToken(), "acc-alice");
    }

    /** By which acc-alice is in r1 for six hours. */
    public static String joinToken() {
        return jwt("{\"iss\":\"" + KEY + "\",\"sub\":\"acc-alice\",\"nbf\":0,\"exp\":"
                + Instant.now().plusSeconds(6 * 3600).getEpochSecond()
                + ",\"video\":{\"roomJoin\":true,\"room\":\"r1\"}}");
    }

    private static String jwt(String claims) {
        try {
            String signed = url("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                    + url(claims.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + url(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Signed as the server does: good for five minutes. */
    public static RawRequest signed(String body, Instant at) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            String claims = "{\"iss\":\"" + KEY + "\",\"nbf\":" + at.getEpochSecond() + ",\"exp\":"
                    + (at.getEpochSecond() + 300) + ",\"sha256\":\""
                    + Base64.getEncoder().encodeToString(sha) + "\"}";
            return new RawRequest(
                    "POST",
                    URI.create("https://pullcord.example/v1/connectors/livekit/events"),
                    Map.of("authorization", List.of(jwt(claims)), "content-type", List.of("application/webhook+json")),
                    ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                    "10.0.0.6");
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Speaks as the server was seen to. */
    private static final class PretendLiveKit extends PretendHost {
        private final Map<String, Integer> removed = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            return Map.of("url", base(), "apiKey", KEY, "apiSecret", SECRET);
        }

        @Override
        protected NastyReceiver.Mood trouble() {
            return NastyReceiver.says(503, "{\"code\":\"unavailable\",\"msg\":\"no\"}");
        }

        @Override
        protected void act(NastyReceiver.Received request) {
            remove(request);
        }

        @Override
        protected NastyReceiver.Mood gone() {
            return NastyReceiver.says(404, "{\"code\":\"not_found\",\"msg\":\"participant does not exist\"}");
        }

        @Override
        protected void well(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            boolean admin = claims(request).contains("\"roomAdmin\":true");
            if (request.path().endsWith("/RemoveParticipant") && admin) {
                (remove(request) ? NastyReceiver.says(200, "{}") : gone()).answer(request, socket);
            } else if (request.path().endsWith("/ListRooms")) {
                NastyReceiver.says(200, "{}").answer(request, socket);
            } else {
                gone().answer(request, socket);
            }
        }

        private static String claims(NastyReceiver.Received request) {
            String token = request.headers().get("authorization").substring("Bearer ".length());
            return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        }

        private boolean remove(NastyReceiver.Received request) {
            return removed.putIfAbsent((String) json.read(request.body()).get("identity"), 1) == null;
        }

        @Override
        public int effects(String actionId) {
            return removed.getOrDefault("of-" + actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET, "turn-pass");
        }
    }
}

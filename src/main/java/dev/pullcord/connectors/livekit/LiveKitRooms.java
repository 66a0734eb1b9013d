package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** LiveKit's RoomService: Twirp with JSON, each call with a token that grants no more than it needs. Safe from any thread. */
final class LiveKitRooms {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024; // a large room's participants

    private final ConnectorContext context;
    private final URI url;
    private final LiveKitToken token;
    private final PlatformCalls calls;

    LiveKitRooms(ConnectorContext context, URI url, LiveKitToken token) {
        this.context = context;
        this.url = url;
        this.token = token;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /**
     * What the server answered.
     *
     * @param fields of what it answered; empty where it did not do it
     * @param failed why it was not done, in the words of a result; absent where it was
     */
    record Answer(Map<String, Object> fields, Optional<ActionResult> failed, Duration took) {
        boolean gone() {
            return failed.filter(f -> f.status() == ActionResult.Status.TARGET_GONE)
                    .isPresent();
        }

        /** It as an action's result. */
        ActionResult result() {
            return failed.orElseGet(() -> ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), took));
        }
    }

    /** Calls a method about one room, as that room's admin. */
    CompletionStage<Answer> inRoom(String method, String room, Map<String, ?> request, Instant deadline) {
        return call(method, Map.of("roomAdmin", true, "room", room), request, deadline);
    }

    /** Calls a method. */
    CompletionStage<Answer> call(String method, Map<String, ?> grant, Map<String, ?> request, Instant deadline) {
        Instant now = context.clock().instant();
        HttpRequest post = HttpRequest.newBuilder(url.resolve("twirp/livekit.RoomService/" + method))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + token.granting(grant, now))
                .POST(HttpRequest.BodyPublishers.ofString(context.json().write(request)))
                .build();
        Duration left = Duration.between(now, deadline);
        return calls.send(post, left.compareTo(PATIENCE) < 0 ? left : PATIENCE).thenApply(this::read);
    }

    private Answer read(PlatformCalls.Reply reply) {
        Duration took = reply.took();
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return failed(reply.unanswered());
        }
        Optional<Map<String, Object>> fields = fields(reply.body());
        if (reply.ok()) {
            return fields.map(all -> new Answer(all, Optional.empty(), took))
                    .orElseGet(() -> failed(ActionResult.unknown("what LiveKit answered cannot be read", took)));
        }
        String code = fields.map(all -> String.valueOf(all.get("code"))).orElse("");
        if (code.equals("not_found")) {
            return failed(ActionResult.answered(
                    ActionResult.Status.TARGET_GONE, Optional.of("LiveKit finds nobody there by this id"), took));
        }
        if (code.equals("unauthenticated") || code.equals("permission_denied")) {
            return failed(ActionResult.failed("LiveKit does not take apiKey and apiSecret", took));
        }
        return failed(ActionResult.failed("LiveKit answered " + reply.status(), took));
    }

    private Optional<Map<String, Object>> fields(String body) {
        try {
            return Optional.of(context.json().read(body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer failed(ActionResult result) {
        return new Answer(Map.of(), Optional.of(result), result.took());
    }

    /** A list of objects in an answer; empty where there is none: what is empty is left out on this wire. */
    static List<Map<?, ?>> list(Object value) {
        return value instanceof List<?> all
                ? all.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                        .toList()
                : List.of();
    }
}

package dev.pullcord.connectors.janus;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Janus' Admin API: a message to the VideoRoom plugin, stateless, errors with status 200. Safe from any thread. */
final class JanusAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024; // a list of all rooms

    private static final int NO_ROOM = 426;
    private static final int NOBODY = 428;

    private final ConnectorContext context;
    private final JanusSettings settings;
    private final PlatformCalls calls;

    JanusAdmin(ConnectorContext context, JanusSettings settings) {
        this.context = context;
        this.settings = settings;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /**
     * What VideoRoom answered.
     *
     * @param response its fields; empty where it did not do it
     * @param error its code; 0 where it did it, or where Janus itself answered
     * @param failed why it was not done, in the words of a result; absent where it was
     */
    record Answer(Map<String, Object> response, int error, Optional<ActionResult> failed, Duration took) {
        /** Neither the room nor somebody in it is there. */
        boolean gone() {
            return error == NO_ROOM || error == NOBODY;
        }
    }

    /** Asks VideoRoom about a room; the room's id and secret are put in. */
    CompletionStage<Answer> inRoom(String room, Map<String, ?> request, Instant deadline) {
        Map<String, Object> whole = new LinkedHashMap<>(request);
        whole.put("room", settings.id(room));
        settings.secretOf(room).ifPresent(secret -> whole.put("secret", secret));
        return ask(whole, deadline);
    }

    /** Asks VideoRoom. */
    CompletionStage<Answer> ask(Map<String, ?> request, Instant deadline) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("janus", "message_plugin");
        message.put("plugin", "janus.plugin.videoroom");
        message.put("transaction", UUID.randomUUID().toString());
        message.put("admin_secret", settings.adminSecret());
        message.put("request", request);
        Duration left = Duration.between(context.clock().instant(), deadline);
        HttpRequest post = HttpRequest.newBuilder(settings.adminUrl())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(context.json().write(message)))
                .build();
        return calls.send(post, left.compareTo(PATIENCE) < 0 ? left : PATIENCE).thenApply(this::read);
    }

    private Answer read(PlatformCalls.Reply reply) {
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return failed(reply.unanswered());
        }
        if (!reply.ok()) {
            return failed(ActionResult.failed("Janus answered " + reply.status(), reply.took()));
        }
        Map<String, Object> answer;
        try {
            answer = context.json().read(reply.body());
        } catch (IllegalArgumentException e) {
            return failed(ActionResult.unknown("what Janus answered cannot be read", reply.took()));
        }
        if (answer.get("error") instanceof Map<?, ?> error) {
            return failed(
                    ActionResult.failed("Janus refused the call, code " + number(error.get("code")), reply.took()));
        }
        if (!(answer.get("response") instanceof Map<?, ?> response)) {
            return failed(ActionResult.unknown("what Janus answered cannot be read", reply.took()));
        }
        int code = number(response.get("error_code"));
        if (code != 0) {
            return new Answer(Map.of(), code, Optional.of(said(code, reply.took())), reply.took());
        }
        @SuppressWarnings("unchecked") // JSON's objects have text for keys
        Map<String, Object> fields = (Map<String, Object>) response;
        return new Answer(fields, 0, Optional.empty(), reply.took());
    }

    /** VideoRoom's own words may hold ids, so they stay out. */
    private static ActionResult said(int code, Duration took) {
        return switch (code) {
            case NO_ROOM ->
                ActionResult.answered(
                        ActionResult.Status.TARGET_GONE, Optional.of("Janus knows no such meeting (426)"), took);
            case NOBODY ->
                ActionResult.answered(
                        ActionResult.Status.TARGET_GONE,
                        Optional.of("Janus finds nobody there by this id (428)"),
                        took);
            case 433 -> ActionResult.failed("Janus does not take the room's secret (433)", took);
            default -> ActionResult.failed("VideoRoom refused it, code " + code, took);
        };
    }

    private static Answer failed(ActionResult result) {
        return new Answer(Map.of(), 0, Optional.of(result), result.took());
    }

    private static int number(Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }

    /** A list of objects in an answer; empty where there is none. */
    static List<Map<?, ?>> list(Object value) {
        return value instanceof List<?> all
                ? all.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                        .toList()
                : List.of();
    }
}

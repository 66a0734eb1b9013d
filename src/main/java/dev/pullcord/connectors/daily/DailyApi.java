package dev.pullcord.connectors.daily;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Daily's REST API. Safe from any thread. */
final class DailyApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024; // a large room's participants

    private final ConnectorContext context;
    private final URI api;
    private final String key;
    private final PlatformCalls calls;

    DailyApi(ConnectorContext context, URI api, String key) {
        this.context = context;
        this.api = api;
        this.key = key;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /**
     * What Daily answered.
     *
     * @param fields of what it answered; empty where it did not do it
     * @param failed why it was not done, in the words of a result; absent where it was
     */
    record Answer(Map<String, Object> fields, Optional<ActionResult> failed, Duration took) {
        boolean gone() {
            return failed.filter(f -> f.status() == ActionResult.Status.TARGET_GONE)
                    .isPresent();
        }
    }

    /** Ejects whom these name, whoever of them is there; with {@code ban} their accounts are refused from then on. */
    CompletionStage<Answer> eject(String room, Map<String, ?> whom, Instant deadline) {
        return call(
                request(room, "/eject")
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(context.json().write(whom))),
                deadline);
    }

    /** Who is in a room. */
    CompletionStage<Answer> presence(String room, Instant deadline) {
        return call(request(room, "/presence").GET(), deadline);
    }

    /** What Daily knows of the domain that the key is of. */
    CompletionStage<Answer> domain(Instant deadline) {
        return call(HttpRequest.newBuilder(api).GET(), deadline);
    }

    private HttpRequest.Builder request(String room, String what) {
        String name = URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpRequest.newBuilder(api.resolve("rooms/" + name + what));
    }

    private CompletionStage<Answer> call(HttpRequest.Builder request, Instant deadline) {
        Duration left = Duration.between(context.clock().instant(), deadline);
        return calls.send(
                        request.header("authorization", "Bearer " + key).build(),
                        left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
                .thenApply(this::read);
    }

    private Answer read(PlatformCalls.Reply reply) {
        Duration took = reply.took();
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return failed(reply.unanswered());
        }
        if (reply.ok()) {
            try {
                return new Answer(context.json().read(reply.body()), Optional.empty(), took);
            } catch (IllegalArgumentException e) {
                return failed(ActionResult.unknown("what Daily answered cannot be read", took));
            }
        }
        return failed(
                switch (reply.status()) {
                    case 404 ->
                        ActionResult.answered(
                                ActionResult.Status.TARGET_GONE, Optional.of("Daily knows no such room"), took);
                    case 401, 403 -> ActionResult.failed("Daily does not take apiKey", took);
                    default ->
                        ActionResult.failed("Daily answered " + reply.status(), took)
                                .after(reply.retryAfter()
                                        .filter(text -> text.matches("\\d{1,6}"))
                                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
                });
    }

    private static Answer failed(ActionResult result) {
        return new Answer(Map.of(), Optional.of(result), result.took());
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

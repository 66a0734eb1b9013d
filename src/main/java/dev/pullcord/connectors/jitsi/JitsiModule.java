package dev.pullcord.connectors.jitsi;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import dev.pullcord.plugin.StandardWebhooks;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The commands of {@code mod_pullcord} in Prosody, each signed. Safe from any thread. */
final class JitsiModule {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024; // a large meeting's participants

    private final ConnectorContext context;
    private final URI url;
    private final StandardWebhooks webhooks;
    private final PlatformCalls calls;

    JitsiModule(ConnectorContext context, URI url, StandardWebhooks webhooks) {
        this.context = context;
        this.url = url;
        this.webhooks = webhooks;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /**
     * What the module answered.
     *
     * @param fields of its answer; empty where it gave none
     * @param result it as an action's result
     */
    record Answer(Map<String, Object> fields, ActionResult result) {
        boolean done() {
            return result.status() == Status.DONE;
        }

        boolean gone() {
            return result.status() == Status.TARGET_GONE;
        }
    }

    /**
     * Gives a command.
     *
     * @param id the same over every try of one action: done once, it is not done again
     */
    CompletionStage<Answer> command(String id, Map<String, ?> command, Instant deadline) {
        Instant now = context.clock().instant();
        String body = context.json().write(command);
        HttpRequest.Builder post = HttpRequest.newBuilder(url)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        webhooks.headers(id, now, body).forEach(post::header);
        Duration left = Duration.between(now, deadline);
        return calls.send(post.build(), left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
                .thenApply(this::read);
    }

    private Answer read(PlatformCalls.Reply reply) {
        Duration took = reply.took();
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return failed(reply.unanswered());
        }
        if (reply.status() == 401) {
            return failed(
                    ActionResult.failed("the module in Prosody does not take the secret, or its clock is off", took));
        }
        if (reply.status() == 404) { // it answers 200 also where nobody is there
            return failed(ActionResult.failed("Prosody has no mod_pullcord at this address", took));
        }
        if (!reply.ok()) {
            return failed(ActionResult.failed("Prosody answered " + reply.status(), took));
        }
        Map<String, Object> fields;
        try {
            fields = context.json().read(reply.body());
        } catch (IllegalArgumentException e) {
            return failed(ActionResult.unknown("what Prosody answered cannot be read", took));
        }
        return Status.ofCode(String.valueOf(fields.get("status")))
                .map(status -> new Answer(fields, ActionResult.answered(status, said(status), took)))
                .orElseGet(() -> failed(ActionResult.unknown("what Prosody answered cannot be read", took)));
    }

    private static Optional<String> said(Status status) {
        return switch (status) {
            case TARGET_GONE -> Optional.of("neither the meeting nor anybody of that name is there");
            case PARTIAL -> Optional.of("not all of it: his account is not known to Prosody, or he was there twice");
            case FAILED -> Optional.of("Prosody could not do it");
            default -> Optional.empty();
        };
    }

    private static Answer failed(ActionResult result) {
        return new Answer(Map.of(), result);
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

package dev.pullcord.connectors.generic;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.PlatformCalls;
import dev.pullcord.plugin.Target;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Posts each action to the platform's callback, signed by Standard Webhooks; the body is that of the contract, {@code
 * webhook-id} the action's id in every try.
 *
 * <p><b>What an answer means.</b> 2xx with {@code {"status": …}}: that. 2xx with anything else, or more than 16 KiB of it:
 * unknown, so asked again; a platform that means yes has to say so. 410: the platform wants nothing more at this
 * address. Every other status, redirects too, is a failure that is tried again, as Standard Webhooks has it: a 401 or 404
 * is a deployment gone wrong more often than a no, and a platform that means no answers 200 with {@code refused}. A
 * Retry-After beside 429 or 503 is passed on. No answer in time, or a connection that broke: unknown. A connection that
 * never came about: failed.
 */
final class GenericConnector implements Connector {
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final Set<Capability> ALL = Arrays.stream(ActionType.values())
            .map(type -> new Capability(type, Capability.Support.DELEGATED, Optional.empty()))
            .collect(Collectors.toUnmodifiableSet());

    private final ConnectorContext context;
    private final Callback callback;
    private final Signature signature;
    private final Duration timeout;
    private final PlatformCalls calls;
    private volatile boolean closed;

    GenericConnector(ConnectorContext context, Callback callback, Signature signature, Duration timeout) {
        this.context = context;
        this.callback = callback;
        this.signature = signature;
        this.timeout = timeout;
        this.calls = new PlatformCalls(context, timeout, LONGEST_ANSWER);
    }

    @Override
    public Set<Capability> capabilities() {
        return ALL;
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        Instant begun = now();
        if (closed) {
            return done(ActionResult.failed("the connector is closed", Duration.ZERO));
        }
        Duration left = Duration.between(begun, request.deadline());
        if (left.isNegative() || left.isZero()) {
            return done(ActionResult.failed("the deadline has passed; nothing was sent", Duration.ZERO));
        }
        Duration within = left.compareTo(timeout) < 0 ? left : timeout;
        String body = context.json().write(bodyOf(request));
        return CompletableFuture.supplyAsync(this::objection, context.executor())
                .completeOnTimeout(
                        Optional.of("the callback's host was not resolved in time"),
                        millis(within),
                        TimeUnit.MILLISECONDS)
                .thenCompose(objection -> objection
                        .map(why -> done(ActionResult.failed(why, since(begun))))
                        .orElseGet(() -> send(request, body, begun, within)));
    }

    /** Resolves the callback's host and says why it must not be called. */
    private Optional<String> objection() {
        try {
            return callback.objection();
        } catch (UnknownHostException e) {
            return Optional.of("the callback's host has no address");
        }
    }

    private CompletionStage<ActionResult> send(ActionRequest request, String body, Instant begun, Duration within) {
        Duration left = within.minus(since(begun));
        if (left.isNegative() || left.isZero()) {
            return done(ActionResult.failed("the deadline has passed; nothing was sent", since(begun)));
        }
        HttpRequest.Builder post = HttpRequest.newBuilder(callback.uri())
                .header("content-type", "application/json")
                .header("accept", "application/json")
                .header("user-agent", "Pullcord")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signature.headers(request.actionId(), now(), body).forEach(post::header);
        request.traceparent().ifPresent(trace -> post.header("traceparent", trace));
        return calls.send(post.build(), left).thenApply(reply -> read(reply, since(begun)));
    }

    private ActionResult read(PlatformCalls.Reply reply, Duration took) {
        int code = reply.status();
        if (code == 0) {
            return reply.unanswered();
        }
        if (code == 410) {
            return new ActionResult(
                    ActionResult.Status.REFUSED,
                    ActionResult.Confirmation.NONE,
                    Optional.of("answered 410: the callback wants nothing more"),
                    false,
                    Optional.empty(),
                    true,
                    took);
        }
        if (code < 200 || code > 299) {
            return ActionResult.failed("answered " + code, took)
                    .after(code == 429 || code == 503 ? retryAfter(reply) : Optional.empty());
        }
        if (!reply.ok()) {
            return reply.unanswered();
        }
        return readStatus(reply.body(), took)
                .orElseGet(() -> ActionResult.unknown(
                        "answered " + code + " without a readable {\"status\": …} of the contract", took));
    }

    private Optional<ActionResult> readStatus(String body, Duration took) {
        Map<String, Object> answer;
        try {
            answer = context.json().read(body);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!(answer.get("status") instanceof String word)) {
            return Optional.empty();
        }
        Optional<String> message = Optional.ofNullable(answer.get("message"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        return ActionResult.Status.ofCode(word)
                .filter(status -> status != ActionResult.Status.UNKNOWN) // ours alone
                .map(status -> ActionResult.answered(status, message, took));
    }

    /** Seconds or an HTTP date; what is neither is not there. */
    private Optional<Duration> retryAfter(PlatformCalls.Reply reply) {
        return reply.retryAfter().flatMap(value -> Times.wait(value, now()));
    }

    /** The contract's body, fields in its order; what is absent is left out. */
    private static Map<String, Object> bodyOf(ActionRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("actionId", request.actionId());
        body.put("caseId", request.caseId());
        request.decisionId().ifPresent(id -> body.put("decisionId", id));
        body.put("type", request.type().code());
        body.put("target", targetOf(request.target()));
        body.put("reasonCode", request.reasonCode());
        request.duration().ifPresent(duration -> body.put("duration", duration.toString()));
        body.put("deadline", Times.write(request.deadline()));
        return body;
    }

    private static Map<String, Object> targetOf(Target target) {
        Map<String, Object> fields = new LinkedHashMap<>();
        target.meeting().ifPresent(id -> fields.put("meeting", id));
        target.participantId().ifPresent(id -> fields.put("participantId", id));
        target.accountId().ifPresent(id -> fields.put("accountId", id));
        if (!target.trackIds().isEmpty()) {
            fields.put("trackIds", target.trackIds());
        }
        return fields;
    }

    /** Whether the host can be resolved and may be called. Nothing is posted: a callback knows actions only. */
    @Override
    public CompletionStage<Health> check() {
        return CompletableFuture.supplyAsync(this::objection, context.executor())
                .thenApply(objection -> objection.map(Health::down).orElseGet(Health::up));
    }

    /** What is under way is let finish; connections close when they have been idle. */
    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "GenericConnector[" + context.platform() + "]";
    }

    private Instant now() {
        Clock clock = context.clock();
        return clock.instant();
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, now());
        return took.isNegative() ? Duration.ZERO : took; // the clock was set back
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

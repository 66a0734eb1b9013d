package dev.pullcord.connectors.zoom;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.PlatformCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Zoom's REST API, by an access token that an app of the platform's gets for itself. Safe from any thread. */
final class ZoomApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1); // a token is not used any more
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final ConnectorContext context;
    private final URI api;
    private final URI oauth;
    private final App app;
    private final PlatformCalls calls;
    private volatile Token token = new Token("", Instant.MIN);

    ZoomApi(ConnectorContext context, URI api, URI oauth, App app) {
        this.context = context;
        this.api = api.getPath().endsWith("/") ? api : URI.create(api + "/");
        this.oauth = oauth;
        this.app = app;
        this.calls = new PlatformCalls(context, PATIENCE, LONGEST_ANSWER);
    }

    /** A Server-to-Server OAuth app. */
    record App(String accountId, String clientId, String clientSecret) {
        private String authorization() {
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "App"; // made of secrets
        }
    }

    private record Token(String text, Instant until) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** Ends a meeting that takes place; two calls at most, both by the deadline. */
    CompletionStage<ActionResult> end(String meeting, Instant deadline) {
        return withToken(
                deadline,
                text -> calls.send(
                                HttpRequest.newBuilder(api.resolve("meetings/" + encoded(meeting) + "/status"))
                                        .header("authorization", "Bearer " + text)
                                        .header("content-type", "application/json")
                                        .PUT(HttpRequest.BodyPublishers.ofString("{\"action\":\"end\"}"))
                                        .build(),
                                left(deadline))
                        .thenApply(this::ended));
    }

    private ActionResult ended(PlatformCalls.Reply reply) {
        Duration took = reply.took();
        if (reply.ending() != PlatformCalls.Ending.ANSWERED) {
            return reply.unanswered();
        }
        if (reply.ok()) {
            return ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), took);
        }
        return switch (reply.status()) {
            case 404 ->
                ActionResult.answered(
                        ActionResult.Status.TARGET_GONE,
                        Optional.of("Zoom knows no such meeting, or it is over"),
                        took);
            case 401 -> {
                token = new Token("", Instant.MIN); // taken back, say
                yield ActionResult.failed("Zoom does not take its own token", took);
            }
            default ->
                ActionResult.failed("Zoom answered " + reply.status(), took).after(wait(reply));
        };
    }

    private static Optional<Duration> wait(PlatformCalls.Reply reply) {
        return reply.retryAfter()
                .filter(text -> text.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Whether Zoom takes the app's credentials; what is wrong otherwise. */
    CompletionStage<Optional<String>> fault(Instant deadline) {
        return withToken(
                        deadline,
                        text -> CompletableFuture.completedFuture(
                                ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), Duration.ZERO)))
                .thenApply(result -> result.status() == ActionResult.Status.DONE
                        ? Optional.empty()
                        : Optional.of(result.message().orElse("Zoom does not answer")));
    }

    private CompletionStage<ActionResult> withToken(
            Instant deadline, Function<String, CompletionStage<ActionResult>> work) {
        Token known = token;
        if (context.clock().instant().isBefore(known.until())) {
            return work.apply(known.text());
        }
        HttpRequest ask = HttpRequest.newBuilder(
                        URI.create(oauth + "?grant_type=account_credentials&account_id=" + encoded(app.accountId())))
                .header("authorization", app.authorization())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return calls.send(ask, left(deadline)).thenCompose(reply -> {
            Optional<Token> made = made(reply);
            made.ifPresent(fresh -> token = fresh);
            return made.map(fresh -> work.apply(fresh.text()))
                    .orElseGet(() -> CompletableFuture.completedFuture(refused(reply)));
        });
    }

    private Optional<Token> made(PlatformCalls.Reply reply) {
        if (!reply.ok()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> fields = context.json().read(reply.body());
            return fields.get("access_token") instanceof String text
                            && fields.get("expires_in") instanceof Number seconds
                            && text.matches("[\\x21-\\x7e]+")
                    ? Optional.of(new Token(
                            text,
                            context.clock()
                                    .instant()
                                    .plusSeconds(seconds.longValue())
                                    .minus(BEFORE_ITS_END)))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Nothing was asked of the meeting yet, whatever became of this call: it is only tried again. */
    private static ActionResult refused(PlatformCalls.Reply reply) {
        String why = reply.ending() != PlatformCalls.Ending.ANSWERED
                ? reply.why()
                : reply.status() == 400 || reply.status() == 401
                        ? "Zoom does not take accountId, clientId and clientSecret"
                        : "Zoom gave no token: " + reply.status();
        return reply.ending() == PlatformCalls.Ending.UNKNOWN
                ? ActionResult.unknown(why, reply.took())
                : ActionResult.failed(why, reply.took());
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(context.clock().instant(), deadline);
        return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.pullcord.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The platform's end of its callback: proves that an action comes from Pullcord, and has it done once however often it is
 * sent. Standard Webhooks: HMAC-SHA256 over id, time and the raw bytes, compared in constant time, no older and no newer than
 * the window. Safe from any thread.
 *
 * <p>An action that comes again, as it does when an answer got lost, is answered as the first time without being done again;
 * one that is still being done is waited for. That is remembered in this process, for the last {@link #REMEMBERED} actions:
 * after a restart an action may be done again, so what it does must bear that.
 */
public final class ActionReceiver {
    /** How many actions' answers are remembered. */
    public static final int REMEMBERED = 10_000;

    private static final int LARGEST = 256 * 1024; // bytes; an action has far fewer

    private final StandardWebhooks secrets;
    private final Duration window;
    private final Clock clock;
    private final Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Answer>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What to answer over HTTP.
     *
     * @param status 200, also for what this version does not know: {@code unsupported}; 401 when it is not Pullcord's or not of now; 400 when it cannot be read; 500 when the doing threw
     * @param body JSON
     */
    public record Answer(int status, String body) {}

    /**
     * @param secrets {@code whsec_…}; the new and the old one while it is rotated
     * @param window how far an action's time may be from ours; 5 minutes is usual
     * @param clock {@code Clock.systemUTC()}
     */
    public ActionReceiver(List<String> secrets, Duration window, Clock clock) {
        this.secrets = StandardWebhooks.by(secrets);
        this.window = window;
        this.clock = clock;
    }

    /**
     * Takes a request that came to the callback.
     *
     * @param request with its raw bytes, before anything parsed them
     * @param act does it, and says what became of it: called on the caller's thread, at most once an action unless it failed;
     *     what it throws, and a stage that ends exceptionally, is answered with 500, after which Pullcord sends it again
     * @return completes with what to answer, never exceptionally
     */
    public CompletionStage<Answer> receive(
            RawRequest request, Function<ActionRequest, CompletionStage<ActionResult.Status>> act) {
        ByteBuffer body = request.body();
        if (body.remaining() > LARGEST
                || secrets.signedAt(request, clock.instant(), window).isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(401, "{\"error\":\"bad-signature\"}"));
        }
        ActionRequest action;
        try {
            Map<String, Object> fields = Json.plain()
                    .read(StandardCharsets.UTF_8.newDecoder().decode(body).toString());
            Optional<ActionType> type = ActionType.ofCode(needed(fields, "type"));
            if (type.isEmpty()) { // of a newer service: to try again would not help
                return CompletableFuture.completedFuture(said(ActionResult.Status.UNSUPPORTED));
            }
            action = read(fields, type.get());
        } catch (IllegalArgumentException | CharacterCodingException | java.time.DateTimeException e) {
            return CompletableFuture.completedFuture(new Answer(400, "{\"error\":\"malformed\"}"));
        }
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        synchronized (answers) { // held for a look only
            CompletableFuture<Answer> before = answers.putIfAbsent(action.actionId(), mine);
            if (before != null) {
                return before.copy();
            }
        }
        CompletionStage<ActionResult.Status> done;
        try {
            done = Objects.requireNonNull(act.apply(action), "what became of it");
        } catch (Throwable theirs) { // an Error as well: whoever asks again would else wait for ever
            done = CompletableFuture.failedFuture(theirs);
        }
        done.whenComplete((status, failure) -> {
            boolean failed = failure != null || status == null;
            if (failed || status == ActionResult.Status.FAILED || status == ActionResult.Status.UNKNOWN) {
                synchronized (answers) {
                    answers.remove(action.actionId(), mine); // the next try is to be tried
                }
            }
            mine.complete(failed ? new Answer(500, "{\"error\":\"failed\"}") : said(status));
        });
        return mine.copy();
    }

    private static Answer said(ActionResult.Status status) {
        return new Answer(200, Json.plain().write(Map.of("status", status.code())));
    }

    private ActionRequest read(Map<String, Object> fields, ActionType type) {
        Map<?, ?> target = fields.get("target") instanceof Map<?, ?> map ? map : Map.of();
        List<String> tracks = new ArrayList<>();
        if (target.get("trackIds") instanceof List<?> ids) {
            ids.forEach(id -> tracks.add(String.valueOf(id)));
        }
        return new ActionRequest(
                needed(fields, "actionId"),
                1,
                text(fields, "caseId").orElse(""),
                text(fields, "decisionId"),
                type,
                new Target(text(target, "meeting"), text(target, "participantId"), text(target, "accountId"), tracks),
                text(fields, "reasonCode").orElse(""),
                text(fields, "duration").map(Duration::parse),
                text(fields, "deadline").map(Instant::parse).orElseGet(clock::instant));
    }

    private static String needed(Map<?, ?> fields, String name) {
        return text(fields, name).orElseThrow(() -> new IllegalArgumentException(name + ": is missing"));
    }

    private static Optional<String> text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }
}

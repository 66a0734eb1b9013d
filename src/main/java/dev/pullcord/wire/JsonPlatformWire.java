package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.pullcord.simulation.Happening;
import dev.pullcord.simulation.PlatformWire;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a platform reads and writes, in JSON. Safe for use by several threads. */
public final class JsonPlatformWire implements PlatformWire {
    private static final int MOST_WORDS = 300;
    /** For what may come right soon, as a correction that overtook its report, or never. */
    private static final int PERHAPS_LATER = 5;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();
    private final Optional<Webhook> seal;

    /**
     * @param secret Standard Webhooks secret ({@code whsec_…}) that callbacks are signed with; without one every
     *     callback is taken for forged
     */
    public JsonPlatformWire(Optional<String> secret) {
        this.seal = secret.map(JsonPlatformWire::seal);
    }

    private static Webhook seal(String secret) {
        try {
            return new Webhook(secret);
        } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("callback.secret: is empty", e);
        }
    }

    @Override
    public String event(Happening happening, Instant time, String source) {
        return EventCodec.event(happening.id(), source, time, happening.body()).document();
    }

    @Override
    public Reply reply(int status, Map<String, List<String>> headers, String body) {
        JsonNode reply = parse(body);
        Optional<Duration> retryAfter = seconds(reply.path("retryAfter"))
                .or(() -> header(headers, "retry-after").flatMap(h -> seconds(parse(h))));
        // 'nothing-accepted' judges each event of its batch too
        boolean judged =
                (status >= 200 && status < 300) || !reply.path("rejected").isEmpty();
        if (!judged) {
            return new Reply(status, 0, 0, List.of(), retryAfter, problem(reply, body));
        }
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode refused : reply.path("rejected")) {
            JsonNode problem = refused.path("problem");
            int its = problem.path("status").asInt(0);
            int tries = its == 429 || its == 503 ? Integer.MAX_VALUE : problem.has("retryAfter") ? PERHAPS_LATER : 0;
            refusals.add(new Refusal(refused.path("index").asInt(-1), problem(problem, ""), tries));
            retryAfter = retryAfter.or(() -> seconds(problem.path("retryAfter")));
        }
        return new Reply(
                status, reply.path("accepted").asInt(), reply.path("duplicates").asInt(), refusals, retryAfter, "");
    }

    private static Optional<Duration> seconds(JsonNode node) {
        if (!node.isNumber() || node.asDouble() < 0) {
            return Optional.empty();
        }
        Duration asked = Duration.ofMillis((long) Math.min(node.asDouble() * 1000, (double) LONGEST_WAIT.toMillis()));
        return Optional.of(asked);
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(h -> name.equalsIgnoreCase(h.getKey()))
                .flatMap(h -> h.getValue().stream())
                .findFirst();
    }

    /** The problem's type, field and words, in one line. */
    private static String problem(JsonNode problem, String otherwise) {
        if (problem.isTextual()) {
            return shorten(problem.asText());
        }
        StringBuilder words = new StringBuilder();
        for (String field : List.of("type", "pointer", "title", "detail")) {
            String value = problem.path(field).asText("");
            if (!value.isEmpty()) {
                words.append(words.length() == 0 ? "" : " · ").append(value);
            }
        }
        return shorten(words.length() == 0 ? otherwise : words.toString());
    }

    private static String shorten(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
    }

    @Override
    public Optional<Order> order(Map<String, List<String>> headers, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (seal.isEmpty() || !genuine(seal.get(), headers, text)) {
            return Optional.empty();
        }
        JsonNode order = parse(text);
        String id = order.path("actionId").asText("");
        String type = order.path("type").asText("");
        if (id.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        JsonNode target = order.path("target");
        JsonNode meeting = target.path("meeting");
        return Optional.of(new Order(
                id,
                type,
                text(meeting.isObject() ? meeting.path("id") : meeting),
                text(target.path("participantId")),
                text(target.path("accountId"))));
    }

    private static boolean genuine(Webhook seal, Map<String, List<String>> headers, String body) {
        try {
            seal.verify(body, HttpHeaders.of(headers, (name, value) -> true));
            return true;
        } catch (WebhookVerificationException | RuntimeException e) {
            return false; // whatever is wrong with it, it is not to be obeyed
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? Optional.of(node.asText()) : Optional.empty();
    }

    @Override
    public String answer(String status) {
        return json.createObjectNode().put("status", status).toString();
    }

    @Override
    public boolean mayJoin(String standing) {
        return parse(standing).path("access").asBoolean(true);
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}

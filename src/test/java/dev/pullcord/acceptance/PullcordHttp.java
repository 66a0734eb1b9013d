package dev.pullcord.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Speaks with one service by HTTP and JSON, as anybody outside would. Safe for use by several threads. */
public final class PullcordHttp {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Shared: a client has threads of its own. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI baseUrl;

    public PullcordHttp(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers its headers
     * @param json its body, missing when it is no JSON
     * @param text its body as it came
     */
    public record Reply(int status, HttpHeaders headers, JsonNode json, String text) {
        /** The last word of a problem's type. */
        public String problem() {
            String type = json.path("type").asText("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    public Reply get(String path, String token) {
        return call("GET", path, Optional.of(token), Optional.empty());
    }

    public Reply post(String path, String token, JsonNode body) {
        return call("POST", path, Optional.of(token), Optional.of(body));
    }

    public Reply put(String path, String token, JsonNode body) {
        return call("PUT", path, Optional.of(token), Optional.of(body));
    }

    public Reply delete(String path, String token, JsonNode body) {
        return call("DELETE", path, Optional.of(token), Optional.of(body));
    }

    /** Posts events as one batch. */
    public Reply postEvents(String key, List<? extends JsonNode> events) {
        return postRaw(
                key,
                "application/cloudevents-batch+json",
                JSON.valueToTree(events).toString());
    }

    /** Posts events as one batch to a service that may be gone; empty when it does not answer. */
    public Optional<Reply> offerEvents(String key, List<? extends JsonNode> events) {
        String body = JSON.valueToTree(events).toString();
        try {
            return Optional.of(send(eventPost(key, "application/cloudevents-batch+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Posts anything at all to where events go. */
    public Reply postRaw(String key, String contentType, String body) {
        return postRaw(key, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts any bytes at all to where events go. */
    public Reply postRaw(String key, String contentType, byte[] body) {
        try {
            return send(eventPost(key, contentType)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder eventPost(String key, String contentType) {
        return HttpRequest.newBuilder(baseUrl.resolve("/v1/events"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType);
    }

    /** All items of a list, page by page. */
    public List<JsonNode> list(String path, String token) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            String page = path + (path.contains("?") ? "&" : "?") + "limit=500" + cursor;
            Reply reply = get(page, token);
            if (reply.status() != 200) {
                throw new AssertionError(page + ": " + reply.status() + " " + reply.text());
            }
            reply.json().path("items").forEach(items::add);
            String next = reply.json().path("next").asText("");
            cursor = next.isEmpty() || next.equals("null")
                    ? ""
                    : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return items;
    }

    public Reply call(String method, String path, Optional<String> token, Optional<JsonNode> body) {
        return offer(method, path, token, body)
                .orElseThrow(() -> new AssertionError(method + " " + path + ": no answer"));
    }

    /** A call to a service that may be gone; empty when it does not answer. */
    public Optional<Reply> offer(String method, String path, Optional<String> token, Optional<JsonNode> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(baseUrl.resolve(path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.map(b -> HttpRequest.BodyPublishers.ofString(b.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        body.ifPresent(b -> request.header("Content-Type", "application/json"));
        try {
            return Optional.of(send(request.build()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Reply send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), parse(response.body()), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

package dev.pullcord.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** As much of the service as a poster of events sees, with the moods of a bad day. */
public final class StubService implements AutoCloseable {
    /** One answer that is not the usual one: before anything is taken, or after. */
    public enum Mood {
        UNAVAILABLE,
        TOO_MANY,
        /** takes the events and hangs up without a word */
        TAKES_AND_HANGS_UP,
        GARBAGE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Without it each answer waits 40 ms for an acknowledgement. Read once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final Set<String> ids = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();
    private volatile Predicate<JsonNode> refuses = event -> false;
    private volatile Predicate<String> chokesOn = body -> false;
    private volatile Function<String, Boolean> standing = account -> true;

    public StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/v1/events", this::serve);
        server.createContext("/v1/standing", this::serveStanding);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void next(Mood... next) {
        moods.addAll(List.of(next));
    }

    /** Events it answers with a problem of their own. */
    public void refuse(Predicate<JsonNode> which) {
        refuses = which;
    }

    /** Bodies it refuses whole with 400. */
    public void chokeOn(Predicate<String> which) {
        chokesOn = which;
    }

    public void standing(Function<String, Boolean> mayJoin) {
        standing = mayJoin;
    }

    /** Each event taken, once, in the order of their coming. */
    public List<JsonNode> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public int requests() {
        return requests.get();
    }

    /** The most bytes any request had. */
    public int largest() {
        return largest.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            largest.accumulateAndGet(bytes.length, Math::max);
            String body = new String(bytes, StandardCharsets.UTF_8);
            if (!"Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"type\":\"wrong-key\"}");
                return;
            }
            Mood mood = moods.poll();
            if (mood == Mood.UNAVAILABLE) {
                answer(exchange, 503, "{\"type\":\"unavailable\"}");
            } else if (mood == Mood.TOO_MANY) {
                answer(exchange, 429, "{\"type\":\"too-many\",\"retryAfter\":0.01}");
            } else if (mood == Mood.GARBAGE) {
                answer(exchange, 500, "<html>");
            } else if (chokesOn.test(body)) {
                answer(exchange, 400, "{\"type\":\"malformed\",\"pointer\":\"/3\"}");
            } else {
                ObjectNode reply = take((ArrayNode) JSON.readTree(body));
                if (mood != Mood.TAKES_AND_HANGS_UP) {
                    answer(exchange, 202, reply.toString());
                }
            }
        }
    }

    private ObjectNode take(ArrayNode batch) {
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode rejected = reply.putArray("rejected");
        int accepted = 0;
        int duplicates = 0;
        for (int i = 0; i < batch.size(); i++) {
            JsonNode event = batch.get(i);
            if (refuses.test(event)) {
                rejected.addObject()
                        .put("index", i)
                        .put("id", event.path("id").asText())
                        .putObject("problem")
                        .put("type", "invalid-event")
                        .put("pointer", "/data");
            } else if (ids.add(event.path("source").asText() + event.path("id").asText())) {
                events.add(event);
                accepted++;
            } else {
                duplicates++;
            }
        }
        return reply.put("accepted", accepted).put("duplicates", duplicates);
    }

    private void serveStanding(HttpExchange exchange) throws IOException {
        try (exchange) {
            String account = exchange.getRequestURI().getQuery().replace("account=", "");
            answer(exchange, 200, "{\"access\":" + standing.apply(account) + "}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Reads JSON, for tests. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

package dev.pullcord.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A platform's receiver of actions, with moods. It remembers every call and what took effect. */
public final class Receiver implements AutoCloseable {
    /** What it does with a call. */
    public enum Mood {
        DOES,
        FAILS_500,
        HANGS,
        ANSWERS_GARBAGE,
        /** does it, and breaks the connection before it has said so */
        DOES_AND_HANGS_UP,
        GONE_410
    }

    /**
     * One call.
     *
     * @param headers as they came, names in lower case
     * @param body as it came
     */
    public record Call(Map<String, String> headers, String body) {
        public String actionId() {
            return headers.getOrDefault("webhook-id", "");
        }
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private volatile Mood usual = Mood.DOES;

    static {
        // Without it each answer waits 40 ms for an acknowledgement. Read once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/actions", this::serve);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/actions");
    }

    /** How it takes the next calls, one each; then its usual mood. */
    public void next(Mood... next) {
        moods.addAll(List.of(next));
    }

    public void usually(Mood mood) {
        usual = mood;
    }

    /** Every call, in the order of their coming. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String actionId) {
        return calls.stream().filter(c -> c.actionId().equals(actionId)).toList();
    }

    /** The actions that took effect. */
    public Set<String> done() {
        return Set.copyOf(done);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Call call = new Call(headers, body);
            calls.add(call);
            Mood mood = moods.poll();
            switch (mood == null ? usual : mood) {
                case DOES -> answer(exchange, 200, "{\"status\":\"" + perform(call) + "\"}");
                case FAILS_500 -> answer(exchange, 500, "{\"error\":\"not today\"}");
                case HANGS -> closed.await();
                case ANSWERS_GARBAGE -> answer(exchange, 200, "<html>?");
                case DOES_AND_HANGS_UP -> perform(call);
                case GONE_410 -> answer(exchange, 410, "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String perform(Call call) {
        return done.add(call.actionId()) ? "done" : "already_done";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The ids of all actions it was called for. */
    public List<String> actionIds() {
        return new ArrayList<>(calls.stream().map(Call::actionId).distinct().toList());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}

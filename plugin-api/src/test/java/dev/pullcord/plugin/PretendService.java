package dev.pullcord.plugin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that takes events as the service does, and is as ill as it is told to be. */
final class PretendService implements AutoCloseable {
    /** How it behaves. */
    enum Mood {
        WELL,
        /** takes them, and the answer never comes */
        TAKES_AND_HANGS,
        /** 503, with a second's pause asked for by none */
        UNAVAILABLE,
        /** an answer that a proxy made */
        BAD_GATEWAY,
        /** refuses what has the field {@code bad} */
        PICKY,
        /** refuses every batch as too large that has more than one */
        NARROW
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, Object>> taken = new LinkedHashMap<>();
    private final List<List<String>> requests = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    volatile Mood mood = Mood.WELL;
    volatile boolean maySay = true;
    volatile int asked;

    PretendService() {
        this(0);
    }

    /** @param port 0 takes a free one */
    PretendService(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/events", this::events);
        server.createContext("/v1/standing", this::standing);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Ids in the order in which each came first. */
    synchronized List<String> taken() {
        return List.copyOf(taken.keySet());
    }

    /** The ids of every request. */
    synchronized List<List<String>> requests() {
        return List.copyOf(requests);
    }

    private void events(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Mood now = mood;
        List<?> events =
                (List<?>) Json.plain().read("{\"events\":" + body + "}").get("events");
        List<Object> rejected = new ArrayList<>();
        List<Object> receipts = new ArrayList<>();
        synchronized (this) {
            requests.add(events.stream()
                    .map(e -> (String) ((Map<?, ?>) e).get("id"))
                    .toList());
            if (now == Mood.NARROW && events.size() > 1) {
                answer(exchange, 413, Map.of("type", "/problems/too-large", "status", 413));
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                Map<?, ?> event = (Map<?, ?>) events.get(i);
                String id = (String) event.get("id");
                if (now == Mood.PICKY && ((Map<?, ?>) event.get("data")).containsKey("bad")) {
                    rejected.add(Map.of(
                            "index",
                            i,
                            "id",
                            id,
                            "problem",
                            Map.of("type", "/problems/invalid-event", "status", 400, "pointer", "/data/bad")));
                } else if (now != Mood.UNAVAILABLE && now != Mood.BAD_GATEWAY) {
                    taken.putIfAbsent(id, Map.of("type", event.get("type")));
                    receipts.add(Map.of("id", id, "receipt", "receipt-of-" + id));
                }
            }
        }
        switch (now) {
            case TAKES_AND_HANGS -> hang(exchange);
            case UNAVAILABLE -> answer(exchange, 503, Map.of("type", "/problems/unavailable", "status", 503));
            case BAD_GATEWAY -> {
                exchange.sendResponseHeaders(502, 0);
                exchange.getResponseBody().write("<html>bad gateway</html>".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            }
            default ->
                answer(
                        exchange,
                        202,
                        Map.of(
                                "accepted",
                                receipts.size(),
                                "duplicates",
                                0,
                                "rejected",
                                rejected,
                                "receipts",
                                receipts));
        }
    }

    private void hang(HttpExchange exchange) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void standing(HttpExchange exchange) throws IOException {
        synchronized (this) {
            asked++;
        }
        switch (mood) {
            case TAKES_AND_HANGS -> hang(exchange);
            case WELL -> answer(exchange, 200, Map.of("access", maySay));
            default -> answer(exchange, 503, Map.of("type", "/problems/unavailable", "status", 503));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = Json.plain().write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

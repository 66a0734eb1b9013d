package dev.pullcord.authorities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The EU's database of statements as its public documentation has it: takes none of a call where one is wrong or known, says with 422 what is,
 * and with 302 that a {@code puid} is known. Has bad days when told to.
 */
public final class FakeTransparencyDatabase implements AutoCloseable {
    /** What goes wrong with a call. */
    public enum Mood {
        UNAVAILABLE,
        TAKES_AND_HANGS_UP
    }

    public static final String TOKEN = "1|a-token-of-the-database";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 100;

    private final HttpServer server;
    private final Schema schema;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Set<String> puids = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> refused = Collections.synchronizedSet(new HashSet<>());
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public FakeTransparencyDatabase() {
        try (InputStream in =
                FakeTransparencyDatabase.class.getResourceAsStream("/regulators/dsa-statement.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What it took, in its order. */
    public List<String> puids() {
        return List.copyOf(statements);
    }

    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** It had this one before. */
    public void knows(String puid) {
        puids.add(puid);
    }

    /** It does not like this one. */
    public void refuses(String puid) {
        refused.add(puid);
    }

    public void next(Mood... coming) {
        moods.addAll(List.of(coming));
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(exchange.getRequestMethod() + ' ' + path);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"message\":\"Unauthenticated.\"}");
        } else if (path.startsWith("/api/v1/statement/existing-puid/")) {
            boolean known = puids.contains(path.substring(path.lastIndexOf('/') + 1));
            answer(
                    exchange,
                    known ? 302 : 404,
                    "{\"message\":\"statement of reason " + (known ? "" : "not ") + "found\"}");
        } else {
            Mood mood = moods.poll();
            if (mood == Mood.UNAVAILABLE) {
                answer(exchange, 503, "{}");
                return;
            }
            List<JsonNode> all = new ArrayList<>();
            JsonNode json = JSON.readTree(body);
            if (path.equals("/api/v1/statements")) {
                json.path("statements").forEach(all::add);
            } else {
                all.add(json);
            }
            List<String> faults = faults(all);
            if (faults.isEmpty()) {
                all.forEach(one -> {
                    statements.add(one.path("puid").asText());
                    puids.add(one.path("puid").asText());
                });
            }
            if (mood == Mood.TAKES_AND_HANGS_UP) {
                exchange.close();
            } else {
                answer(
                        exchange,
                        faults.isEmpty() ? 201 : 422,
                        faults.isEmpty() ? "{}" : "{\"errors\":" + JSON.writeValueAsString(faults) + "}");
            }
        }
    }

    private List<String> faults(List<JsonNode> all) {
        List<String> faults = new ArrayList<>();
        if (all.isEmpty() || all.size() > AT_ONCE) {
            faults.add("statements: " + all.size());
        }
        for (JsonNode one : all) {
            String puid = one.path("puid").asText();
            if (puids.contains(puid)) {
                faults.add("The identifier given is not unique within this platform.");
            }
            if (refused.contains(puid)) {
                faults.add("The selected category is invalid.");
            }
            schema.validate(one).forEach(error -> faults.add(error.toString()));
        }
        return faults;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

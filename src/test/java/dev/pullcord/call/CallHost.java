package dev.pullcord.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A platform that holds its calls in Janus: its page, its sessions, its rooms. */
final class CallHost implements AutoCloseable {
    static final String ROOM = "room-1";
    static final String ROOM_SECRET = "secret-of-{room}";
    static final String TOKEN_KEY = "key-of-join-tokens";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "json", "application/json", "html", "text/html; charset=utf-8");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private Janus janus;
    private URI service;
    private String platform;
    private String secret;

    CallHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String page(String account) {
        return origin() + "/?account=" + account;
    }

    /** Opens the room, and knows from then on whom to speak with. */
    void open(Janus running, URI serviceUrl, String platformId, String platformSecret) throws Exception {
        janus = running;
        service = serviceUrl;
        platform = platformId;
        secret = platformSecret;
        ObjectNode room = JSON.createObjectNode()
                .put("request", "create")
                .put("admin_key", Janus.ADMIN_KEY)
                .put("room", ROOM)
                .put("secret", ROOM_SECRET.replace("{room}", ROOM))
                .put("publishers", 6)
                .put("require_pvtid", true)
                .put("notify_joining", true);
        room.putArray("allowed");
        ask(room);
    }

    private JsonNode ask(ObjectNode request) throws IOException, InterruptedException {
        ObjectNode message = JSON.createObjectNode()
                .put("janus", "message_plugin")
                .put("plugin", "janus.plugin.videoroom")
                .put("transaction", UUID.randomUUID().toString())
                .put("admin_secret", Janus.ADMIN_SECRET);
        message.set("request", request);
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(janus.admin())
                                .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        Path file = path.startsWith("/web/")
                ? base.resolve("../plugin-api" + path).normalize()
                : base.resolve("test/resources/call" + (path.equals("/") ? "/call.html" : path));
        try {
            if (path.equals("/session")) {
                answer(
                        exchange,
                        "json",
                        session(exchange.getRequestURI().getQuery().replace("account=", "")));
            } else if (Files.isRegularFile(file)) {
                answer(exchange, file.toString().replaceAll(".*\\.", ""), Files.readString(file));
            } else {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        } catch (Exception e) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        }
    }

    /** Each gets his token once: whoever was put out does not get it anew. */
    private String session(String account) throws Exception {
        String token = joinToken(account);
        if (!account.endsWith("-again")) {
            ObjectNode allowed = JSON.createObjectNode()
                    .put("request", "allowed")
                    .put("room", ROOM)
                    .put("secret", ROOM_SECRET.replace("{room}", ROOM))
                    .put("action", "add");
            allowed.putArray("allowed").add(token);
            ask(allowed);
        }
        String plain = account.replace("-again", "");
        return JSON.createObjectNode()
                .put("janus", janus.socket().toString())
                .put("service", service.toString())
                .put("room", ROOM)
                .put("account", plain)
                .put("display", plain.replace("acc-", ""))
                .put("token", joinToken(plain))
                .put("reporterToken", reporterToken(plain))
                .toString();
    }

    private static String joinToken(String account) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TOKEN_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal((ROOM + "\n" + account).getBytes(StandardCharsets.UTF_8)));
    }

    private String reporterToken(String account) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(platform)
                        .subject(account)
                        .claim("pid", account)
                        .claim("meeting", ROOM)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return jwt.serialize();
    }

    private static void answer(HttpExchange exchange, String kind, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPES.get(kind));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.pullcord.console;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A platform's page with the cord in it, under a policy as strict as can be, and the backend that makes its tokens. */
final class CordPage implements AutoCloseable {
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "html", "text/html; charset=utf-8");

    private static final String BUTTONS = """

        <pullcord-button id="panic" kind="panic" label="Layout" chord="Control+Shift+L"></pullcord-button>
        <pullcord-button id="flag" kind="flag"></pullcord-button>\
        """;

    private static final List<String> HOSTS = List.of("framed", "react", "bbb", "jitsi");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String service = "";
    private volatile String secret = "";
    private volatile String platform = "";
    private volatile String parents = "";
    private volatile String frames = "'none'";

    CordPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where its reports go, and what its tokens are made with. */
    void use(String serviceUrl, String platformId, String platformSecret) {
        service = serviceUrl;
        platform = platformId;
        secret = platformSecret;
    }

    /** Whose pages may have this one's {@code /web/frame.html} in a frame, as a platform names them in its copy. */
    void mayBeFramedBy(String origin) {
        parents = origin;
    }

    /** Whose frames its own page may have. */
    void frames(String origin) {
        frames = origin;
    }

    /**
     * Where its page is.
     *
     * @param options {@code hostile}, {@code rtl}, or whose page it is: {@code framed}, {@code react}, {@code bbb}, {@code jitsi}
     * @param meeting whose call it shows
     */
    String url(String options, String meeting) {
        return origin() + "/?options=" + options + "&meeting=" + meeting + "&service=" + service;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        Path file = path.startsWith("/web/") || path.startsWith("/bigbluebutton/")
                ? base.resolve("../plugin-api" + path).normalize()
                : base.resolve("test/resources/cord" + path);
        if (path.equals("/token")) {
            answer(
                    exchange,
                    "text/plain",
                    token(exchange.getRequestURI().getQuery().replace("meeting=", ""))
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/web/frame.html")) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src " + service
                                    + "; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'");
            answer(
                    exchange,
                    TYPES.get("html"),
                    Files.readString(file)
                            .replace(
                                    "name=\"pullcord-parents\" content=\"\"",
                                    "name=\"pullcord-parents\" content=\"" + parents + "\"")
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/npm/")) {
            answer(exchange, TYPES.get("js"), NpmReact.module(path.substring(5).replace(".js", "")));
        } else if (path.equals("/web/react.js") || path.startsWith("/bigbluebutton/")) {
            answer(exchange, TYPES.get("js"), NpmReact.bundled(Files.readString(file)));
        } else if (path.equals("/")) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + service
                                    + "; frame-src " + frames
                                    + "; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'");
            answer(
                    exchange,
                    TYPES.get("html"),
                    html(String.valueOf(exchange.getRequestURI().getQuery())).getBytes(StandardCharsets.UTF_8));
        } else if (Files.isRegularFile(file)) {
            answer(exchange, TYPES.get(path.replaceAll(".*\\.", "")), Files.readAllBytes(file));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static String html(String query) {
        boolean hostile = query.contains("hostile");
        String host = HOSTS.stream()
                .filter(each -> query.contains("options=" + each))
                .findFirst()
                .orElse("host");
        String language = query.contains("rtl") ? "ar" : "en";
        return """
            <!doctype html><html lang="%s" dir="%s"><head><title>A call</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">%s
            <script type="module" src="/%s.js"></script></head>
            <body><main id="call"><h1>A call</h1>%s</main></body></html>
            """.formatted(
                language,
                language.equals("ar") ? "rtl" : "ltr",
                hostile ? "<script src=\"/hostile.js\"></script><link rel=\"stylesheet\" href=\"/hostile.css\">" : "",
                host,
                host.equals("host") ? BUTTONS : "");
    }

    /** As a platform's backend makes them. */
    private String token(String meeting) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer(platform)
                            .subject("acc-alice")
                            .claim("pid", "p-alice")
                            .claim("meeting", meeting)
                            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                            .build());
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Waits. Playwright's own way to needs what the page's policy forbids. */
    static void until(Page page, String holds) {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(20))
                .until(() -> Boolean.TRUE.equals(page.evaluate("!!(" + holds + ")")));
    }
}

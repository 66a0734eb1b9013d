import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pullcord.plugin.*;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * A platform in one file, with all of Pullcord in it: who joins is told and asked about, a page has the cord, and what is decided
 * is done. Its meetings are pretended; see README.md beside it for how to run it.
 */
public class ToyPlatform {
    static final Meeting ROOM = Meeting.of("toy-room");

    final PullcordClient pullcord;
    final ActionReceiver receiver;
    final Map<String, Object> credentials;
    final String secret;

    @SuppressWarnings("unchecked")
    ToyPlatform(Path file, Path journal) throws IOException {
        credentials = Json.plain().read(Files.readString(file));
        secret = (String) ((Map<String, Object>) credentials.get("callback")).get("secret");
        pullcord = PullcordClient.to(
                        URI.create((String) credentials.get("baseUrl")),
                        (String) credentials.get("platformKey"),
                        Clock.systemUTC())
                .journal(journal)
                .start();
        receiver = new ActionReceiver(List.of(secret), Duration.ofMinutes(5), Clock.systemUTC());
    }

    /** Somebody opens the page: may he, and then he has joined. */
    void page(HttpExchange http) throws Exception {
        String account = account(http);
        if (!pullcord.mayJoin(account)) {
            answer(http, 403, "text/plain", "You cannot join now.");
            return;
        }
        Party party = Party.participant("p-" + account).withAccount(account);
        pullcord.send(SafetyEvent.participant(SafetyEvent.Type.PARTICIPANT_JOINED, ROOM, party));
        answer(http, 200, "text/html", Files.readString(Path.of("plugin-api/samples/toy.html"))
                .replace("{service}", (String) credentials.get("baseUrl"))
                .replace("{account}", account));
    }

    /** The page's reporter asks for a token. A real platform takes the account from its own session. */
    void token(HttpExchange http) throws Exception {
        String account = account(http);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer((String) credentials.get("platform"))
                        .subject(account)
                        .claim("meeting", ROOM.id())
                        .claim("pid", "p-" + account)
                        .expirationTime(Date.from(Instant.now().plusSeconds(1800)))
                        .build());
        jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        answer(http, 200, "text/plain", jwt.serialize());
    }

    /** Pullcord asks for something to be done. */
    void callback(HttpExchange http) throws Exception {
        RawRequest request = new RawRequest(
                http.getRequestMethod(),
                http.getRequestURI(),
                http.getRequestHeaders(),
                ByteBuffer.wrap(http.getRequestBody().readAllBytes()),
                "");
        ActionReceiver.Answer answer = receiver.receive(request, action -> {
                    System.out.println("asked to " + action.type().code());
                    return CompletableFuture.completedFuture(ActionResult.Status.DONE);
                })
                .toCompletableFuture()
                .join();
        answer(http, answer.status(), "application/json", answer.body());
    }

    void file(HttpExchange http) throws Exception {
        Path web = Path.of("plugin-api/web").toRealPath();
        Path file = web.resolve(http.getRequestURI().getPath().substring("/web/".length())).normalize();
        boolean there = file.startsWith(web) && Files.isRegularFile(file);
        answer(http, there ? 200 : 404, "text/javascript", there ? Files.readString(file) : "");
    }

    static String account(HttpExchange http) {
        String query = http.getRequestURI().getQuery();
        return query != null && query.matches("account=[a-z-]{1,40}") ? query.substring(8) : "acc-alice";
    }

    static void answer(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    interface Handler {
        void handle(HttpExchange http) throws Exception;
    }

    static void on(HttpServer server, String path, Handler handler) {
        server.createContext(path, http -> {
            try {
                handler.handle(http);
            } catch (Exception e) {
                answer(http, 500, "text/plain", "broken");
            }
        });
    }

    public static void main(String[] args) throws Exception {
        ToyPlatform toy = new ToyPlatform(Path.of(args[0]), Path.of(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(toy.pullcord::close));
        toy.pullcord.send(SafetyEvent.meeting(SafetyEvent.Type.MEETING_STARTED, ROOM));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[2])), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        on(server, "/", toy::page);
        on(server, "/token", toy::token);
        on(server, "/callback", toy::callback);
        on(server, "/web/", toy::file);
        server.start();
        System.out.println("http://127.0.0.1:" + args[2] + "/?account=acc-alice");
    }
}

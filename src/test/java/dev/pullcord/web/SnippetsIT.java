package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.StandardWebhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The snippets of the guide, run as they stand there. Each is skipped where its language is not there. */
@Timeout(60)
class SnippetsIT {
    private static final String SECRET = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldw==";
    private static final String OLD_SECRET = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZA==";
    private static final Path SNIPPETS = Path.of(System.getProperty("basedir", "."), "../plugin-api/samples/http");

    /** How a snippet is run, and how its callback is served; empty where it has none. */
    private enum Snippet {
        SH("sh", "pullcord.sh", ""),
        PYTHON("python3", "pullcord.py", "python3 pullcord.py callback PORT"),
        JS("node", "pullcord.mjs", "node pullcord.mjs callback PORT"),
        PHP("php", "pullcord.php", "php -S 127.0.0.1:PORT pullcord.php");

        private final String program;
        private final String file;
        private final String callback;

        Snippet(String program, String file, String callback) {
            this.program = program;
            this.file = file;
            this.callback = callback;
        }
    }

    @TempDir
    static Path dir;

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(dir);
        service.outbox.put("standing", args -> new Outbox.Standing("acc mallory+1".equals(args[1]), Optional.empty()));
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    private static Process begin(Path out, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SNIPPETS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PULLCORD_URL",
                        "http://127.0.0.1:" + service.port(),
                        "PULLCORD_KEY",
                        RunningService.KEY,
                        "PULLCORD_SECRET",
                        SECRET));
        return builder.start();
    }

    private static String run(Snippet snippet, String... arguments) throws Exception {
        Path out = Files.createTempFile(dir, "said-", ".txt");
        Process process = begin(
                out,
                Stream.concat(Stream.of(snippet.program, snippet.file), Stream.of(arguments))
                        .toList());
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("%s ends", snippet.file)
                .isTrue();
        String said = Files.readString(out).strip();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static void need(Snippet snippet) {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, snippet.program)));
        assumeThat(there).as(snippet.program + " is there").isTrue();
        if (snippet == Snippet.SH) {
            assumeThat(Files.isExecutable(Path.of("/usr/bin/curl")))
                    .as("curl is there")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAndAsks(Snippet snippet) throws Exception {
        need(snippet);
        String subject = "acc-of-" + snippet.name();

        String told = run(
                snippet,
                "tell",
                "{\"meeting\":{\"id\":\"room-7\"},\"reporter\":{\"accountId\":\"acc-alice\"},\"subject\":{\"accountId\":\""
                        + subject + "\"},\"reason\":\"harassment\",\"text\":\"é 🙂\"}");

        assertThat(told).contains("accepted", "receipt");
        assertThat(service.log.events).anySatisfy(logged -> {
            Report report = (Report) logged.event().body();
            assertThat(report.subject().orElseThrow().accountId()).contains(subject);
            assertThat(report.text()).contains("é 🙂");
        });
        assertThat(run(snippet, "ask", "acc mallory+1")) // a yes is also what is said when nobody can be asked
                .isEqualTo("no");
    }

    static Stream<Arguments> callbacks() {
        return Stream.of(Snippet.values())
                .filter(one -> !one.callback.isEmpty())
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void doesWhatIsSignedAndNothingElse(Snippet snippet) throws Exception {
        need(snippet);
        int port = freePort();
        Process process = begin(
                Files.createTempFile(dir, "said-", ".txt"),
                List.of(snippet.callback.replace("PORT", "" + port).split(" ", -1)));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> listens(port));
            String action =
                    "{\"actionId\":\"a1\",\"caseId\":\"c1\",\"type\":\"remove_participant\",\"target\":{\"meeting\":\"r 🙂\"}}";
            StandardWebhooks webhooks = StandardWebhooks.by(List.of(OLD_SECRET, SECRET));
            Instant now = Instant.now();

            for (int i = 0; i < 2; i++) {
                HttpResponse<String> done = post(port, action, webhooks.headers("a1", now, action));
                assertThat(done.statusCode()).isEqualTo(200);
                assertThat(done.body().replace(" ", "")).isEqualTo("{\"status\":\"done\"}");
            }
            assertThat(post(port, action.replace("r 🙂", "r2"), webhooks.headers("a1", now, action))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(port, action, webhooks.headers("a1", now.minusSeconds(600), action))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(port, action, Map.of()).statusCode()).isEqualTo(401);
            assertThat(post(
                                    port,
                                    action,
                                    StandardWebhooks.by(List.of(OLD_SECRET)).headers("a1", now, action))
                            .statusCode())
                    .isEqualTo(401);
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> post(int port, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(post::header);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(post.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket asked = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return asked.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}

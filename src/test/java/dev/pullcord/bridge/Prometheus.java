package dev.pullcord.bridge;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus on a free port, with data of its own, that ends with the test. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** The folder with {@code prometheus} and {@code promtool}: PULLCORD_PROMETHEUS, what {@code check} put there, or PATH's. */
    static Optional<Path> found(Path repository) {
        Stream<Path> places = Stream.concat(
                Stream.of(
                        Path.of(System.getenv().getOrDefault("PULLCORD_PROMETHEUS", "/nowhere")),
                        repository.resolve("target/tools/prometheus/usr/bin")),
                Stream.of(System.getenv("PATH").split(":")).map(Path::of));
        return places.filter(place -> Files.isExecutable(place.resolve("prometheus"))
                        && Files.isExecutable(place.resolve("promtool")))
                .findFirst();
    }

    /** Scrapes this and evaluates these rules, every second. */
    static Prometheus start(Path bin, Path folder, URI management, Path rules) throws IOException {
        Files.createDirectories(folder);
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: pullcord
                    static_configs: [{targets: ['%s']}]
                """.formatted(hurried(rules, folder), management.getAuthority()));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        bin.resolve("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--enable-feature=exemplar-storage",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus started = new Prometheus(process, "http://127.0.0.1:" + port);
        try {
            await().atMost(20, TimeUnit.SECONDS)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> started.get("/api/v1/query?query=up")
                                    .path("data")
                                    .path("result")
                                    .size()
                            > 0);
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** The same rules, and those of long windows worked out as often as the others: nobody waits for them here. */
    private static Path hurried(Path rules, Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("hurried.rules.yml"),
                Files.readString(rules).replaceAll("(?m)^    interval: .*$", "    interval: 1s"));
    }

    /** One that runs already, and goes on. */
    static Prometheus at(String url) {
        return new Prometheus(null, url);
    }

    /** What this query answers now: each series with its labels and value. */
    JsonNode query(String expr) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8));
    }

    /** Its one value; NaN where there is none or more than one. */
    double value(String expr) {
        JsonNode result = query(expr).path("data").path("result");
        return result.size() == 1 ? result.get(0).path("value").get(1).asDouble(Double.NaN) : Double.NaN;
    }

    /** The traces that something which this query is about was measured in. */
    Set<String> traces(String expr, Instant from, Instant to) {
        Set<String> found = new TreeSet<>();
        get("/api/v1/query_exemplars?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8) + "&start="
                        + from.getEpochSecond() + "&end=" + to.plusSeconds(1).getEpochSecond())
                .path("data")
                .forEach(series -> series.path("exemplars")
                        .forEach(one -> found.add(one.at("/labels/trace_id").asText())));
        return found;
    }

    /** The names of the labels that series of this name have. */
    Set<String> labels(String metric) {
        Set<String> found = new TreeSet<>();
        get("/api/v1/series?match%5B%5D=" + URLEncoder.encode(metric, StandardCharsets.UTF_8))
                .path("data")
                .forEach(series -> series.fieldNames().forEachRemaining(found::add));
        return found;
    }

    JsonNode range(String expr, Instant from, Instant to) {
        return get("/api/v1/query_range?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8) + "&start="
                + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&step="
                + Math.max(1, Duration.between(from, to).toSeconds() / 500));
    }

    JsonNode get(String path) {
        try {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs promtool to its end; what it said, if it was not content. */
    static Optional<String> promtool(Path bin, Path in, List<String> words) {
        List<String> command = new ArrayList<>(List.of(bin.resolve("promtool").toString()));
        command.addAll(words);
        return said(command, in);
    }

    /** Runs a tool to its end; what it said, if it was not content. */
    static Optional<String> said(List<String> command, Path in) {
        try {
            Process tool = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return tool.onExit().join().exitValue() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        process.onExit().join();
    }
}

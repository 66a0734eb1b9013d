package dev.pullcord.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pullcord.Main;
import dev.pullcord.redis.Fsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The real service with its own Redis, in a JVM of its own, set up with one platform. */
final class ServiceChild implements AutoCloseable {
    static final String PLATFORM = "bench";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data;
    private final String key;
    private final Class<?> main;
    private final List<String> before;
    private final Map<String, String> environment;
    private final List<String> javaOptions;
    private Child child;
    private JsonNode said;
    private int switches;

    /** @param before what stands before the service's own arguments */
    private ServiceChild(
            Path data,
            String key,
            Class<?> main,
            List<String> before,
            Map<String, String> environment,
            List<String> javaOptions) {
        this.data = data;
        this.key = key;
        this.main = main;
        this.before = before;
        this.environment = environment;
        this.javaOptions = javaOptions;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param data its data directory, not there yet
     * @param javaOptions for its JVM
     */
    static ServiceChild start(Path data, Fsync fsync, List<String> javaOptions) {
        return start(data, fsync, javaOptions, Main.class, List.of());
    }

    /** The same with meters that {@link #metering} unplugs. */
    static ServiceChild switched(Path data, Fsync fsync) {
        return start(
                data,
                fsync,
                List.of(),
                SwitchedService.class,
                List.of(switched(data).toString()));
    }

    private static Path switched(Path data) {
        return data.resolveSibling(data.getFileName() + ".switched");
    }

    /** Has its meters count, or not, from now on. */
    void metering(boolean on) {
        String word = (on ? "on " : "off ") + switches++;
        child.tell(word);
        child.awaitUntil(() -> {
            try {
                return Files.readString(switched(data)).equals(word);
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static ServiceChild start(
            Path data, Fsync fsync, List<String> javaOptions, Class<?> main, List<String> before) {
        Map<String, String> environment = Map.of(
                "PULLCORD_REDIS_FSYNC", fsync.name().toLowerCase(Locale.ROOT),
                "PULLCORD_INTAKE_EVENTS_PER_SECOND", "1000000",
                "PULLCORD_REDIS_COMMAND_TIMEOUT", "30s", // what is slow is to be seen in the latency
                "PULLCORD_LOG_LEVEL", "warn");
        List<String> place = List.of("--data", data.toString());
        String added;
        try (Child add = Child.start(
                Main.class,
                List.of(),
                List.of("platform", "add", PLATFORM, place.get(0), place.get(1)),
                environment,
                data.resolveSibling(data.getFileName() + ".add.log"))) {
            added = add.awaitEnd();
        }
        String key = added.lines()
                .filter(line -> line.startsWith("key "))
                .findFirst()
                .map(line -> line.split(" +", 3)[1])
                .orElseThrow(() -> new IllegalStateException("no key was printed:\n" + added));
        ServiceChild service = new ServiceChild(data, key, main, before, environment, javaOptions);
        service.serve(0);
        return service;
    }

    private void serve(int port) {
        child = Child.start(
                main,
                javaOptions,
                Stream.concat(
                                before.stream(),
                                Stream.of(
                                        "serve",
                                        "--port",
                                        "" + port,
                                        "--management-port",
                                        "0",
                                        "--data",
                                        data.toString()))
                        .toList(),
                environment,
                data.resolveSibling(data.getFileName() + ".log"));
        try {
            child.awaitUntil(this::listens);
            child.awaitUntil(this::ready);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** Stops it; its address stays its own. */
    void away() {
        child.close();
    }

    /** Starts it again, where it was. */
    void back() {
        serve(URI.create(said.path("baseUrl").asText()).getPort());
    }

    private boolean listens() {
        try {
            said = JSON.readTree(data.resolve("service.json").toFile());
            return said.path("pid").asLong() == child.pid();
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean ready() {
        return get("/health/ready").filter(reply -> reply.statusCode() == 200).isPresent();
    }

    Load.Target target(boolean batched) {
        return new Load.Target(URI.create(said.path("baseUrl").asText()), key, batched);
    }

    Path data() {
        return data;
    }

    /** Waits until no panic is left that it has said it has, and that waits on its disk for a Redis that was slow. */
    void awaitPanicsInLog() {
        child.awaitUntil(() -> metric("pullcord_journal_pending") == 0);
    }

    /** How many events have gone through the fold: what a flag makes of its case is then written, in its queue. */
    long folded() {
        return metric("pullcord_fold_batch_events_sum");
    }

    /** The first one of this name. All are counted from 0 on: one that is not there has another name. */
    private long metric(String name) {
        String metrics = get("/metrics")
                .orElseThrow(() -> new IllegalStateException("no metrics"))
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new IllegalStateException("there is no " + name));
    }

    /** How long a scrape takes, over HTTP. */
    Duration scrape() {
        long begun = System.nanoTime();
        if (get("/metrics").isEmpty()) {
            throw new IllegalStateException("no metrics");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * What has been used of the processors so far.
     *
     * @param service by the service's JVM
     * @param redis by its redis-server
     */
    record Cpu(Duration service, Duration redis) {
        Cpu since(Cpu before) {
            return new Cpu(service.minus(before.service), redis.minus(before.redis));
        }
    }

    Cpu cpu() {
        return new Cpu(child.cpu(), child.cpuOf("redis", "valkey"));
    }

    /** What it has complained of. */
    String said() {
        return child.said();
    }

    private Optional<HttpResponse<String>> get(String path) {
        try {
            return Optional.of(HTTP.send(
                    HttpRequest.newBuilder(URI.create(said.path("managementUrl").asText() + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (java.net.ConnectException notYet) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}

package dev.pullcord.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pullcord.Main;
import dev.pullcord.wire.DemoCredentials;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real service in a JVM of its own. It says where it listens in {@code <data>/service.json}. Ends with the test, and
 * its Redis with it.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UP = Duration.ofSeconds(40);
    private static final Duration DOWN = Duration.ofSeconds(40);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path data;
    private final Path log;
    private final boolean demo;
    private boolean apart;
    private volatile Process process;
    private volatile JsonNode announced;

    private ServiceProcess(Path data, Map<String, String> environment, List<String> arguments) {
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.environment = Map.copyOf(environment);
        this.demo = arguments.get(0).equals("demo");
        this.command = new ArrayList<>(java());
        command.addAll(arguments);
    }

    /**
     * Starts {@code demo --no-traffic} on free ports and waits until it is ready.
     *
     * @param data its data directory
     * @param environment settings, {@code PULLCORD_…}
     * @param callback where actions go
     */
    public static ServiceProcess demo(Path data, Map<String, String> environment, URI callback) {
        ServiceProcess service = new ServiceProcess(
                data, environment, arguments(data, "demo", "--no-traffic", "--callback", callback.toString()));
        service.start();
        return service;
    }

    /** Starts {@code serve} on free ports and waits until it is ready. */
    public static ServiceProcess serve(Path data, Map<String, String> environment) {
        ServiceProcess service = new ServiceProcess(data, environment, arguments(data, "serve"));
        service.start();
        return service;
    }

    /** {@code serve}, with standard error in {@code <data>.err} and so apart from its log; waits until it is ready. */
    public static ServiceProcess serveApart(Path data, Map<String, String> environment) {
        ServiceProcess service = new ServiceProcess(data, environment, arguments(data, "serve"));
        service.apart = true;
        service.start();
        await().atMost(UP)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> Files.size(data.resolveSibling(data.getFileName() + ".err")) > 0);
        return service;
    }

    /** None that runs: for commands on data of their own. */
    public static ServiceProcess on(Path data, Map<String, String> environment) {
        return new ServiceProcess(data, environment, arguments(data, "serve"));
    }

    /** Runs another command on the same data and settings to its end. */
    public Finished run(String... words) {
        return run("", List.of(words));
    }

    /** The same, with something on its standard input. */
    public Finished run(String input, List<String> words) {
        List<String> all = new ArrayList<>(java());
        all.addAll(words);
        all.addAll(List.of("--data", data.toString()));
        try {
            Path out = Files.createTempFile("pullcord-command-", ".out");
            Path err = Files.createTempFile("pullcord-command-", ".err");
            Process other = builder(all)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream to = other.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!other.waitFor(2, TimeUnit.MINUTES)) {
                other.destroyForcibly();
                throw new IllegalStateException(words.get(0) + " did not end: " + Files.readString(err));
            }
            Finished finished =
                    new Finished(other.exitValue(), Files.readString(out).strip(), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a command ended with.
     *
     * @param exitCode 0 fine, 1 failed, 2 wrong usage
     * @param output what it said
     * @param errors what it complained of, and its log
     */
    public record Finished(int exitCode, String output, String errors) {}

    private static List<String> arguments(Path data, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--port", "0", "--management-port", "0", "--data", data.toString()));
        return all;
    }

    /** What is under test: the classes or the jar that {@link Main} comes from, and the libraries packaged beside it. */
    private static List<String> java() {
        try {
            Path ours = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String path = ours + File.pathSeparator + ours.resolveSibling("lib").resolve("*");
            // Short-lived and many: the simple collector and compiler start fastest and leave the test a core.
            List<String> command = new ArrayList<>(List.of(
                    java,
                    "-Xmx256m",
                    "-Xshare:auto",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    path,
                    Main.class.getName()));
            command.addAll(1, SharedClasses.options(ours, List.copyOf(command)));
            return command;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PULLCORD_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Starts it, again if it was started before, and waits until it is ready. */
    public void start() {
        begin();
        awaitReady();
    }

    /** Has its next starts listen where it listens now, as a service does that browsers are open at. */
    public ServiceProcess keepPort() {
        int at = command.indexOf("--port") + 1;
        command.set(at, Integer.toString(baseUrl().getPort()));
        return this;
    }

    /** Starts it and does not wait. */
    public void begin() {
        try {
            Files.createDirectories(data);
            ProcessBuilder builder = builder(command).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            if (apart) {
                builder.redirectError(
                        data.resolveSibling(data.getFileName() + ".err").toFile());
            } else {
                builder.redirectErrorStream(true);
            }
            process = builder.start();
            announced = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready: it listens, Redis answers, every partition has a consumer. */
    public void awaitReady() {
        await().atMost(UP).pollInterval(Duration.ofMillis(30)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended with " + process.exitValue() + ":\n" + tail());
            }
            return read().isPresent();
        });
        announced = read().orElseThrow();
        PullcordHttp http = new PullcordHttp(managementUrl());
        await().atMost(UP)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> http.offer("GET", "/health/ready", Optional.empty(), Optional.empty())
                        .filter(reply -> reply.status() == 200)
                        .isPresent());
        if (demo) {
            await().atMost(UP).pollInterval(Duration.ofMillis(30)).until(this::hasCredentials);
        }
    }

    /** The demo writes them last; those of an earlier start name another address. */
    private boolean hasCredentials() {
        return Files.exists(DemoCredentials.below(data))
                && credentials().baseUrl().equals(baseUrl());
    }

    /** What this very process has announced: an older file is of a process that was killed. */
    private Optional<JsonNode> read() {
        Path file = data.resolve("service.json");
        try {
            JsonNode said = JSON.readTree(file.toFile());
            return said.path("pid").asLong() == process.pid() ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not there yet
        }
    }

    /** Its address; of another port after each start. */
    public URI baseUrl() {
        return URI.create(announced.path("baseUrl").asText());
    }

    public URI managementUrl() {
        return URI.create(announced.path("managementUrl").asText());
    }

    /** What the demo has left. */
    public DemoCredentials credentials() {
        try {
            return DemoCredentials.read(DemoCredentials.below(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the power would: no warning, no last words. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Kills the redis-server that the service owns; false when it has none just now. */
    public boolean killRedis9() {
        return redis().map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private Optional<ProcessHandle> redis() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return children.filter(ServiceProcess::isRedis).findFirst();
        }
    }

    /** Has its redis-server hang, as on a disk that does not answer, until {@link #resumeRedis}. */
    public void suspendRedis() {
        signalRedis("-STOP");
    }

    public void resumeRedis() {
        signalRedis("-CONT");
    }

    private void signalRedis(String signal) {
        try {
            String pid = Long.toString(redis().orElseThrow().pid());
            if (new ProcessBuilder("kill", signal, pid).start().waitFor() != 0) {
                throw new IllegalStateException("no " + signal + " to " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRedis(ProcessHandle process) {
        String command = process.info().command().orElse("");
        String name = Path.of(command).getFileName() == null
                ? ""
                : Path.of(command).getFileName().toString();
        return name.contains("redis") || name.contains("valkey");
    }

    /** As Ctrl-C would: it drains and ends. */
    public int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(DOWN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service does not end:\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last of what it wrote. */
    public String tail() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** All that it wrote, over all its starts. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}

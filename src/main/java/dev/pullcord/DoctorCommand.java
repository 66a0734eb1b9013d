package dev.pullcord;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Gathers what somebody who helps from afar asks for first. It never looks into Redis, so nothing that anybody reported can be in
 * it; secrets and addresses of people and machines are left out of the settings and of the log, and the file is for its owner
 * only. It is asked for when something is wrong, so what is wrong does not end it.
 */
@Command(name = "doctor", description = "Gather what somebody who helps from afar asks for, without secrets or data.")
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOG_LINES = 200;
    private static final FileAttribute<?> FOR_ITS_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Mixin
    SettingOptions settings;

    @Option(names = "--out", paramLabel = "FILE", description = "where to (pullcord-doctor.zip)")
    Path out = Path.of("pullcord-doctor.zip");

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "the service's own log (where the running one writes, if that is a file)")
    Path log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Config config = config(files);
        files.put("about.txt", about(config));
        ServiceFile running = new ServiceFile(config.data());
        Optional<URI> management = running.managementUrl();
        files.put("running.txt", running.settings().map(DoctorCommand::lines).orElse("no service runs on this data\n"));
        files.put(
                "ready.json",
                management.map(url -> get(url, "/health/ready")).orElse("no service runs on this data\n"));
        files.put("metrics.txt", management.map(url -> get(url, "/metrics")).orElse("no service runs on this data\n"));
        files.put("service.log", log(running));
        files.put("redis.log", redacted(tail(config.data().resolve("redis").resolve("redis.log"), line -> true)));
        for (String own : List.of("settings.txt", "running.txt", "ready.json")) {
            files.computeIfPresent(own, (name, text) -> Redacted.addresses(text));
        }
        Files.deleteIfExists(out);
        try (ZipOutputStream zip = new ZipOutputStream(
                Channels.newOutputStream(Files.newByteChannel(
                        out, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FOR_ITS_OWNER)),
                StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        PrintWriter said = spec.commandLine().getOut();
        said.println(out + ": " + String.join(", ", files.keySet()));
        said.println("No secret and nothing of Redis is in it. Look through it before you send it.");
        return Main.FINE;
    }

    private static String about(Config config) {
        Runtime runtime = Runtime.getRuntime();
        long free = config.data().toFile().getUsableSpace() >> 20;
        return String.join(
                "\n",
                "at: " + Main.clock().instant(),
                "version: " + new Main.Version().getVersion()[0],
                "java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "processors: " + runtime.availableProcessors(),
                "heap at most: " + (runtime.maxMemory() >> 20) + " MiB",
                "free where the data are: " + free + " MiB",
                "keys of cases: "
                        + (config.keys().store().equals(KeysConfig.NONE)
                                ? "none: a copy of the data reads what was forgotten since"
                                : config.keys().within(config.data())
                                        ? "in the data directory, so that a copy of it reads what was forgotten since"
                                        : "outside of the data directory"),
                "archive of cases: " + archive(config),
                "");
    }

    private static String archive(Config config) {
        return config.archive()
                .dir()
                .map(dir -> "after " + config.archive().after().toDays() + " d; "
                        + (Files.isReadable(dir)
                                ? "free where it is: " + (dir.toFile().getUsableSpace() >> 20) + " MiB"
                                : "its folder cannot be read"))
                .orElse("none: all cases are in Redis");
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The settings of this command, or as many as can be had: who asks for help may do so because of a bad one. */
    private Config config(Map<String, String> files) {
        try {
            Config config = settings.read(Map.of());
            files.put("settings.txt", lines(Redacted.settings(config)));
            return config;
        } catch (BadSettings | Failed bad) {
            spec.commandLine().getErr().println(bad.getMessage());
            files.put(
                    "settings.txt",
                    "bad, and so none is read:\n"
                            + (bad instanceof BadSettings each ? each.problems() : List.of(bad.getMessage()))
                                    .stream().map(Redacted::problem).collect(Collectors.joining("\n", "", "\n")));
            return settings.place();
        }
    }

    /**
     * The service's own log, if it goes to a file: the one that was named, or where the running one writes, of which only what is log
     * is taken: beside it may stand a link that signs somebody in.
     */
    private String log(ServiceFile running) throws IOException {
        String found = log == null ? "" : tail(log, line -> true);
        for (Path output : log == null ? running.outputs() : List.<Path>of()) {
            found = found.isEmpty() ? tail(output, line -> line.startsWith("{")) : found;
        }
        return found.isEmpty()
                ? "it is not in a file: name one, --log FILE, or write one: journalctl -u pullcord > FILE\n"
                : redacted(found);
    }

    private static String redacted(String log) {
        return log.lines().map(line -> Redacted.line(line) + "\n").collect(Collectors.joining());
    }

    private static String get(URI management, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(management.resolve(path))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "it does not answer: " + e.getClass().getSimpleName() + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted\n";
        }
    }

    private static String tail(Path log, Predicate<String> of) throws IOException {
        if (!Files.isReadable(log)) {
            return "there is none\n";
        }
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Files.newInputStream(log), StandardCharsets.UTF_8))) { // what is no UTF-8 is shown as such
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (of.test(line) && last.add(line) && last.size() > LOG_LINES) {
                    last.remove();
                }
            }
        }
        return last.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}

package dev.pullcord;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Gathers what somebody who helps from afar asks for first. It never looks into Redis, so nothing that anybody reported can be in
 * it; secrets and addresses of people are left out of the settings.
 */
@Command(name = "doctor", description = "Gather what somebody who helps from afar asks for, without secrets or data.")
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOG_LINES = 200;
    private static final Pattern ADDRESS =
            Pattern.compile("^([a-z][a-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#@]*)(?:[/?#].*)?$");
    private static final Pattern PERSONAL =
            Pattern.compile("notices\\.mail(From|To|User)|redis\\.user|oidc\\.clientId");

    @Mixin
    SettingOptions settings;

    @Option(names = "--out", paramLabel = "FILE", description = "where to (pullcord-doctor.zip)")
    Path out = Path.of("pullcord-doctor.zip");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Config config = settings.read(Map.of());
        Map<String, String> files = new LinkedHashMap<>();
        files.put("about.txt", about(config));
        files.put("settings.txt", settings(config));
        Optional<URI> management = new ServiceFile(config.data()).managementUrl();
        files.put(
                "ready.json",
                management.map(url -> get(url, "/health/ready")).orElse("no service runs on this data\n"));
        files.put("metrics.txt", management.map(url -> get(url, "/metrics")).orElse("no service runs on this data\n"));
        files.put("redis.log", tail(config.data().resolve("redis").resolve("redis.log")));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out), StandardCharsets.UTF_8)) {
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
                        + (config.keys().within(config.data())
                                ? "in the data directory, so that a copy of it reads what was forgotten since"
                                : "outside of the data directory"),
                "");
    }

    private static String settings(Config config) {
        StringBuilder text = new StringBuilder();
        for (SettingLayers.Setting setting : new SettingLayers(config).settings()) {
            String value = SettingText.of(setting.fallback()); // of a secret: that there is one
            boolean personal = PERSONAL.matcher(setting.key()).matches() && !value.isEmpty();
            text.append(setting.key())
                    .append(" = ")
                    .append(personal ? "(set)" : hostOf(value))
                    .append('\n');
        }
        return text.toString();
    }

    /** Of an address its host: what stands before or after may be a token, as with many a webhook. */
    private static String hostOf(String value) {
        return ADDRESS.matcher(value).replaceFirst("$1$2");
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

    private static String tail(Path log) throws IOException {
        if (!Files.isReadable(log)) {
            return "there is none\n";
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) + "\n";
    }
}

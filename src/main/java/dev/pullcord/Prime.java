package dev.pullcord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts a service on free ports and data of its own, asks it one thing, and stops it. The launcher has Java remember the
 * classes that this loads, so that the next start need not read them one by one.
 */
@Command(name = "prime", hidden = true, description = "Start and stop, for the launcher.")
final class Prime implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Integer call() throws IOException, InterruptedException {
        giveUpLater();
        Path data = Files.createTempDirectory("pullcord-prime");
        try {
            SettingOptions settings = new SettingOptions();
            settings.port = "0";
            settings.managementPort = "0";
            settings.data = data.toString();
            Service service =
                    Service.start(settings.read(Map.of("log.level", "error"), Map.of()), Main.clock(), () -> true);
            try {
                ask(service.baseUrl().resolve("/v1/me"));
                ask(service.managementUrl().resolve("/metrics"));
            } finally {
                service.close();
            }
        } finally {
            delete(data);
        }
        return Main.FINE;
    }

    /** Somebody waits for the real start: an archive is not worth more than this. */
    private static void giveUpLater() {
        Thread patience = new Thread(
                () -> {
                    try {
                        Thread.sleep(LONGEST.toMillis());
                        Runtime.getRuntime().halt(Main.FAILED);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "patience");
        patience.setDaemon(true);
        patience.start();
    }

    /** Whatever it answers is fine: it is asked so that it goes through the motions. */
    private static void ask(URI uri) throws IOException, InterruptedException {
        HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .build()
                .send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
    }
}

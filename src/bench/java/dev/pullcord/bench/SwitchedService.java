package dev.pullcord.bench;

import dev.pullcord.Main;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The service, whose meters count or do not as it is told, line by line: {@code on}, {@code off}. The very same process both
 * times, so that no other heap, no other compilation and no other Redis is compared. It answers in a file that it did.
 */
final class SwitchedService {
    private SwitchedService() {}

    /**
     * Serves until it is ended.
     *
     * @param args the file for its answers, then the service's own
     */
    public static void main(String[] args) {
        System.setProperty("pullcord.switchedMeters", "true");
        Thread listening = new Thread(() -> listen(Path.of(args[0])), "switch");
        listening.setDaemon(true);
        listening.start();
        Main.main(java.util.Arrays.copyOfRange(args, 1, args.length));
    }

    private static void listen(Path answers) {
        try (BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Set<MeterRegistry> plugged = Set.of();
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("off")) {
                    plugged = Set.copyOf(Metrics.globalRegistry.getRegistries());
                    plugged.forEach(Metrics::removeRegistry);
                } else {
                    plugged.forEach(Metrics::addRegistry);
                }
                Files.writeString(answers, line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's process dies by kill -9: what its client said is journaled arrives, and in its order. */
class KilledClientTest {
    @TempDir
    Path dir;

    @Test
    void nothingThatWasJournaledIsLostWhenTheProcessIsKilledTwice() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        Set<String> journaled = new LinkedHashSet<>(killedAfter(400, url, "r1")); // the service is away

        try (PretendService service = new PretendService(port)) {
            journaled.addAll(killedAfter(400, url, "r2")); // and there, while it sends
            try (PullcordClient client = PullcordClient.to(url, "pk_test", Clock.systemUTC())
                    .journal(dir.resolve("j"))
                    .pauses(Duration.ofMillis(10), Duration.ofMillis(100))
                    .start()) {
                while (client.pending() > 0) {
                    Thread.onSpinWait();
                }
            }
            assertThat(journaled).hasSizeGreaterThanOrEqualTo(800);
            assertThat(service.taken()).containsAll(journaled);
            Map<String, List<String>> byAccount =
                    service.taken().stream().collect(Collectors.groupingBy(id -> id.replaceAll("^.*-acc", "")));
            assertThat(byAccount).hasSize(10);
            byAccount.values().forEach(ids -> assertThat(ids).isSortedAccordingTo(Comparator.naturalOrder()));
        }
    }

    /** What it printed: at least so many, and what came until it was dead. */
    private List<String> killedAfter(int events, URI url, String prefix) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + ".",
                        SendingProcess.class.getName(),
                        url.toString(),
                        dir.resolve("j").toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.length() == (prefix + "-000000-acc-0").length()) { // the last may be torn
                    lines.add(line);
                }
                if (lines.size() == events) {
                    process.toHandle().destroyForcibly(); // the process itself would close what it printed
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isEqualTo(137);
        return lines;
    }
}

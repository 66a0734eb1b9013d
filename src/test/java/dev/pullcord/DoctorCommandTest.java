package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void itGathersWhatIsAskedForAndNoSecret() throws Exception {
        Path config = Files.writeString(folder.resolve("pullcord.yaml"), """
                redis: {url: 'redis://someone:tell-nobody@redis.example:6379'}
                notices:
                  slackUrl: https://chat.example/hooks/tell-nobody
                  pagerDutyUrl: https://ann:tell-nobody@hooks.example:8443/tell-nobody?token=tell-nobody
                  mailHost: mail.example
                  mailFrom: ann@desk.example
                """);
        HttpServer management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.createContext("/", exchange -> {
            byte[] said = ("it is " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        management.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + management.getAddress().getPort());
            new ServiceFile(folder).write(url, url);

            Map<String, String> files = gathered(config);

            assertThat(files).containsOnlyKeys("about.txt", "settings.txt", "ready.json", "metrics.txt", "redis.log");
            assertThat(files.get("ready.json")).isEqualTo("it is /health/ready");
            assertThat(files.get("metrics.txt")).isEqualTo("it is /metrics");
            assertThat(files.get("settings.txt"))
                    .contains(
                            "redis.url = (secret)",
                            "notices.mailFrom = (set)",
                            "notices.mailHost = mail.example",
                            "notices.pagerDutyUrl = https://hooks.example:8443\n");
            assertThat(files.get("about.txt")).contains("java: ", "free where the data are: ");
            assertThat(String.join("", files.values()))
                    .doesNotContain("tell-nobody")
                    .doesNotContain("ann@");
        } finally {
            management.stop(0);
        }
    }

    @Test
    void withoutAServiceItGathersTheRest() throws Exception {
        Map<String, String> files = gathered(Files.writeString(folder.resolve("empty.yaml"), "{}"));

        assertThat(files.get("ready.json")).startsWith("no service runs");
        assertThat(files.get("settings.txt")).contains("redis.fsync = always");
    }

    private Map<String, String> gathered(Path config) throws Exception {
        Path out = folder.resolve("bundle.zip");
        StringWriter errors = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors, true),
                "doctor",
                "--config",
                config.toString(),
                "--data",
                folder.toString(),
                "--out",
                out.toString());
        assertThat(code).as(errors.toString()).isZero();
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(out))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}

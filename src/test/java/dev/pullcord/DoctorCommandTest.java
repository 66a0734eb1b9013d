package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
                  mailHost: 'ann:tell-nobody@mail.example'
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
        Files.createDirectory(folder.resolve("redis"));
        Files.writeString(
                folder.resolve("redis/redis.log"),
                "7:M 27 Nov 2026 03:04:05.123 * Connection from 203.0.113.7:51234\n");
        try {
            URI url = URI.create("http://127.0.0.1:" + management.getAddress().getPort());
            new ServiceFile(folder).write(url, url, Map.of("claims.lease", "7m"));
            Path log = Files.writeString(folder.resolve("service.log"), """
                    {"level":"WARN","message":"https://ann:tell-nobody@chat.example/hooks/tell-nobody?a=b failed for ann@desk.example"}
                    {"level":"INFO","message":"Authorization: Bearer tell-nobody and whsec_tell-nobody1234567890 of pk_tell-nobody1234567890123"}
                    {"level":"INFO","message":"to https:\\/\\/ann:tell-nobody@hooks.example\\/hooks\\/tell-nobody?token=tell-nobody in vain"}
                    {"level":"WARN","message":"token: tell-nobody, \"password\":\"tell-nobody\" and api_key=tell-nobody"}
                    {"level":"WARN","message":"nobody at 203.0.113.7 or [2001:db8::7], call +49 171 1234567"}
                    {"level":"INFO","message":"policy default-2026-10 is in force on Platform[main]"}
                    """);

            Map<String, String> files = gathered(config, "--log", log.toString());

            assertThat(files)
                    .containsOnlyKeys(
                            "about.txt",
                            "settings.txt",
                            "running.txt",
                            "ready.json",
                            "metrics.txt",
                            "service.log",
                            "redis.log");
            assertThat(files.get("running.txt")).isEqualTo("claims.lease = 7m\n");
            assertThat(files.get("service.log"))
                    .contains("https://chat.example failed for (address)", "Bearer (secret)")
                    .contains("https:\\/\\/hooks.example in vain")
                    .contains("policy default-2026-10 is in force on Platform[main]");
            assertThat(files.get("redis.log")).isEqualTo("7:M 27 Nov 2026 03:04:05.123 * Connection from (ip):51234\n");
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
                    .doesNotContain("ann@")
                    .doesNotContain("203.0.113.7", "2001:db8", "1234567\"");
        } finally {
            management.stop(0);
        }
    }

    /** Also where one lies that somebody else could read. */
    @Test
    void itIsForItsOwnerOnly() throws Exception {
        Path before = Files.writeString(folder.resolve("bundle.zip"), "of another day");
        Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-r--r--"));

        gathered(Files.writeString(folder.resolve("empty.yaml"), "{}"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(before)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAServiceItGathersTheRest() throws Exception {
        Map<String, String> files = gathered(Files.writeString(folder.resolve("empty.yaml"), "{}"));

        assertThat(files.get("ready.json")).startsWith("no service runs");
        assertThat(files.get("settings.txt")).contains("redis.fsync = always");
    }

    @Test
    void aBadSettingIsNamedAndEndsNothing() throws Exception {
        Map<String, String> files = gathered(Files.writeString(folder.resolve("bad.yaml"), """
                claims: {lease: "not\\ntell-nobody\\nat all"}
                notices: {slackUrl: 'tell-nobody (really) '}
                nonsense: tell-nobody
                """));

        assertThat(files.get("settings.txt"))
                .contains("claims.lease is bad", "nonsense is bad", "bad.yaml")
                .doesNotContain("tell-nobody");
        assertThat(files.get("about.txt")).contains("java: ");
    }

    /** What runs is on the data that the file names, whatever else is wrong with it. */
    @Test
    void aBadSettingDoesNotHideWhatRuns() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data of it"));
        URI nobody = URI.create("http://127.0.0.1:9");
        new ServiceFile(data).write(nobody, nobody, Map.of("claims.lease", "7m"));
        Path config = Files.writeString(
                folder.resolve("bad.yaml"), "{data: '" + data + "', server: {port: 99999}, claims: {lease: 7m}}");
        Path out = folder.resolve("bundle.zip");

        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                "doctor",
                "--config",
                config.toString(),
                "--out",
                out.toString());

        assertThat(code).isZero();
        assertThat(unpacked(out)).containsEntry("running.txt", "claims.lease = 7m\n");
    }

    @Test
    void neitherDoesAFileThatIsNotThere() throws Exception {
        assertThat(gathered(folder.resolve("none.yaml")).get("settings.txt")).contains("none.yaml");
    }

    private Map<String, String> gathered(Path config, String... more) throws Exception {
        Path out = folder.resolve("bundle.zip");
        StringWriter errors = new StringWriter();
        List<String> words = new ArrayList<>(
                List.of("doctor", "--config", config.toString(), "--data", folder.toString(), "--out", out.toString()));
        words.addAll(List.of(more));
        int code = Main.run(
                new PrintWriter(new StringWriter()), new PrintWriter(errors, true), words.toArray(String[]::new));
        assertThat(code).as(errors.toString()).isZero();
        return unpacked(out);
    }

    private static Map<String, String> unpacked(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(out))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}

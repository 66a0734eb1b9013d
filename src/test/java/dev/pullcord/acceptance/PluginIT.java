package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.plugin.ConnectorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's connector, compiled against the plugin API alone and dropped into the folder, carries actions out. */
@Timeout(120)
class PluginIT {
    private static final String NOSY = """
            package dev.example.nosy;
            public final class Nosy implements dev.pullcord.plugin.ConnectorFactory {
                public Nosy() throws Exception { Class.forName("dev.pullcord.Main"); }
                public String name() { return "nosy"; }
                public int spiVersion() { return SPI_VERSION; }
                public dev.pullcord.plugin.Connector create(dev.pullcord.plugin.ConnectorContext c) { return null; }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theSampleIsDroppedInAndCarriesOut() throws Exception {
        Path data = folder.resolve("data");
        Path sample = Path.of(System.getProperty("basedir", "."), "../plugin-api/samples/connector/src/main")
                .normalize();
        jar(data.resolve("plugins/folder.jar"), sources(sample.resolve("java")), sample.resolve("resources"));
        Path nosy =
                Files.createDirectories(folder.resolve("nosy/dev/example/nosy")).resolve("Nosy.java");
        Files.writeString(nosy, NOSY);
        Path services = Files.createDirectories(folder.resolve("nosy-services/META-INF/services"));
        Files.writeString(services.resolve(ConnectorFactory.class.getName()), "dev.example.nosy.Nosy");
        jar(data.resolve("plugins/nosy.jar"), List.of(nosy), folder.resolve("nosy-services"));
        Files.writeString(data.resolve("plugins/broken.jar"), "no jar");
        Path actions = Files.createDirectories(folder.resolve("actions"));

        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(data, Map.of(), receiver.url())) {
            assertThat(service.log())
                    .contains("plugin folder.jar brings the connector folder")
                    .contains("plugin nosy.jar cannot be loaded")
                    .contains("plugin broken.jar");
            String platform = service.credentials().platform();
            assertThat(service.run("", List.of("platform", "connect", platform, "folder"))
                            .errors())
                    .contains("folder: is missing");
            ServiceProcess.Finished connected =
                    service.run("folder = " + actions, List.of("platform", "connect", platform, "folder"));
            assertThat(connected.output()).contains("state    up", "can      suspend_account");

            PullcordHttp http = new PullcordHttp(service.baseUrl());
            // The service reads how its platforms are set up at each beat; until then it acts the way it knows.
            String lead = service.credentials().tokens().get("lead");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(http.get("/v1/connectors", lead)
                                    .json()
                                    .path("items")
                                    .path(0)
                                    .path("connector")
                                    .asText())
                            .isEqualTo("folder"));
            http.postEvents(service.credentials().platformKey(), List.of(Events.panic("e-1", "rita", "acc-1")));
            Desk desk = new Desk(http, lead);
            await().atMost(Duration.ofSeconds(20)).until(() -> desk.claimNext().isPresent());
            Desk.Held held = desk.claimNext().orElseThrow();
            PullcordHttp.Reply decided = desk.decide(
                    held.caseId(), held.token(), "violation", "harassment", List.of("warn", "suspend_account"));
            assertThat(decided.status()).as(decided.text()).isIn(200, 202);
            if (decided.status() == 202) { // it takes two
                PullcordHttp.Reply agreed =
                        new Desk(http, service.credentials().tokens().get("senior")).answer(held.caseId(), true);
                assertThat(agreed.status()).as(agreed.text()).isEqualTo(201);
            }

            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                try (Stream<Path> files = Files.list(actions)) {
                    assertThat(files.map(PluginIT::read))
                            .as(desk.look(held.caseId()).toString())
                            .singleElement()
                            .asString()
                            .contains("suspend_account", "acc-1");
                }
                assertThat(receiver.calls())
                        .as(
                                "what it does not offer goes to the callback; %s",
                                desk.look(held.caseId()).path("actions"))
                        .hasSize(1);
            });
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Compiles with nothing but the plugin API in sight. */
    private void jar(Path to, List<Path> sources, Path resources) throws Exception {
        Path api = Path.of(ConnectorFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-proc:none", "-cp", api.toString(), "-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Files.createDirectories(to.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            for (Path root : List.of(classes, resources)) {
                try (Stream<Path> all = Files.walk(root)) {
                    for (Path file : all.filter(Files::isRegularFile).toList()) {
                        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                        Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            }
        }
    }
}

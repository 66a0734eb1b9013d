package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.wire.DemoCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(said, true), new PrintWriter(complained, true), args);
    }

    @Test
    void whatIsNoSpeedNoNumberAndNoAddressIsWrongUsage() {
        assertThat(run("simulate", "--speed", "fast")).isEqualTo(Main.WRONG_USAGE);
        assertThat(run("simulate", "--speed", "0.5x")).isEqualTo(Main.WRONG_USAGE);
        assertThat(run("simulate", "--speed", "4000x")).isEqualTo(Main.WRONG_USAGE);
        assertThat(run("simulate", "--evenings", "0")).isEqualTo(Main.WRONG_USAGE);
        assertThat(run("simulate", "--url", "localhost:8080")).isEqualTo(Main.WRONG_USAGE);
        assertThat(complained.toString()).contains("--speed: 'fast' is not like 10x", "--url: is not of http://");
    }

    @Test
    void itsHelpSaysWhatItDoesToThePolicy() {
        assertThat(run("simulate", "--help")).isEqualTo(Main.FINE);

        assertThat(said.toString()).contains("Usage: pullcord simulate", "--credentials", "clocks");
    }

    @Test
    void missingAndBrokenCredentialsAreSaid() throws IOException {
        assertThat(run("simulate", "--data", folder.toString())).isEqualTo(Main.FAILED);
        assertThat(complained.toString()).contains("credentials.json: there is no such file");

        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        assertThat(run("simulate", "--credentials", broken.toString())).isEqualTo(Main.FAILED);
        assertThat(complained.toString()).contains("broken.json: is not in the form");

        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        assertThat(run("simulate", "--credentials", empty.toString())).isEqualTo(Main.FAILED);
        assertThat(complained.toString()).contains("empty.json: lacks one of");
    }

    @Test
    void aServiceThatIsNotThereIsSaidAtOnce() throws IOException {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        Path file = folder.resolve("demo").resolve("credentials.json");
        new DemoCredentials(
                        nobody,
                        nobody,
                        "demo",
                        "pk_secret",
                        Map.of("lead", "lead_secret", "admin", "admin_secret"),
                        Map.of(),
                        List.of(
                                new DemoCredentials.Moderator("Ada", "ada_secret"),
                                new DemoCredentials.Moderator("Bo", "bo_secret")),
                        new DemoCredentials.Callback(nobody, "whsec_secret"))
                .write(file);

        assertThat(run("simulate", "--data", folder.toString())).isEqualTo(Main.FAILED);

        assertThat(complained.toString())
                .contains(nobody + ": does not answer", "pullcord demo --no-traffic")
                .doesNotContain("secret");
    }
}

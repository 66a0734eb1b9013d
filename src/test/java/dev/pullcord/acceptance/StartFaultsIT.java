package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a start every day ends it with one line that says what to do, and never with a trace. */
class StartFaultsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo"})
    void aPortThatIsTakenIsNamed(String command) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(start(command, Map.of(), "--port", port, "--management-port", "0"))
                    .startsWith("server.port: 127.0.0.1:" + port + ": ")
                    .contains("--port");
            assertThat(start(command, Map.of(), "--port", "0", "--management-port", port))
                    .startsWith("server.managementPort: 127.0.0.1:" + port + ": ")
                    .contains("--management-port");
        }
    }

    @Test
    void aDirectoryThatAnotherServiceHasIsNamed() {
        try (ServiceProcess first = ServiceProcess.serve(folder.resolve("data"), Map.of())) {
            assertThat(start("serve", Map.of(), "--port", "0", "--management-port", "0"))
                    .startsWith("data: ")
                    .contains("in use", "--data");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void aDirectoryThatCannotBeOneIsNamed() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");

        assertThat(start("serve", Map.of(), "--port", "0", "--management-port", "0"))
                .startsWith("data: cannot use the data directory " + folder.resolve("data"));
    }

    @Test
    void aRedisThatIsNotThereIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(start("serve", Map.of("PULLCORD_REDIS_URL", "redis://:hush@127.0.0.1:" + free)))
                .startsWith("redis.url: cannot connect to Redis: ")
                .doesNotContain("hush");
    }

    @Test
    void aSealThatIsBrokenOrOfAnotherInstallationIsNamed() throws IOException {
        Path seal = folder.resolve("data/seal.json");
        ServiceProcess books = ServiceProcess.on(folder.resolve("data"), Map.of());
        assertThat(books.run("platform", "add", "tandem").exitCode()).isZero();

        Files.delete(seal);
        assertThat(start("serve", Map.of(), "--port", "0", "--management-port", "0"))
                .startsWith("sealFile: a stored secret was sealed with another key");

        Files.writeString(seal, "no keyset");
        assertThat(start("serve", Map.of(), "--port", "0", "--management-port", "0"))
                .startsWith("sealFile: the seal's keyset at ");
    }

    @Test
    void theAdminsLinkIsKeptOutOfTheLog() throws IOException {
        try (ServiceProcess service = ServiceProcess.serveApart(folder.resolve("data"), Map.of())) {
            assertThat(service.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
            assertThat(Files.readString(folder.resolve("data.err"))).contains("First start.", "/setup/");
        }
    }

    /** The one line that it complained in; what stands beside it is the log. */
    private String start(String command, Map<String, String> environment, String... flags) {
        List<String> words = new java.util.ArrayList<>(List.of(command));
        words.addAll(List.of(flags));
        ServiceProcess.Finished finished =
                ServiceProcess.on(folder.resolve("data"), environment).run("", words);

        assertThat(finished.exitCode()).isEqualTo(1);
        List<String> said =
                finished.errors().lines().filter(line -> !line.startsWith("{")).toList();
        assertThat(said).hasSize(1);
        return said.get(0);
    }
}

package dev.pullcord.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pullcord.console.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it in a real call, in a network that ends at this machine's edge. */
@Timeout(240)
class JanusCallIT {
    private static final String ADDRESS = "10.77.0.1";
    private static final String NETWORK =
            "ip link set lo up && ip link add cam0 type veth peer name cam1 && ip addr add " + ADDRESS
                    + "/24 dev cam0 && ip link set cam0 up && ip link set cam1 up && exec \"$@\"";

    @TempDir
    Path folder;

    @Test
    void whoPressesIsHelpedAndWhoIsRemovedStaysOut() throws Exception {
        Browser.need();
        assumeThat(Janus.missing()).as("Janus, which ./pullcord check installs").isEmpty();
        assumeThat(run(List.of("true"), folder.resolve("network.log")))
                .as("a private network namespace with a pair of interfaces")
                .isZero();
        Path said = folder.resolve("call.log");

        int code = run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dbasedir=" + System.getProperty("basedir", "."),
                        JanusCall.class.getName(),
                        ADDRESS,
                        folder.toString()),
                said);

        String all = Files.readString(said);
        System.out.println(
                all.lines().filter(line -> line.startsWith("measured")).toList());
        assertThat(code).as(all).isZero();
        assertThat(all).contains("RESULT PASS");
    }

    /** Runs a command in a network of its own, from the folder of the sources. */
    private static int run(List<String> command, Path said) throws Exception {
        List<String> all = new java.util.ArrayList<>(List.of("unshare"));
        if (!"root".equals(System.getProperty("user.name"))) {
            all.add("--map-root-user");
        }
        all.addAll(List.of("--net", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", NETWORK, "sh"));
        all.addAll(command);
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(200, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + Files.readString(said));
        }
        return process.exitValue();
    }
}

package dev.pullcord.connectors.jitsi;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Prosody of the system's package with our module in it, on a port of its own. Without Jitsi's media, which no test needs. */
public final class Prosody implements AutoCloseable {
    private static final Path BASE =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

    private final Process process;
    private final Path log;
    private final int port;

    /**
     * @param folder for what it keeps; the blocks of a Prosody before it, for one
     * @param events where it tells what happens
     * @param accounts {@code token}, {@code username} or {@code none}
     */
    public Prosody(Path folder, URI events, String secret, String accounts) throws IOException {
        port = freePort();
        log = folder.resolve("prosody.log");
        Files.createDirectories(folder.resolve("data"));
        ProcessBuilder builder = new ProcessBuilder(
                        "prosody",
                        "-F",
                        "--config",
                        BASE.resolve("test/resources/prosody/prosody.cfg.lua").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "RUN", folder.toString(),
                        "MODULES",
                                BASE.resolve("../plugin-api/prosody")
                                        .normalize()
                                        .toString(),
                        "TEST_MODULES", BASE.resolve("test/resources/prosody").toString(),
                        "PORT", Integer.toString(port),
                        "EVENTS", events.toString(),
                        "SECRET", secret,
                        "ACCOUNTS", accounts));
        process = builder.start();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> listens() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("Prosody does not start: " + log());
        }
    }

    public static boolean isThere() {
        return Files.isExecutable(Path.of("/usr/bin/prosody"));
    }

    public URI commands() {
        return URI.create("http://127.0.0.1:" + port + "/pullcord/commands");
    }

    /** Where somebody of this account comes in. */
    public URI socket(String account) {
        return URI.create("ws://127.0.0.1:" + port + "/xmpp-websocket?user=" + account);
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket asked = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return asked.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** At once, as in a crash: what it was told to keep it must have kept by then. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

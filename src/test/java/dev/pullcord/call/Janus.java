package dev.pullcord.call;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Janus of the system's package, on ports of its own, that tells a service what happens. */
final class Janus implements AutoCloseable {
    static final String ADMIN_SECRET = "admin-secret-of-the-call";
    static final String ADMIN_KEY = "admin-key-of-the-call";
    private static final Path LIBRARIES = Path.of("/usr/lib/x86_64-linux-gnu/janus");

    private final Process process;
    private final int admin;
    private final int socket;

    /**
     * @param folder for what it needs
     * @param address on which media goes
     * @param events where it tells what happens, as user {@code janus}
     */
    Janus(Path folder, String address, URI events, String eventPassword) throws IOException {
        admin = freePort();
        socket = freePort();
        Files.createDirectories(folder);
        String core = Files.readString(Path.of(System.getProperty("basedir", "."), "test/resources/call/janus.jcfg"));
        Map<String, String> values = Map.of(
                "@RUN@",
                folder.toString(),
                "@JANUS@",
                LIBRARIES.toString(),
                "@ADMIN_SECRET@",
                ADMIN_SECRET,
                "@ADDRESS@",
                address);
        for (Map.Entry<String, String> value : values.entrySet()) {
            core = core.replace(value.getKey(), value.getValue());
        }
        write(folder, "janus", core);
        write(
                folder,
                "janus.plugin.videoroom",
                "general: { admin_key = \"" + ADMIN_KEY + "\"; string_ids = true; events = true; }");
        write(
                folder,
                "janus.transport.http",
                "general: { json = \"compact\"; base_path = \"/janus\"; http = false; https = false; }\n"
                        + "admin: { admin_base_path = \"/admin\"; admin_http = true; admin_port = " + admin
                        + "; admin_ip = \"127.0.0.1\"; admin_https = false; }");
        write(
                folder,
                "janus.transport.websockets",
                "general: { json = \"compact\"; ws = true; ws_port = " + socket
                        + "; ws_ip = \"127.0.0.1\"; wss = false; }\nadmin: { admin_ws = false; admin_wss = false; }");
        write(
                folder,
                "janus.eventhandler.sampleevh",
                "general: { enabled = true; events = \"plugins\"; grouping = true; json = \"compact\"; backend = \""
                        + events
                        + "\"; backend_user = \"janus\"; backend_pwd = \"" + eventPassword
                        + "\"; max_retransmissions = 5; retransmissions_backoff = 100; }");
        process = new ProcessBuilder("janus", "-F", folder.toString(), "-C", folder + "/janus.jcfg", "-e")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("janus.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> listens(admin));
    }

    /** Why it cannot be started here; empty when it can. */
    static Optional<String> missing() {
        return Files.isExecutable(Path.of("/usr/bin/janus")) && Files.isDirectory(LIBRARIES)
                ? Optional.empty()
                : Optional.of("the package janus is not installed");
    }

    URI admin() {
        return URI.create("http://127.0.0.1:" + admin + "/admin");
    }

    URI socket() {
        return URI.create("ws://127.0.0.1:" + socket);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".jcfg"), text, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket asked = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return asked.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

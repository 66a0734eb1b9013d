package dev.pullcord.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A redis-server with settings of the test's own, as an operator would run it. Ends with the JVM, or when it is closed. */
final class ExternalRedis implements AutoCloseable {
    private final int port;
    private final RedisHome home;
    private final RedisServerBinary binary;
    private ServerProcess process;

    private ExternalRedis(int port, RedisHome home, RedisServerBinary binary) {
        this.port = port;
        this.home = home;
        this.binary = binary;
    }

    /** Starts one with these lines of redis.conf, which name the port themselves. */
    static ExternalRedis start(Path folder, int port, String... config) {
        return start(folder, port, bundled(folder), config);
    }

    /** Starts a Sentinel with these lines of sentinel.conf. */
    static ExternalRedis startSentinel(Path folder, int port, String... config) {
        try {
            Path sentinel = folder.resolve("redis-sentinel"); // the name makes it one
            Files.copy(bundled(folder).path(), sentinel);
            return start(folder, port, new RedisServerBinary(sentinel, new RedisVersion(7, 0, 15)), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExternalRedis start(Path folder, int port, RedisServerBinary binary, String... config) {
        RedisHome home = RedisHome.below(folder);
        List<String> lines = new ArrayList<>(List.of(config));
        lines.add("bind 127.0.0.1");
        try {
            Files.write(home.config(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ExternalRedis redis = new ExternalRedis(port, home, binary);
        redis.start();
        return redis;
    }

    void start() {
        process = ServerProcess.start(binary, home);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(process.logTail());
                    }
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                    }
                    return true;
                });
    }

    /** Ends it at once, as a power cut would end the process. */
    void kill() throws InterruptedException {
        process.end(Duration.ZERO);
    }

    int port() {
        return port;
    }

    /** A port that is free now, with the one 10 000 above it free too: a Cluster's nodes speak there. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
            try (ServerSocket one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    ServerSocket other = new ServerSocket(port + 10_000, 1, InetAddress.getLoopbackAddress())) {
                if (one.isBound() && other.isBound()) {
                    return port;
                }
            } catch (IOException taken) {
                // another one, then
            }
        }
    }

    private static RedisServerBinary bundled(Path folder) {
        return RedisServerBinary.find(Optional.empty(), folder.resolve("bin"), Map.of());
    }

    @Override
    public void close() {
        try {
            process.end(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

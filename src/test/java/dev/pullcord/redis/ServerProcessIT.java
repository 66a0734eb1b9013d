package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {
    @TempDir
    Path temp;

    @Test
    void whoeverElseAnswersIsNotTakenForOurs() throws Exception {
        RedisHome home = RedisHome.below(temp);
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try (Impostor impostor = new Impostor(ProcessHandle.current().pid(), home.config())) {
            Endpoint endpoint = new Endpoint("127.0.0.1", impostor.port(), "pullcord", "secret");
            home.writeConfig(endpoint, Fsync.NO);
            ServerProcess silent = ServerProcess.start(fake("exec sleep 60"), home);

            Future<?> ready = waiting.submit(() -> {
                silent.awaitReady(endpoint);
                return true;
            });

            impostor.awaitAsked(5);
            assertThat(ready.isDone()).isFalse();
            silent.end(Duration.ofSeconds(5));
            assertThatThrownBy(ready::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("redis-server ended with code");
        } finally {
            waiting.shutdownNow();
        }
    }

    @Test
    void aTakenPortIsSeen() throws Exception {
        RedisHome home = RedisHome.below(temp);
        try (Impostor impostor = new Impostor(ProcessHandle.current().pid(), home.config())) {
            Endpoint endpoint = new Endpoint("127.0.0.1", impostor.port(), "pullcord", "secret");
            home.writeConfig(endpoint, Fsync.NO);
            RedisServerBinary bundled = RedisServerBinary.find(Optional.empty(), temp.resolve("bin"), Map.of());
            ServerProcess process = ServerProcess.start(bundled, home);

            assertThat(process.awaitEnd()).isNotZero();

            assertThat(process.portWasTaken()).as(process.logTail()).isTrue();
            process.end(Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerThatIgnoresItsOrdersIsKilled() throws Exception {
        RedisHome home = RedisHome.below(temp);
        ServerProcess stubborn = ServerProcess.start(fake("trap '' TERM; echo deaf; while :; do sleep 1; done"), home);
        while (!stubborn.logTail().contains("deaf")) {
            Thread.onSpinWait();
        }

        stubborn.end(Duration.ofMillis(100));

        assertThat(stubborn.isAlive()).isFalse();
        assertThat(ProcessHandle.allProcesses().filter(home::runsHere)).isEmpty();
    }

    @Test
    void itsEnvironmentHasNoSecrets() throws Exception {
        RedisHome home = RedisHome.below(temp);
        ServerProcess process = ServerProcess.start(fake("env"), home);
        assertThat(process.awaitEnd()).isZero();

        assertThat(process.logTail().lines().map(line -> line.substring(0, line.indexOf('='))))
                .contains("PATH")
                .isSubsetOf("PATH", "PWD", "OLDPWD", "SHLVL", "_");
    }

    private RedisServerBinary fake(String body) throws IOException {
        Path path = temp.resolve("fake-server");
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new RedisServerBinary(path, new RedisVersion(7, 0, 15));
    }

    /** Takes any password and says what a real Redis would, of a process that was not started here. */
    private static final class Impostor implements AutoCloseable {
        private final ServerSocket socket;
        private final Semaphore asked = new Semaphore(0);

        Impostor(long processId, Path config) throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            String info = "process_id:" + processId + "\r\nconfig_file:" + config + "\r\nloading:0\r\n";
            Thread thread = new Thread(() -> serve("+OK\r\n$" + info.length() + "\r\n" + info + "\r\n"), "impostor");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        /** Blocks until it was asked this often. */
        void awaitAsked(int times) throws InterruptedException {
            assertThat(asked.tryAcquire(times, 20, TimeUnit.SECONDS)).isTrue();
        }

        private void serve(String reply) {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    asked.release();
                    caller.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                    caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

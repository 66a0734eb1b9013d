package dev.pullcord.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of redis-server, and the shell that sees to it that it never outlives this JVM.
 *
 * <p>The idea: this JVM holds the writing end of a pipe and never writes. A shell reads from it; when the JVM ends, however
 * it ends, the kernel closes the pipe, the read returns, and the shell tells Redis to end. The shell is the parent of Redis
 * and waits for it, so the process id that it signals cannot be anyone else's. If the shell itself is killed, its reader
 * is still there, and this JVM sees the shell end and closes the pipe.
 *
 * <p>Where {@code setsid} exists the shell runs in a session of its own: Ctrl-C at a terminal goes to the service, which
 * drains, and not to the Redis that it drains into.
 */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    // What still runs ten seconds after TERM loses nothing that was acknowledged. Without the shell, which keeps the
    // number of its child from being given to another process, there is no KILL: the next start sees to it.
    private static final String WRAPPER = """
            umask 077
            exec 3<&0
            "$@" </dev/null 3<&- &
            redis=$!
            {
              read -r nothing <&3
              kill -TERM $redis
              for second in 1 2 3 4 5 6 7 8 9 10; do kill -0 $redis || exit; sleep 1; done
              kill -0 $$ && kill -KILL $redis
            } >/dev/null 2>&1 &
            reader=$!
            trap 'kill -TERM $redis 2>/dev/null' TERM INT HUP
            wait $redis; result=$?
            while kill -0 $redis 2>/dev/null; do wait $redis; result=$?; done
            kill $reader 2>/dev/null
            exit $result
            """;

    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(500);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(5);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final int LOG_TAIL = 4096; // bytes

    private final RedisHome home;
    private final Process wrapper;
    private final long logFrom;
    private volatile Optional<ProcessHandle> redis = Optional.empty();

    private ServerProcess(RedisHome home, Process wrapper, long logFrom) {
        this.home = home;
        this.wrapper = wrapper;
        this.logFrom = logFrom;
    }

    /** Starts the server on the redis.conf of a home; it does not answer yet. */
    static ServerProcess start(RedisServerBinary binary, RedisHome home) {
        List<String> command = new ArrayList<>();
        setsid().ifPresent(path -> command.add(path.toString()));
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                WRAPPER,
                "pullcord-redis",
                binary.path().toString(),
                home.config().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        // The service's environment may hold secrets; Redis needs none of it.
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        try {
            long logFrom = Files.exists(home.log()) ? Files.size(home.log()) : 0;
            return new ServerProcess(home, builder.start(), logFrom);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + binary.path(), e);
        }
    }

    /**
     * Waits until the server answers, has read its data, and is shown to be the process started here: it takes the
     * generated password, and its process is a child of ours that runs on our redis.conf.
     *
     * @throws IOException if it ends or stays silent; the message has the end of its log
     */
    void awaitReady(Endpoint endpoint) throws IOException, InterruptedException {
        long silentSince = System.nanoTime();
        while (true) {
            if (!wrapper.isAlive()) {
                throw new IOException("redis-server ended with code " + wrapper.exitValue() + ": " + logTail());
            }
            try {
                ServerProbe.Identity identity = ServerProbe.ask(endpoint, PROBE_TIMEOUT);
                Optional<ProcessHandle> process =
                        ProcessHandle.of(identity.processId()).filter(this::isOurs);
                if (process.isPresent()) {
                    redis = process;
                    if (!identity.loading()) {
                        return;
                    }
                    silentSince = System.nanoTime(); // a large log takes as long as it takes
                }
            } catch (IOException notYet) {
                LOG.trace("not up yet: {}", notYet.getMessage());
            }
            if (System.nanoTime() - silentSince > SILENCE_LIMIT.toNanos()) {
                throw new IOException("redis-server did not answer on " + endpoint + " within "
                        + SILENCE_LIMIT.toSeconds() + " s: " + logTail());
            }
            Thread.sleep(PROBE_PAUSE.toMillis());
        }
    }

    /** Whether it ended because another process has its port. */
    boolean portWasTaken() {
        // What follows it on the line is the C library's to word.
        return logTail().contains("Could not create server TCP listening socket");
    }

    /** Blocks until the server has ended, and its shell with it. */
    int awaitEnd() throws InterruptedException {
        return wrapper.waitFor();
    }

    boolean isAlive() {
        return wrapper.isAlive();
    }

    /** The process id of redis-server, once it was ready. */
    Optional<Long> redisId() {
        return redis.map(ProcessHandle::pid);
    }

    /**
     * Tells the server to end and waits for it: first by TERM, on which it writes out and closes its AOF, then by KILL.
     * When this returns no process of this run is left. May be called again, and after the server has ended by itself.
     */
    void end(Duration patience) throws InterruptedException {
        try {
            wrapper.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the pipe was closed already", e);
        }
        if (!wrapper.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.warn("redis-server did not end within {} ms: killing it", patience.toMillis());
            wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
            if (!wrapper.waitFor(KILL_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                wrapper.destroyForcibly();
            }
        }
        // Only there if the shell was killed: its reader has told Redis to end by now.
        Optional<ProcessHandle> orphan = redis.filter(home::runsHere);
        if (orphan.isPresent() && !awaitExit(home, orphan.get(), patience)) {
            orphan.get().destroyForcibly();
            awaitExit(home, orphan.get(), KILL_LIMIT);
        }
    }

    /**
     * Ends a Redis that an earlier service left on this home. Its service is gone, since the home is ours now.
     *
     * @throws IllegalStateException if it does not go
     */
    static void endLeftOver(RedisHome home, Duration patience) throws InterruptedException {
        Optional<ProcessHandle> found = home.leftOver();
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle old = found.get();
        LOG.info("waiting for the Redis of an earlier run to end, process {}", old.pid());
        old.destroy();
        if (!awaitExit(home, old, patience)) {
            LOG.warn("it did not end within {}: killing it", patience);
            old.destroyForcibly();
            if (!awaitExit(home, old, KILL_LIMIT)) {
                throw new IllegalStateException(
                        "process " + old.pid() + ", a Redis of an earlier run on " + home.folder() + ", does not end");
            }
        }
    }

    /** The end of what this run has written to its log. */
    String logTail() {
        try (var channel = Files.newByteChannel(home.log())) {
            long from = Math.max(Math.min(logFrom, channel.size()), channel.size() - LOG_TAIL);
            channel.position(from);
            var bytes = java.nio.ByteBuffer.allocate(LOG_TAIL);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end of the file
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private boolean isOurs(ProcessHandle process) {
        Optional<ProcessHandle> ancestor = process.parent();
        while (ancestor.isPresent() && ancestor.get().pid() != wrapper.pid()) {
            ancestor = ancestor.get().parent();
        }
        return ancestor.isPresent() && home.runsHere(process);
    }

    /** A process that nobody has reaped counts as gone: it runs nothing any more. */
    private static boolean awaitExit(RedisHome home, ProcessHandle process, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (home.runsHere(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PROBE_PAUSE.toMillis());
        }
        return true;
    }

    private static Optional<Path> setsid() {
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1)) {
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, "setsid"))) {
                return Optional.of(Path.of(folder, "setsid"));
            }
        }
        return Optional.empty();
    }
}

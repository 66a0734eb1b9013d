package dev.pullcord.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server that this service starts and owns. It keeps its data in {@code <data>/redis}, ends with the service
 * however that ends, and is started again if it ends alone.
 *
 * <p>It listens on 127.0.0.1 behind a generated password, and not on a Unix socket: the path of a data directory may be
 * longer than the 108 bytes a socket's name can have, and the client would need a native transport per platform. The
 * password is drawn anew at each start, lies in files only their owner reads, and never stands in a command line.
 *
 * <p>One service has a data directory at a time. The server that answers is trusted only when it takes the password and
 * is shown to be the child that was started: whoever else has the port is never spoken to.
 *
 * <p>Thread-safe. {@code start} and {@code close} block; never call them on an event loop.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    private static final String HOST = "127.0.0.1";
    private static final String USER = "pullcord";
    private static final int PORT_TRIES = 10;
    // Below the range from which kernels draw the ports of outgoing connections: a restart finds its port free.
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration ATTACH_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    /** Told when the server ends alone and when it is back. Called on the supervising thread, one call at a time. */
    public interface Watcher {
        /** The server ended although nobody asked it to. It is being started again. */
        void ended(int exitCode);

        /** It answers again, on the same port with the same password, with every write it had acknowledged. */
        void back(Duration away);

        /** Does nothing. */
        static Watcher none() {
            return new Watcher() {
                @Override
                public void ended(int exitCode) {}

                @Override
                public void back(Duration away) {}
            };
        }
    }

    private final Endpoint endpoint;
    private final Optional<Owned> owned;

    private EmbeddedRedis(Endpoint endpoint, Optional<Owned> owned) {
        this.endpoint = endpoint;
        this.owned = owned;
    }

    /**
     * Starts the server on its data and waits until it has read them.
     *
     * @throws IllegalStateException if another service has the data directory, if no server can be found or run, or if it
     *     cannot read its data; the message says what to do
     */
    public static EmbeddedRedis start(RedisSettings settings, Watcher watcher) {
        RedisHome home = RedisHome.below(settings.dataDir());
        RedisHome.Hold hold = home.hold()
                .orElseThrow(() -> new IllegalStateException("the data directory " + settings.dataDir()
                        + " is in use by " + home.holder() + ": stop it, or give this one another data directory"));
        return start(settings, watcher, home, hold);
    }

    /**
     * The Redis of the service that has this data directory, or, if none has, one started as by {@link #start}. For a
     * second command of the same user on the same machine.
     *
     * @throws IllegalStateException if a service has the directory but its Redis does not answer within ten seconds
     */
    public static EmbeddedRedis attachOrStart(RedisSettings settings, Watcher watcher) {
        RedisHome home = RedisHome.below(settings.dataDir());
        long deadline = System.nanoTime() + ATTACH_PATIENCE.toNanos();
        while (true) {
            Optional<RedisHome.Hold> hold = home.hold();
            if (hold.isPresent()) {
                return start(settings, watcher, home, hold.get());
            }
            Optional<Endpoint> running = home.readEndpoint().filter(found -> answersFor(home, found));
            if (running.isPresent()) {
                return new EmbeddedRedis(running.get(), Optional.empty());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the data directory " + settings.dataDir() + " is in use by "
                        + home.holder() + ", but its Redis does not answer");
            }
            pause(Duration.ofMillis(50));
        }
    }

    private static EmbeddedRedis start(RedisSettings settings, Watcher watcher, RedisHome home, RedisHome.Hold hold) {
        try {
            home.deleteEndpoint();
            RedisServerBinary binary = RedisServerBinary.find(
                    settings.serverBinary(), home.folder().resolve("bin"), System.getenv());
            home.checkReadableBy(binary);
            ServerProcess.endLeftOver(home, END_PATIENCE);
            home.turnLog();
            for (int tries = 1; ; tries++) {
                // A new password too: whoever had the port may have been shown the old one.
                Endpoint endpoint = new Endpoint(HOST, freePort(), USER, password());
                home.writeConfig(endpoint, settings.fsync());
                ServerProcess process = ServerProcess.start(binary, home);
                try {
                    process.awaitReady(endpoint);
                    home.writeEndpoint(endpoint);
                    LOG.info("embedded Redis {} is up on {}, fsync {}", binary.version(), endpoint, settings.fsync());
                    Owned owned = new Owned(settings, watcher, home, hold, endpoint, binary, process);
                    owned.supervise();
                    return new EmbeddedRedis(endpoint, Optional.of(owned));
                } catch (IOException e) {
                    boolean again = process.portWasTaken() && tries < PORT_TRIES;
                    process.end(END_PATIENCE);
                    if (!again) {
                        throw new IllegalStateException("the embedded Redis does not start. " + e.getMessage(), e);
                    }
                } catch (InterruptedException | RuntimeException e) {
                    process.end(END_PATIENCE);
                    throw e;
                }
            }
        } catch (InterruptedException e) {
            hold.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting the embedded Redis", e);
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /** Where it answers; the same for as long as this object lives. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Whether this object started the server, and ends it; false if it only attached to a running service's. */
    public boolean owns() {
        return owned.isPresent();
    }

    /** The process id of the running redis-server; empty while it is away, or if it is not ours. */
    public OptionalLong processId() {
        return owned.flatMap(Owned::processId).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * Ends the server and lets the data directory go; nothing if it is not ours. Waits until Redis has written out its
     * AOF, about ten seconds at most. May be called again.
     */
    @Override
    public void close() {
        owned.ifPresent(Owned::close);
    }

    private static boolean answersFor(RedisHome home, Endpoint found) {
        try {
            ServerProbe.Identity identity = ServerProbe.ask(found, PROBE_TIMEOUT);
            return !identity.loading()
                    && ProcessHandle.of(identity.processId())
                            .filter(home::runsHere)
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static String password() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int freePort() {
        SecureRandom random = new SecureRandom();
        for (int tries = 0; tries < 1000; tries++) {
            int port = LOWEST_PORT + random.nextInt(HIGHEST_PORT - LOWEST_PORT);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                LOG.trace("port {} is taken", port);
            }
        }
        throw new UncheckedIOException(new IOException("no free port on " + HOST));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the embedded Redis", e);
        }
    }

    /** The server that is ours, and the thread that starts it again when it ends alone. */
    private static final class Owned {
        private final RedisSettings settings;
        private final Watcher watcher;
        private final RedisHome home;
        private final RedisHome.Hold hold;
        private final Endpoint endpoint;
        private final Thread supervisor;
        private RedisServerBinary binary;
        private volatile ServerProcess process;
        private volatile boolean closing;

        Owned(
                RedisSettings settings,
                Watcher watcher,
                RedisHome home,
                RedisHome.Hold hold,
                Endpoint endpoint,
                RedisServerBinary binary,
                ServerProcess process) {
            this.settings = settings;
            this.watcher = watcher;
            this.home = home;
            this.hold = hold;
            this.endpoint = endpoint;
            this.binary = binary;
            this.process = process;
            this.supervisor = new Thread(this::run, "embedded-redis");
            supervisor.setDaemon(true);
        }

        void supervise() {
            supervisor.start();
        }

        Optional<Long> processId() {
            ServerProcess now = process;
            return now.isAlive() ? now.redisId() : Optional.empty();
        }

        private void run() {
            try {
                while (!closing) {
                    int code = process.awaitEnd();
                    if (closing) {
                        return;
                    }
                    long since = System.nanoTime();
                    LOG.error("the embedded Redis ended with code {}: starting it again", code);
                    tell(() -> watcher.ended(code));
                    if (!startAgain()) {
                        return;
                    }
                    Duration away = Duration.ofNanos(System.nanoTime() - since);
                    LOG.warn("the embedded Redis is back after {} ms", away.toMillis());
                    tell(() -> watcher.back(away));
                }
            } catch (InterruptedException closed) {
                LOG.debug("supervision ends");
            }
        }

        private boolean startAgain() throws InterruptedException {
            Duration backoff = SHORTEST_BACKOFF;
            while (!closing) {
                try {
                    process.end(END_PATIENCE);
                    ServerProcess.endLeftOver(home, END_PATIENCE);
                    home.turnLog();
                    home.writeConfig(endpoint, settings.fsync());
                    process = ServerProcess.start(binary, home);
                    process.awaitReady(endpoint);
                    return true;
                } catch (IOException | RuntimeException e) {
                    LOG.error("the embedded Redis does not start again: {}", e.getMessage());
                    Thread.sleep(backoff.toMillis());
                    Duration doubled = backoff.multipliedBy(2);
                    backoff = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
                }
            }
            return false;
        }

        private void tell(Runnable news) {
            try {
                news.run();
            } catch (RuntimeException e) {
                LOG.error("the watcher of the embedded Redis failed", e);
            }
        }

        synchronized void close() {
            if (closing) {
                return;
            }
            closing = true;
            boolean interrupted = false;
            try {
                home.deleteEndpoint();
                supervisor.interrupt();
                process.end(END_PATIENCE);
                supervisor.join();
                process.end(END_PATIENCE); // one that was being started meanwhile
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                hold.close();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}

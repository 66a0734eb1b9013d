package dev.pullcord.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where Redis is and how it is spoken to.
 *
 * @param url an external Redis; empty means the embedded one. {@code redis://} or {@code rediss://} for one server,
 *     {@code redis-sentinel://host:port,host:port/0#master} (or {@code rediss-sentinel://}) for Sentinel, several
 *     {@code redis://} addresses with commas between them for a Cluster
 * @param cluster treats a single address as a seed of a Cluster; several addresses need no flag
 * @param user ACL user, if it does not stand in the url
 * @param password its password, if it does not stand in the url
 * @param caFile PEM file of the authorities to trust for {@code rediss://}; empty trusts those of the JVM
 * @param dataDir the service's data directory; the embedded Redis keeps its own in {@code redis} below it
 * @param serverBinary redis-server or valkey-server to run embedded; empty looks on PATH, then takes the bundled one
 * @param fsync when the embedded Redis forces writes to disk
 * @param commandTimeout after this long without an answer a command has failed, and nothing is known of its effect
 * @param requestQueueSize commands under way at once on the connection; one more fails at once
 * @param ioThreads threads that speak with Redis
 */
public record RedisSettings(
        Optional<String> url,
        boolean cluster,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> caFile,
        Path dataDir,
        Optional<Path> serverBinary,
        Fsync fsync,
        Duration commandTimeout,
        int requestQueueSize,
        int ioThreads) {

    public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(2);
    public static final int DEFAULT_REQUEST_QUEUE_SIZE =
            65_536; // all loops of all partitions of some eighty platforms, at once
    public static final int DEFAULT_IO_THREADS = 2;

    public RedisSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(caFile, "caFile");
        Objects.requireNonNull(dataDir, "dataDir");
        Objects.requireNonNull(serverBinary, "serverBinary");
        Objects.requireNonNull(fsync, "fsync");
        Objects.requireNonNull(commandTimeout, "commandTimeout");
        if (commandTimeout.isZero() || commandTimeout.isNegative()) {
            throw new IllegalArgumentException("commandTimeout must be above zero, not " + commandTimeout);
        }
        if (requestQueueSize < 1) {
            throw new IllegalArgumentException("requestQueueSize must be 1 or more, not " + requestQueueSize);
        }
        if (ioThreads < 1) {
            throw new IllegalArgumentException("ioThreads must be 1 or more, not " + ioThreads);
        }
        if (cluster && url.isEmpty()) {
            throw new IllegalArgumentException("cluster needs a url: the embedded Redis is one server");
        }
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("user needs a password");
        }
    }

    /** The embedded Redis with every default. */
    public static RedisSettings embedded(Path dataDir) {
        return new RedisSettings(
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                dataDir,
                Optional.empty(),
                Fsync.ALWAYS,
                DEFAULT_COMMAND_TIMEOUT,
                DEFAULT_REQUEST_QUEUE_SIZE,
                DEFAULT_IO_THREADS);
    }

    /** Leaves out what is secret: the url (it may carry a password), the user and the password. */
    @Override
    public String toString() {
        return "RedisSettings[" + (url.isPresent() ? "external" : "embedded in " + dataDir) + ", fsync=" + fsync
                + ", commandTimeout=" + commandTimeout + "]";
    }
}

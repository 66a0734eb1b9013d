package dev.pullcord.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of an embedded Redis, {@code <data>/redis}: its data, settings, log, and whose it is. Everything in it is
 * readable by its owner only.
 */
final class RedisHome {
    /**
     * Folders that this JVM holds. The lock of a file belongs to the process, and closing any channel on that file lets go
     * of it: a second look at a folder of our own must not open its lock file at all.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final long LARGEST_LOG = 4L << 20; // 4 MiB, then one older log is kept
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private RedisHome(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder below a data directory; made if it is not there.
     *
     * @throws IllegalArgumentException if its name has a control character: it could not be written to redis.conf
     */
    static RedisHome below(Path dataDir) {
        if (dataDir.toString().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the data directory's name has a control character in it");
        }
        try {
            Path data = dataDir.toAbsolutePath();
            Files.createDirectories(data, OWNER_FOLDER);
            Path folder = data.toRealPath().resolve("redis");
            Files.createDirectories(folder, OWNER_FOLDER);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new RedisHome(folder.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + dataDir, e);
        }
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("redis.conf");
    }

    Path log() {
        return folder.resolve("redis.log");
    }

    /** Takes the folder for this process, or says that another has it. Let go by closing. */
    Optional<Hold> hold() {
        if (!HELD_HERE.add(folder)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OWNER_FILE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.US_ASCII.encode(
                        Long.toString(ProcessHandle.current().pid())));
                return Optional.of(new Hold(channel, folder));
            }
            channel.close();
        } catch (IOException e) {
            closeQuietly(channel);
            HELD_HERE.remove(folder);
            throw new UncheckedIOException("cannot lock the data directory " + folder, e);
        }
        HELD_HERE.remove(folder);
        return Optional.empty();
    }

    /** The process that has the folder, as far as it is known. */
    String holder() {
        if (HELD_HERE.contains(folder)) {
            return "this process";
        }
        try {
            String pid = Files.readString(folder.resolve("lock")).strip();
            return pid.matches("\\d+") ? "process " + pid : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }

    /** Writes redis.conf. Values are ours or numbers, and the folder is the working directory: nothing is to be quoted. */
    void writeConfig(Endpoint endpoint, Fsync fsync) {
        List<String> lines = List.of(
                "# Written at every start; changes here are lost.",
                "bind " + endpoint.host(),
                "port " + endpoint.port(),
                "protected-mode yes",
                "daemonize no",
                // The command line stays as it was given, so that the next start can tell whose process this is.
                "set-proc-title no",
                "pidfile redis.pid",
                "dir ./",
                "databases 1",
                "maxclients 512",
                "tcp-keepalive 60",
                "maxmemory-policy noeviction",
                "save \"\"",
                "appendonly yes",
                "appendfsync " + fsync.word(),
                // What a crash left half written was never acknowledged: it is cut off.
                "aof-load-truncated yes",
                // Nobody can be this user: it is off and has no password. Yet it may do everything: reading the AOF
                // back
                // runs as it, and what a script wrote (MULTI … EXEC) is else dropped without a word (redis#14541).
                "user default off resetpass ~* &* +@all",
                // No CONFIG, DEBUG, SHUTDOWN, FLUSHALL, KEYS, REPLICAOF, MODULE: the service has no use for them.
                "user " + endpoint.user() + " on #" + sha256(endpoint.password())
                        + " ~* &* +@all -@admin -@dangerous +info");
        writeOwned(config(), String.join("\n", lines) + "\n");
    }

    void writeEndpoint(Endpoint endpoint) {
        try {
            writeOwned(folder.resolve("endpoint.json"), JSON.writeValueAsString(endpoint) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an endpoint is always JSON", e);
        }
    }

    void deleteEndpoint() {
        try {
            Files.deleteIfExists(folder.resolve("endpoint.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + folder, e);
        }
    }

    /** Where the Redis of this folder's holder answers; empty while it is not up. */
    Optional<Endpoint> readEndpoint() {
        try {
            return Optional.of(JSON.readValue(Files.readString(folder.resolve("endpoint.json")), Endpoint.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a process runs on this folder's redis.conf; a foreign process that got an old pid does not. */
    boolean runsHere(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(config().toString()))
                        .orElse(false);
    }

    /** A Redis that an earlier service left running on this folder. */
    Optional<ProcessHandle> leftOver() {
        try {
            String pid = Files.readString(folder.resolve("redis.pid")).strip();
            return pid.matches("\\d{1,18}")
                    ? ProcessHandle.of(Long.parseLong(pid)).filter(this::runsHere)
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve("redis.pid"), e);
        }
    }

    /**
     * Refuses a server that would not see the data: up to 6.2 the append-only file is one file, from 7.0 it is a folder,
     * and an old server beside the folder starts empty without a word.
     */
    void checkReadableBy(RedisServerBinary binary) {
        if (Files.exists(folder.resolve("appendonlydir")) && binary.version().major() < 7) {
            throw new IllegalStateException("the data in " + folder + " was written by Redis 7 or newer, but "
                    + binary.path() + " is " + binary.version() + " and would not see it: set redis.binary");
        }
    }

    /** Puts an overgrown log aside; called while no Redis writes to it. */
    void turnLog() {
        try {
            if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG) {
                Files.move(log(), folder.resolve("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + folder, e);
        }
    }

    private void writeOwned(Path file, String content) {
        try {
            Path unfinished = Files.createTempFile(folder, "new-", ".tmp", OWNER_FILE);
            Files.writeString(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + folder, e);
        }
    }

    private static String sha256(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // What went wrong first is what is reported.
        }
    }

    /** This process has the folder. */
    static final class Hold implements AutoCloseable {
        private final FileChannel channel;
        private final Path folder;

        private Hold(FileChannel channel, Path folder) {
            this.channel = channel;
            this.folder = folder;
        }

        @Override
        public void close() {
            closeQuietly(channel);
            HELD_HERE.remove(folder);
        }
    }
}

package dev.pullcord.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The redis-server or valkey-server to run.
 *
 * @param path absolute
 * @param version as the binary prints it; a Valkey's own number
 */
record RedisServerBinary(Path path, RedisVersion version) {
    private static final String BUSY = "error=26,"; // ETXTBSY, as the JDK says it
    private static final int BUSY_TRIES = 20;
    private static final int BUSY_PAUSE_MS = 25;
    private static final Logger LOG = LoggerFactory.getLogger(RedisServerBinary.class);

    /** What org.signal:embedded-redis brings, by platform, with the digest it must have. */
    static final Map<String, String> BUNDLED = Map.of(
            "linux-amd64", "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
            "linux-arm64", "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
            "linux-386", "19106984e15b7e7ce22c9a3296fe6a5f85c43a72894144f98b1fb572b823a936",
            "darwin-amd64", "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
            "darwin-arm64", "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

    static final String BUNDLED_RESOURCE = "/redis-server-7.0.15-";

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /**
     * Looks for a server: the configured one, else one on PATH that is new enough, else the bundled one, unpacked to a
     * cache of this user or, where there can be none, to {@code fallback}.
     *
     * @param environment of the process: PATH, XDG_CACHE_HOME and HOME are read
     * @throws IllegalStateException if the configured one does not run or is too old, or if nothing runs on this machine
     */
    static RedisServerBinary find(Optional<Path> configured, Path fallback, Map<String, String> environment) {
        if (configured.isPresent()) {
            Path path = configured.get().toAbsolutePath();
            RedisVersion version = version(path)
                    .orElseThrow(() -> new IllegalStateException(
                            path + " does not run as a Redis or Valkey server: check redis.binary"));
            if (version.compareTo(RedisVersion.OLDEST) < 0) {
                throw new IllegalStateException(path + " is version " + version + ": 6.2 or newer is needed");
            }
            return new RedisServerBinary(path, version);
        }
        return onPath(environment.getOrDefault("PATH", "")).orElseGet(() -> bundled(caches(fallback, environment)));
    }

    private static Optional<RedisServerBinary> onPath(String searchPath) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            if (!folder.startsWith("/")) {
                continue; // an empty or relative entry would run what lies in the current folder
            }
            for (String name : NAMES) {
                Path path = Path.of(folder, name);
                if (!Files.isExecutable(path)) {
                    continue;
                }
                Optional<RedisVersion> version = version(path);
                if (version.isPresent() && version.get().compareTo(RedisVersion.OLDEST) >= 0) {
                    return Optional.of(new RedisServerBinary(path, version.get()));
                }
                LOG.info("passing over {}: it does not run or is older than {}", path, RedisVersion.OLDEST);
            }
        }
        return Optional.empty();
    }

    /** Where the bundled server may be unpacked, best first. */
    private static List<Path> caches(Path fallback, Map<String, String> environment) {
        List<Path> caches = new ArrayList<>();
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (xdg.startsWith("/")) {
            caches.add(Path.of(xdg, "pullcord"));
        } else if (home.startsWith("/")) {
            caches.add(Path.of(home, ".cache", "pullcord"));
        }
        caches.add(fallback);
        return caches;
    }

    private static RedisServerBinary bundled(List<Path> caches) {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        String digest = BUNDLED.get(platform);
        if (digest == null) {
            throw new IllegalStateException("no Redis is bundled for " + platform
                    + ": install redis-server or valkey-server 6.2 or newer, or set redis.binary or redis.url");
        }
        IllegalStateException failure =
                new IllegalStateException("the bundled Redis cannot be unpacked to, or run from, " + caches
                        + ": install redis-server, or set redis.binary or redis.url");
        for (Path cache : caches) {
            try {
                Path path = unpacked(cache, platform, digest);
                Optional<RedisVersion> version = version(path);
                if (version.isPresent()) {
                    return new RedisServerBinary(path, version.get());
                }
                failure.addSuppressed(new IOException(path + " does not run: is its file system mounted noexec?"));
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** The bundled server in this cache; what is there is used only if it has the right digest. */
    private static Path unpacked(Path cache, String platform, String digest) throws IOException {
        Path path = cache.resolve("redis-server-" + digest.substring(0, 16));
        if (Files.isRegularFile(path)
                && Files.isExecutable(path)
                && sha256(Files.readAllBytes(path)).equals(digest)) {
            return path;
        }
        Files.createDirectories(cache);
        byte[] bytes;
        try (InputStream in = RedisServerBinary.class.getResourceAsStream(BUNDLED_RESOURCE + platform)) {
            if (in == null) {
                throw new IOException("the jar with the bundled Redis is not on the class path");
            }
            bytes = in.readAllBytes();
        }
        if (!sha256(bytes).equals(digest)) {
            throw new IOException("the bundled Redis is not the one this version was built with");
        }
        // Written under a name of its own and moved, so that no two starts see half a file of each other's.
        Path unfinished = Files.createTempFile(
                cache,
                "redis-server-",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return path;
    }

    /** The name embedded-redis has for a JVM's {@code os.name} and {@code os.arch}. */
    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
        String arch = osArch.equals("x86_64") ? "amd64" : osArch.equals("aarch64") ? "arm64" : osArch;
        return os + "-" + (arch.matches("x86|i[3-6]86") ? "386" : arch);
    }

    private static Optional<RedisVersion> version(Path path) {
        return version(path, BUSY_TRIES);
    }

    private static Optional<RedisVersion> version(Path path, int tries) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            // A few dozen bytes fit the pipe: the process can end before they are read.
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            byte[] printed = process.getInputStream().readNBytes(4096);
            return RedisVersion.ofBinary(new String(printed, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // What was just written may be held open for a moment by a child that another thread was starting
            // meanwhile.
            if (tries > 1 && String.valueOf(e.getMessage()).contains(BUSY)) {
                return versionLater(path, tries - 1);
            }
            LOG.debug("{} does not run", path, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for a Redis server", e);
        }
    }

    private static Optional<RedisVersion> versionLater(Path path, int tries) {
        try {
            Thread.sleep(BUSY_PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for a Redis server", e);
        }
        return version(path, tries);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}

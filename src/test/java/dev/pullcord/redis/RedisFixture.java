package dev.pullcord.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for tests, empty before each of them and theirs alone while they run: {@code @RegisterExtension static
 * final RedisFixture redis = new RedisFixture();}. Tests run beside each other, so each borrows a server for its thread;
 * there are as many as tests at once, kept for the next test and ended with the JVM, however it ends.
 *
 * <p>Only the thread that runs a test may ask the fixture; what it has been given, any thread may use.
 */
public final class RedisFixture implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Queue<Server> IDLE = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Server> BORROWED = new ThreadLocal<>();

    private record Server(Path data, RedisSettings settings, EmbeddedRedis redis, RedisLink link) {
        static Server start() {
            Path data = newFolder();
            RedisSettings settings = throwAway(data);
            EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
            Server server = new Server(data, settings, redis, RedisLink.open(settings, redis.endpoint()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::end));
            return server;
        }

        private void end() {
            link.close();
            redis.close();
            deleteAll(data);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Server server = BORROWED.get();
        if (server != null) {
            BORROWED.remove();
            IDLE.add(server);
        }
    }

    /** Kept for other tests: not to be closed. */
    public RedisLink link() {
        return server().link();
    }

    public RedisClusterAsyncCommands<String, String> commands() {
        return link().commands();
    }

    public RedisSettings settings() {
        return server().settings();
    }

    public Endpoint endpoint() {
        return server().redis().endpoint();
    }

    /** A script by its name, on the test's link. */
    public Script script(String name) {
        return new Script(link(), name);
    }

    private static Server server() {
        Server server = BORROWED.get();
        if (server == null) {
            Server idle = IDLE.poll();
            server = idle == null ? Server.start() : idle;
            BORROWED.set(server);
        }
        return server;
    }

    /** Unlinks every key. */
    public void clear() {
        ScanCursor at = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> found = await(commands().scan(at));
            if (!found.getKeys().isEmpty()) {
                await(commands().unlink(found.getKeys().toArray(String[]::new)));
            }
            at = found;
        } while (!at.isFinished());
    }

    /** Every key of this prefix. */
    List<String> keys(String prefix) {
        List<String> all = new ArrayList<>();
        ScanCursor at = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> found = await(commands().scan(at));
            found.getKeys().stream().filter(key -> key.startsWith(prefix + ":")).forEach(all::add);
            at = found;
        } while (!at.isFinished());
        return all;
    }

    /** What a stage ends with, within twenty seconds. What it fails with is thrown, bare if it is unchecked. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bare) {
                throw bare;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing came within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Embedded settings for throw-away data: no fsync, else the defaults. */
    static RedisSettings throwAway(Path data) {
        RedisSettings usual = RedisSettings.embedded(data);
        return new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                Fsync.NO,
                usual.commandTimeout(),
                usual.requestQueueSize(),
                usual.ioThreads());
    }

    static void deleteAll(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("pullcord-redis-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

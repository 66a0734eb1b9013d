package dev.pullcord.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for tests, empty before each of them: {@code @RegisterExtension static final RedisFixture redis = new
 * RedisFixture();}. One server per JVM, started with the first test that asks and ended with the JVM, however it ends.
 */
public final class RedisFixture implements BeforeEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Started once, by the class loader's lock. */
    private static final class Shared {
        static final Path DATA = newFolder();
        static final RedisSettings SETTINGS = settings(DATA);
        static final EmbeddedRedis SERVER = EmbeddedRedis.start(SETTINGS, EmbeddedRedis.Watcher.none());
        static final RedisLink LINK = RedisLink.open(SETTINGS, SERVER.endpoint());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                LINK.close();
                SERVER.close();
                deleteAll(DATA);
            }));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    /** Shared by all tests of the JVM: not to be closed. */
    public RedisLink link() {
        return Shared.LINK;
    }

    public RedisClusterAsyncCommands<String, String> commands() {
        return link().commands();
    }

    public RedisSettings settings() {
        return Shared.SETTINGS;
    }

    public Endpoint endpoint() {
        return Shared.SERVER.endpoint();
    }

    /** A script by its name, on the shared link. */
    public Script script(String name) {
        return new Script(link(), name);
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
    static RedisSettings settings(Path data) {
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

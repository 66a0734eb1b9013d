package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A Redis Cluster of three masters that share all slots. */
final class ThreeMasters implements AutoCloseable {
    private final List<ExternalRedis> nodes;
    private final Path folder;

    private ThreeMasters(List<ExternalRedis> nodes, Path folder) {
        this.nodes = nodes;
        this.folder = folder;
    }

    /** Starts it, and answers when every node says that all is well. */
    static ThreeMasters start(Path folder) {
        List<ExternalRedis> nodes = IntStream.range(0, 3)
                .mapToObj(i -> {
                    int port = ExternalRedis.freePort();
                    return ExternalRedis.start(
                            folder.resolve("node " + i), port, "port " + port, "cluster-enabled yes");
                })
                .toList();
        ThreeMasters masters = new ThreeMasters(nodes, folder);
        for (int i = 0; i < 3; i++) {
            try (RedisLink link = masters.link(nodes.get(i))) {
                int[] slots =
                        IntStream.range(16_384 * i / 3, 16_384 * (i + 1) / 3).toArray();
                await(link.commands().clusterAddSlots(slots));
                await(link.commands().clusterSetConfigEpoch(i + 1L));
                if (i > 0) {
                    await(link.commands().clusterMeet("127.0.0.1", nodes.get(0).port()));
                }
            }
        }
        for (ExternalRedis node : nodes) {
            try (RedisLink link = masters.link(node)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> await(link.commands().clusterInfo()).contains("cluster_state:ok"));
            }
        }
        return masters;
    }

    List<ExternalRedis> nodes() {
        return nodes;
    }

    /** A link to all of them. */
    RedisLink link() {
        return RedisLink.open(settings(
                nodes.stream().map(n -> "redis://127.0.0.1:" + n.port()).collect(Collectors.joining(",")), folder));
    }

    private RedisLink link(ExternalRedis one) {
        return RedisLink.open(settings("redis://127.0.0.1:" + one.port(), folder));
    }

    private static RedisSettings settings(String url, Path folder) {
        return new RedisSettings(
                Optional.of(url),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                folder,
                Optional.empty(),
                Fsync.ALWAYS,
                RedisSettings.DEFAULT_COMMAND_TIMEOUT,
                RedisSettings.DEFAULT_REQUEST_QUEUE_SIZE,
                RedisSettings.DEFAULT_IO_THREADS);
    }

    @Override
    public void close() {
        nodes.forEach(ExternalRedis::close);
    }
}

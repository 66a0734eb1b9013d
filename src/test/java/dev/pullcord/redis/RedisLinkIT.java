package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLinkIT {
    /** As operating.md tells an operator to make it. */
    private static final String DOCUMENTED_USER = "user app on >s3cret ~pullcord:* &pullcord:*"
            + " +@all -@admin -@dangerous +info +cluster|slots +cluster|nodes +cluster|shards +cluster|myid";

    private static final List<String> KEYS = List.of("pullcord:{test:0}:calls");

    @TempDir
    Path temp;

    @Test
    void aServerWithAnAclUserIsReached() {
        int port = ExternalRedis.freePort();
        try (ExternalRedis redis =
                ExternalRedis.start(temp, port, "port " + port, "user default off", DOCUMENTED_USER)) {
            String url = "redis://127.0.0.1:" + redis.port();
            try (RedisLink link = RedisLink.open(settings(url, Optional.of("app"), Optional.of("s3cret")))) {
                assertThat(echo(link)).startsWith("alone");
            }
            try (RedisLink link = RedisLink.open(settings("redis://app:s3cret@127.0.0.1:" + redis.port()))) {
                assertThat(echo(link)).startsWith("alone");
                assertThat(await(link.durability())).singleElement().asString().contains("appendonly off");
            }
            assertThatThrownBy(() -> RedisLink.open(settings(url, Optional.of("app"), Optional.of("wr0ng"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("WRONGPASS")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("wr0ng"));
        }
    }

    @Test
    void nobodyThereIsSaidSo() {
        assertThatThrownBy(() -> RedisLink.open(settings("redis://127.0.0.1:" + ExternalRedis.freePort())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot connect to Redis")
                .hasMessageContaining("refused");
    }

    /** A service that starts on a busy machine ended of this. */
    @Test
    void aConnectionThatIsLostAsSoonAsItIsMadeIsMadeAgain() throws Exception {
        int port = ExternalRedis.freePort();
        try (ExternalRedis redis = ExternalRedis.start(temp, port, "port " + port);
                BreakingOnce line = new BreakingOnce(redis.port(), "server");
                RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + line.port()))) {
            assertThat(echo(link)).startsWith("alone");
            assertThat(line.connections()).isEqualTo(2);
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItIsNamed() throws Exception {
        Certificates certificates = Certificates.in(temp);
        int port = ExternalRedis.freePort();
        try (ExternalRedis redis = ExternalRedis.start(
                temp,
                port,
                "port 0",
                "tls-port " + port,
                "tls-cert-file " + certificates.certificate(),
                "tls-key-file " + certificates.key(),
                "tls-ca-cert-file " + certificates.authority(),
                "tls-auth-clients no")) {
            String url = "rediss://127.0.0.1:" + redis.port();
            try (RedisLink link = RedisLink.open(settings(url, Optional.of(certificates.authority())))) {
                assertThat(echo(link)).startsWith("alone");
            }
            assertThatThrownBy(() -> RedisLink.open(settings(url)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("unable to find valid certification path");
            assertThatThrownBy(() -> RedisLink.open(
                            settings("rediss://localhost:" + port, Optional.of(certificates.authority()))))
                    .as("the certificate is for the address, not the name")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void sentinelLeadsToTheNewMasterAfterAFailover() throws Exception {
        int first = ExternalRedis.freePort();
        int second = ExternalRedis.freePort();
        int watch = ExternalRedis.freePort();
        try (ExternalRedis master = ExternalRedis.start(temp.resolve("a"), first, "port " + first);
                ExternalRedis replica = ExternalRedis.start(
                        temp.resolve("b"),
                        second,
                        "port " + second,
                        "replicaof 127.0.0.1 " + first,
                        "repl-diskless-sync-delay 0");
                ExternalRedis sentinel = ExternalRedis.startSentinel(
                        temp.resolve("c"),
                        watch,
                        "port " + watch,
                        "sentinel monitor desk 127.0.0.1 " + first + " 1",
                        "sentinel down-after-milliseconds desk 500",
                        "sentinel failover-timeout desk 2000");
                RedisLink link =
                        RedisLink.open(settings("redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#desk"))) {
            await(link.commands().set("kept", "yes"));
            try (RedisLink toReplica = RedisLink.open(settings("redis://127.0.0.1:" + replica.port()))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> "yes".equals(await(toReplica.commands().get("kept"))));
                // Sentinel asks its master every ten seconds who replicates it.
                try (RedisLink toSentinel = RedisLink.open(settings("redis://127.0.0.1:" + first))) {
                    assertThat(await(toSentinel.commands().info("replication"))).contains("connected_slaves:1");
                }
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sentinelKnowsAReplica(watch));

            master.kill();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> "OK".equals(await(link.commands().set("kept", "after"))));
            assertThat(echo(link)).startsWith("alone");
        }
    }

    @Test
    void aClusterIsOneRedis() throws Exception {
        List<ExternalRedis> nodes = cluster();
        try (RedisLink link = RedisLink.open(settings(String.join(
                ",",
                nodes.stream()
                        .map(node -> "redis://app:s3cret@127.0.0.1:" + node.port())
                        .toList())))) {
            Script script = new Script(link, "echo_words");

            for (int partition = 0; partition < 16; partition++) {
                List<String> key = List.of("pullcord:{test:" + partition + "}:calls");
                assertThat(await(script.run(key, List.of("a")))).containsExactly("alone", "1", "a");
            }
            await(link.ping());
            assertThat(await(link.durability()))
                    .containsExactly("Redis has appendonly off: a restart of Redis loses accepted reports."
                            + " Set `appendonly yes`");
        } finally {
            nodes.forEach(ExternalRedis::close);
        }
    }

    @Test
    void oneSeedIsEnoughForACluster() throws Exception {
        List<ExternalRedis> nodes = cluster();
        RedisSettings one = settings("redis://127.0.0.1:" + nodes.get(0).port());
        RedisSettings flagged = new RedisSettings(
                one.url(),
                true,
                one.user(),
                one.password(),
                one.caFile(),
                one.dataDir(),
                one.serverBinary(),
                one.fsync(),
                one.commandTimeout(),
                one.requestQueueSize(),
                one.ioThreads());
        try (RedisLink link = RedisLink.open(flagged)) {
            for (int partition = 0; partition < 16; partition++) {
                await(link.commands().set("pullcord:{test:" + partition + "}:x", "y"));
            }
            // Dropping scripts on every node shows that the fallback goes to the node that has the key.
            await(link.commands().scriptFlush());
            assertThat(echo(link)).startsWith("alone");
        } finally {
            nodes.forEach(ExternalRedis::close);
        }
    }

    @Test
    void whileRedisIsAwayACommandFailsAtOnceAndSoonAfterItIsBack() throws Exception {
        int port = ExternalRedis.freePort();
        try (ExternalRedis redis = ExternalRedis.start(temp, port, "port " + port, "appendonly yes");
                RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + port))) {
            await(link.commands().set("kept", "yes"));
            redis.kill();
            Awaitility.await().until(() -> link.ping().toCompletableFuture().isCompletedExceptionally());

            long asked = System.nanoTime();
            assertThatThrownBy(() -> echo(link)).isInstanceOf(RedisException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(500));

            redis.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptions()
                    .until(() -> "yes".equals(await(link.commands().get("kept"))));
        }
    }

    @Test
    void aCommandUnderWayWhenRedisDiesFailsAndIsNotSentAgain() throws Exception {
        RedisSettings settings = RedisFixture.throwAway(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            await(link.ping());
            long stopped = redis.processId().getAsLong();
            signal("STOP", stopped);
            List<CompletableFuture<Long>> underWay = IntStream.range(0, 10)
                    .mapToObj(i -> link.commands().incr("sent").toCompletableFuture())
                    .toList();
            signal("KILL", stopped);

            underWay.forEach(one -> assertThatThrownBy(() -> await(one)).isInstanceOf(RuntimeException.class));
            Awaitility.await().ignoreExceptions().until(() -> {
                await(link.ping());
                return true;
            });
            assertThat(await(link.commands().get("sent"))).isNull();
        }
    }

    @Test
    void aSilentRedisFailsACommandAfterTheTimeout() throws Exception {
        RedisSettings settings = RedisFixture.throwAway(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            await(link.ping());
            long server = redis.processId().getAsLong();
            signal("STOP", server);
            try {
                RedisFuture<String> silent = link.commands().get("any");
                assertThatThrownBy(() -> await(silent)).isInstanceOf(RedisCommandTimeoutException.class);
            } finally {
                signal("CONT", server);
            }
            assertThat(await(link.commands().set("any", "one"))).isEqualTo("OK");
        }
    }

    @Test
    void aRedisThatWouldForgetIsWarnedOf() {
        int port = ExternalRedis.freePort();
        try (ExternalRedis redis = ExternalRedis.start(
                        temp, port, "port " + port, "maxmemory 100mb", "maxmemory-policy allkeys-lru");
                RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + redis.port()))) {
            assertThat(await(link.durability()))
                    .hasSize(2)
                    .anySatisfy(warning -> assertThat(warning).contains("appendonly off"))
                    .anySatisfy(warning -> assertThat(warning).contains("maxmemory-policy allkeys-lru"));
        }
    }

    private static List<String> echo(RedisLink link) {
        return await(new Script(link, "echo_words").run(KEYS, List.of("a")));
    }

    private List<ExternalRedis> cluster() {
        int[] ports = IntStream.range(0, 3).map(i -> ExternalRedis.freePort()).toArray();
        List<ExternalRedis> nodes = IntStream.range(0, 3)
                .mapToObj(i -> ExternalRedis.start(
                        temp.resolve("node " + i),
                        ports[i],
                        "port " + ports[i],
                        "cluster-enabled yes",
                        DOCUMENTED_USER))
                .toList();
        for (int i = 0; i < 3; i++) {
            try (RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + ports[i]))) {
                int from = 16_384 * i / 3;
                int to = 16_384 * (i + 1) / 3;
                await(link.commands().clusterAddSlots(IntStream.range(from, to).toArray()));
                await(link.commands().clusterSetConfigEpoch(i + 1L));
            }
        }
        try (RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + ports[0]))) {
            await(link.commands().clusterMeet("127.0.0.1", ports[1]));
            await(link.commands().clusterMeet("127.0.0.1", ports[2]));
        }
        for (int port : ports) {
            try (RedisLink link = RedisLink.open(settings("redis://127.0.0.1:" + port))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> await(link.commands().clusterInfo()).contains("cluster_state:ok"));
            }
        }
        return nodes;
    }

    private static boolean sentinelKnowsAReplica(int port) {
        io.lettuce.core.RedisClient client =
                io.lettuce.core.RedisClient.create("redis-sentinel://127.0.0.1:" + port + "#desk");
        try (var connection = client.connectSentinel()) {
            return !connection.sync().replicas("desk").isEmpty();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static void signal(String signal, long processId) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(processId))
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private RedisSettings settings(String url) {
        return settings(url, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private RedisSettings settings(String url, Optional<Path> caFile) {
        return settings(url, Optional.empty(), Optional.empty(), caFile);
    }

    private RedisSettings settings(String url, Optional<String> user, Optional<String> password) {
        return settings(url, user, password, Optional.empty());
    }

    private RedisSettings settings(
            String url, Optional<String> user, Optional<String> password, Optional<Path> caFile) {
        return new RedisSettings(
                Optional.of(url),
                false,
                user,
                password,
                caFile,
                temp,
                Optional.empty(),
                Fsync.ALWAYS,
                RedisSettings.DEFAULT_COMMAND_TIMEOUT,
                RedisSettings.DEFAULT_REQUEST_QUEUE_SIZE,
                RedisSettings.DEFAULT_IO_THREADS);
    }
}

package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRedisIT {
    private static final EmbeddedRedis.Watcher NOBODY = EmbeddedRedis.Watcher.none();

    @TempDir
    Path temp;

    @Test
    void whatWasWrittenIsThereAfterANewStart() {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            set(settings, redis, "kept", "yes");
        }

        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThat(get(settings, redis, "kept")).isEqualTo("yes");
        }
    }

    @Test
    void closingEndsTheServerAndLetsTheDirectoryGo() {
        RedisSettings settings = RedisSettings.embedded(temp);
        EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY);
        long server = redis.processId().getAsLong();

        redis.close();
        redis.close();

        assertThat(isAlive(server)).isFalse();
        assertThat(temp.resolve("redis/endpoint.json")).doesNotExist();
        EmbeddedRedis.start(settings, NOBODY).close();
    }

    @Test
    void aDirectoryInUseIsRefusedByName() throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(settings, NOBODY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("in use by this process");
            set(settings, redis, "still", "here");
        }
        try (OwningProcess other = OwningProcess.start(temp)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(settings, NOBODY))
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("in use by process " + other.processId());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "it's",
                "say \"no\"",
                "$(touch owned); `touch owned`",
                "-n --port 1",
                "é\u4e2d",
                "%s\\x41#"
            })
    void aDirectoryMayHaveAnyName(String name) throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp.resolve(name));
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            set(settings, redis, "kept", name);
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThat(get(settings, redis, "kept")).isEqualTo(name);
        }
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(path -> path.endsWith("owned"))).isEmpty();
        }
    }

    @Test
    void aNameWithANewLineIsRefused() {
        RedisSettings settings = RedisSettings.embedded(temp.resolve("a\nport 1"));

        assertThatThrownBy(() -> EmbeddedRedis.start(settings, NOBODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control character");
    }

    @Test
    void thePasswordIsForItsOwnerOnly() throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            for (String file : List.of("redis.conf", "endpoint.json", "lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                                temp.resolve("redis").resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("redis"))))
                    .isEqualTo("rwx------");
            String password = redis.endpoint().password();
            assertThat(Files.readString(temp.resolve("redis/redis.conf"))).doesNotContain(password);
            assertThat(redis.endpoint().toString()).doesNotContain(password);
            assertThat(ProcessHandle.current()
                            .descendants()
                            .map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(line -> line.contains(password));
        }
    }

    @Test
    void theServiceMayNotEmptyOrReconfigureIt() {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY);
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            assertThatThrownBy(() -> await(link.commands().flushall()))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> await(link.commands().configSet("appendonly", "no")))
                    .hasMessageContaining("NOPERM");
            assertThat(await(link.durability())).isEmpty();
        }
    }

    @Test
    void aKilledServerIsBackWithEveryAcknowledgedWrite() throws InterruptedException {
        RedisSettings settings = RedisSettings.embedded(temp);
        BlockingQueue<String> news = new LinkedBlockingQueue<>();
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, tellingTo(news));
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            long written = 0;
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 20; i++) {
                    written = await(link.commands().incr("written"));
                }
                long killed = redis.processId().getAsLong();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();

                assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("ended 137");
                assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("back");
                assertThat(redis.processId().getAsLong()).isNotEqualTo(killed);
                awaitAnswer(link);
                assertThat(await(link.commands().get("written"))).isEqualTo(Long.toString(written));
            }
            assertThat(written).isEqualTo(100);
        }
    }

    @Test
    void aKilledServiceTakesItsServerAlongAndLosesNothing() throws Exception {
        for (int round = 0; round < 3; round++) {
            long before;
            RedisSettings settings = RedisSettings.embedded(temp);
            try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
                before = Long.parseLong(
                        Optional.ofNullable(get(settings, redis, "written")).orElse("0"));
            }
            int acknowledged;
            try (OwningProcess service = OwningProcess.start(temp)) {
                service.awaitWrites(50);
                acknowledged = 50 + service.killAndCountTheRest();
                // No waiting for the old server: the next start does that.
                try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
                    assertThat(isAlive(service.redisId())).isFalse();
                    assertThat(Long.parseLong(get(settings, redis, "written")) - before)
                            .isBetween((long) acknowledged, acknowledged + 1L); // one may have been under way
                }
            }
        }
    }

    @Test
    void aKilledServicesServerEndsByItself() throws Exception {
        try (OwningProcess service = OwningProcess.start(temp)) {
            service.killAndCountTheRest();

            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> !isAlive(service.redisId()));
        }
    }

    @Test
    void aKilledShellLeavesNoServerBehind() throws InterruptedException {
        RedisSettings settings = RedisSettings.embedded(temp);
        BlockingQueue<String> news = new LinkedBlockingQueue<>();
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, tellingTo(news))) {
            set(settings, redis, "kept", "yes");
            long server = redis.processId().getAsLong();
            ProcessHandle.of(server)
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow()
                    .destroyForcibly();

            assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("ended 137");
            assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("back");
            assertThat(isAlive(server)).isFalse();
            assertThat(get(settings, redis, "kept")).isEqualTo("yes");
        }
    }

    @Test
    void aServerLeftOverByAServiceAndItsShellIsEndedFirst() throws Exception {
        RedisSettings settings = RedisSettings.embedded(temp);
        RedisHome home = RedisHome.below(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            set(settings, redis, "kept", "yes");
        }
        Process orphan = new ProcessBuilder(
                        bundled().path().toString(), home.config().toString())
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().until(() -> home.leftOver().isPresent());

        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(get(settings, redis, "kept")).isEqualTo("yes");
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void aForeignProcessWithTheOldIdIsLeftAlone() throws Exception {
        RedisSettings settings = RedisSettings.embedded(temp);
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            RedisHome home = RedisHome.below(temp);
            Files.writeString(home.folder().resolve("redis.pid"), foreign.pid() + "\n");

            EmbeddedRedis.start(settings, NOBODY).close();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void halfAWriteAtTheEndOfTheDataIsCutOff() throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            set(settings, redis, "kept", "yes");
        }
        Path aof;
        try (Stream<Path> files = Files.list(temp.resolve("redis/appendonlydir"))) {
            aof = files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(aof, "*3\r\n$3\r\nSET\r\n$4\r\nha", StandardOpenOption.APPEND);

        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThat(get(settings, redis, "kept")).isEqualTo("yes");
        }
    }

    @Test
    void dataThatCannotBeReadAreSaidSo() throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp);
        EmbeddedRedis.start(settings, NOBODY).close();
        try (Stream<Path> files = Files.list(temp.resolve("redis/appendonlydir"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".incr.aof")).toList()) {
                Files.writeString(file, "nonsense\r\nmore nonsense\r\n");
            }
        }

        assertThatThrownBy(() -> EmbeddedRedis.start(settings, NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Bad file format reading the append only file");
    }

    @Test
    void anOlderServerThatWouldNotSeeTheDataIsRefused() {
        RedisSettings settings = RedisSettings.embedded(temp);
        EmbeddedRedis.start(settings, NOBODY).close();
        RedisHome home = RedisHome.below(temp);

        assertThatThrownBy(() -> home.checkReadableBy(
                        new RedisServerBinary(Path.of("/old/redis-server"), new RedisVersion(6, 2, 14))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/old/redis-server is 6.2.14 and would not see it");
    }

    @Test
    void aSecondCommandAttachesToTheRunningService() throws Exception {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (OwningProcess service = OwningProcess.start(temp)) {
            service.awaitWrites(1);
            try (EmbeddedRedis attached = EmbeddedRedis.attachOrStart(settings, NOBODY)) {
                assertThat(attached.owns()).isFalse();
                assertThat(get(settings, attached, "written")).isNotNull();
            }
            assertThat(isAlive(service.redisId())).isTrue();
            service.awaitWrites(1);
        }
    }

    @Test
    void withoutAServiceToAttachToItStartsItsOwn() {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.attachOrStart(settings, NOBODY)) {
            assertThat(redis.owns()).isTrue();
        }
    }

    private RedisServerBinary bundled() {
        return RedisServerBinary.find(Optional.empty(), temp.resolve("bin"), Map.of());
    }

    private static void set(RedisSettings settings, EmbeddedRedis redis, String key, String value) {
        try (RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            await(link.commands().set(key, value));
        }
    }

    private static String get(RedisSettings settings, EmbeddedRedis redis, String key) {
        try (RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            return await(link.commands().get(key));
        }
    }

    private static void awaitAnswer(RedisLink link) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> {
                    await(link.ping());
                    return true;
                });
    }

    private static boolean isAlive(long processId) {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().isPresent()) // a zombie has none
                .isPresent();
    }

    private static EmbeddedRedis.Watcher tellingTo(BlockingQueue<String> news) {
        return new EmbeddedRedis.Watcher() {
            @Override
            public void ended(int exitCode) {
                news.add("ended " + exitCode);
            }

            @Override
            public void back(Duration away) {
                news.add("back");
            }
        };
    }
}

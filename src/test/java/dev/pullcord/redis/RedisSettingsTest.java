package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
    private static final Path DATA = Path.of("data");

    @Test
    void theDefaultsAreThoseThatMakeA202True() {
        RedisSettings settings = RedisSettings.embedded(DATA);

        assertThat(settings.fsync()).isEqualTo(Fsync.ALWAYS);
        assertThat(settings.commandTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.requestQueueSize()).isEqualTo(65_536);
        assertThat(settings.ioThreads()).isEqualTo(2);
        assertThat(settings.url()).isEmpty();
    }

    @Test
    void secretsAreNeverShown() {
        RedisSettings settings = external("redis://app:s3cret@redis:6379", false, "app", "s3cret");

        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("app");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> external("redis://a", false, "app", null)).hasMessage("user needs a password");
        assertThatThrownBy(() -> new RedisSettings(
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        DATA,
                        Optional.empty(),
                        Fsync.ALWAYS,
                        Duration.ofSeconds(1),
                        1,
                        1))
                .hasMessageStartingWith("cluster needs a url");
        assertThatThrownBy(() -> addresses("redis-sentinel://a:1/0#desk", true)).hasMessageContaining("choose one");
        assertThatThrownBy(() -> addresses("redis://a:1/3,redis://b:2", false)).hasMessageContaining("has only 0");
        assertThatThrownBy(() -> addresses("redis-socket:///run/redis.sock", false))
                .hasMessageContaining("cannot be a socket");
    }

    @Test
    void oneAddressIsOneServer() {
        assertThat(addresses("redis://redis:6380/2", false)).singleElement().satisfies(uri -> {
            assertThat(uri.getHost()).isEqualTo("redis");
            assertThat(uri.getPort()).isEqualTo(6380);
            assertThat(uri.getDatabase()).isEqualTo(2);
            assertThat(uri.isSsl()).isFalse();
        });
    }

    @Test
    void anAddressMayBeANumber() {
        assertThat(addresses("redis://[::1]:6380", false))
                .singleElement()
                .satisfies(uri -> assertThat(uri.getPort()).isEqualTo(6380));
        assertThat(addresses("redis://app:s3cret@10.0.0.1:6380", false)).hasSize(1);
    }

    @Test
    void commasSeparateTheSeedsOfACluster() {
        assertThat(addresses("rediss://a:1, rediss://b:2,rediss://c:3", false))
                .extracting(RedisURI::getHost)
                .containsExactly("a", "b", "c");
    }

    @Test
    void commasWithinASentinelAddressBelongToIt() {
        assertThat(addresses("redis-sentinel://a:1,b:2/0#desk", false))
                .singleElement()
                .satisfies(uri -> {
                    assertThat(uri.getSentinelMasterId()).isEqualTo("desk");
                    assertThat(uri.getSentinels()).extracting(RedisURI::getHost).containsExactly("a", "b");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://s3cret@a",
                "s3cret",
                "redis://",
                "redis://app:s3cret@a:port",
                "redis-sentinel://s3cret@a:port/0#desk",
                ""
            })
    void anAddressThatCannotBeReadIsNotRepeated(String url) {
        assertThatThrownBy(() -> addresses(url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("redis.url must be")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"))
                .hasNoCause();
    }

    @Test
    void anEndpointDoesNotShowItsPassword() {
        assertThat(new Endpoint("127.0.0.1", 20_000, "pullcord", "s3cret")).hasToString("127.0.0.1:20000");
        assertThatThrownBy(() -> new Endpoint("127.0.0.1", 0, "pullcord", "s3cret"))
                .hasMessage("port must be 1 to 65535, not 0");
    }

    @Test
    void aVersionIsReadFromWhereItStands() {
        assertThat(RedisVersion.ofBinary("Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64"))
                .contains(new RedisVersion(7, 0, 15));
        assertThat(RedisVersion.ofInfo("# Server\r\nredis_version:7.2.4\r\nvalkey_version:8.0.1\r\n"))
                .contains(new RedisVersion(7, 2, 4));
        assertThat(RedisVersion.ofInfo("# Server\r\n")).isEmpty();
        assertThatThrownBy(() -> RedisVersion.require("redis_version:6.0.16\r\n"))
                .hasMessage("Redis 6.0.16 is too old: Pullcord needs 6.2 or newer");
        assertThat(new RedisVersion(10, 0, 0)).isGreaterThan(new RedisVersion(6, 2, 14));
    }

    @Test
    void onlyWhatWouldForgetIsWarnedOf() {
        assertThat(DurabilityCheck.of(info(1, 0, "noeviction"), "always")).isEmpty();
        assertThat(DurabilityCheck.of(info(1, 0, "allkeys-lru"), "always"))
                .as("without a limit nothing is evicted")
                .isEmpty();
        assertThat(DurabilityCheck.of(info(1, 100, "noeviction"), "")).isEmpty();
        assertThat(DurabilityCheck.of(info(0, 0, "noeviction"), "always"))
                .singleElement()
                .asString()
                .contains("appendonly off");
        assertThat(DurabilityCheck.of(info(1, 0, "noeviction"), "everysec"))
                .singleElement()
                .asString()
                .contains("appendfsync everysec");
        assertThat(DurabilityCheck.of(info(1, 0, "noeviction"), "no"))
                .singleElement()
                .asString()
                .contains("appendfsync no");
        assertThat(DurabilityCheck.of(info(1, 100, "volatile-ttl"), "always"))
                .singleElement()
                .asString()
                .contains("maxmemory-policy volatile-ttl");
    }

    private static String info(int aof, int maxMemory, String policy) {
        return "# Memory\r\nmaxmemory:" + maxMemory + "\r\nmaxmemory_policy:" + policy
                + "\r\n# Persistence\r\naof_enabled:" + aof + "\r\n";
    }

    private static List<RedisURI> addresses(String url, boolean cluster) {
        return RedisAddresses.of(external(url, cluster, null, null));
    }

    private static RedisSettings external(String url, boolean cluster, String user, String password) {
        return new RedisSettings(
                Optional.of(url),
                cluster,
                Optional.ofNullable(user),
                Optional.ofNullable(password),
                Optional.empty(),
                DATA,
                Optional.empty(),
                Fsync.ALWAYS,
                RedisSettings.DEFAULT_COMMAND_TIMEOUT,
                RedisSettings.DEFAULT_REQUEST_QUEUE_SIZE,
                RedisSettings.DEFAULT_IO_THREADS);
    }
}

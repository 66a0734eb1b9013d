package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an external Redis will read back what scripts wrote is seen at the start, not at its next one. */
class DefaultUserIT {
    /** As operating.md tells an operator to make it. */
    private static final String APP = "user app on >s3cret ~pullcord:* &pullcord:* +@all -@admin -@dangerous +info";

    @TempDir
    Path temp;

    @Test
    void aDefaultUserThatMayDoNothingIsWarnedOf() {
        assertThat(warnings("appendonly yes", "user default off", APP + " +acl|getuser"))
                .singleElement()
                .asString()
                .contains("`default` may not do everything")
                .contains("redis#14541")
                .contains("user default off resetpass ~* &* +@all");
    }

    @Test
    void oneThatMayNotDoSomeCommandsOrKeysIsWarnedOf() {
        for (String rules : List.of("~* &* +@all -xadd", "~pullcord:* &* +@all", "~* &* +@all -@dangerous")) {
            assertThat(warnings("appendonly yes", "user default off " + rules, APP + " +acl|getuser"))
                    .as(rules)
                    .singleElement()
                    .asString()
                    .contains("may not do everything");
        }
    }

    @Test
    void oneThatIsOffAndMayDoEverythingIsNot() {
        assertThat(warnings("appendonly yes", "user default off resetpass ~* &* +@all", APP + " +acl|getuser"))
                .isEmpty();
        assertThat(warnings("appendonly yes", "user default off resetpass ~* +@all", APP + " +acl|getuser"))
                .as("channels are not in the AOF")
                .isEmpty();
    }

    @Test
    void aRedisWithoutAnAclIsNot() {
        assertThat(warnings(Optional.empty(), "appendonly yes")).isEmpty();
    }

    @Test
    void whatMayNotBeAskedIsSaidOnce() {
        assertThat(warnings("appendonly yes", "user default off", APP))
                .singleElement()
                .asString()
                .contains("goes unseen")
                .contains("+acl|getuser");
    }

    @Test
    void withoutAnAofThereIsNothingToReadBack() {
        assertThat(warnings("user default off", APP)).isEmpty();
        assertThat(warnings("user default off", APP + " +acl|getuser")).isEmpty();
    }

    private List<String> warnings(String... config) {
        return warnings(Optional.of("app"), config);
    }

    private List<String> warnings(Optional<String> user, String... config) {
        int port = ExternalRedis.freePort();
        String[] lines = new String[config.length + 1];
        lines[0] = "port " + port;
        System.arraycopy(config, 0, lines, 1, config.length);
        try (ExternalRedis redis = ExternalRedis.start(temp.resolve("at " + port), port, lines);
                RedisLink link = RedisLink.open(settings(redis.port(), user))) {
            return await(link.reload());
        }
    }

    private RedisSettings settings(int port, Optional<String> user) {
        return new RedisSettings(
                Optional.of("redis://127.0.0.1:" + port),
                false,
                user,
                user.map(name -> "s3cret"),
                Optional.empty(),
                temp,
                Optional.empty(),
                Fsync.ALWAYS,
                RedisSettings.DEFAULT_COMMAND_TIMEOUT,
                RedisSettings.DEFAULT_REQUEST_QUEUE_SIZE,
                RedisSettings.DEFAULT_IO_THREADS);
    }
}

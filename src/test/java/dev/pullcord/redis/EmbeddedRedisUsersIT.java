package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the embedded Redis lets in, and as whom it reads its data back. */
class EmbeddedRedisUsersIT {
    private static final EmbeddedRedis.Watcher NOBODY = EmbeddedRedis.Watcher.none();

    @TempDir
    Path temp;

    /** All but single commands is read back as a transaction, and that was once refused to the disabled default user. */
    @Test
    void whatAScriptWroteIsThereAfterANewStart() {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY);
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            String two = "redis.call('SET', KEYS[1], 'yes') redis.call('XADD', KEYS[2], '*', 'a', 'b') return 'done'";
            await(link.commands().eval(two, ScriptOutputType.VALUE, "{k}:kept", "{k}:stream"));
        }

        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY);
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            assertThat(await(link.commands().get("{k}:kept"))).isEqualTo("yes");
            assertThat(await(link.commands().xlen("{k}:stream"))).isEqualTo(1);
        }
    }

    @Test
    void whoeverHasNoPasswordMayDoNothing() {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            String bare = "redis://" + redis.endpoint().host() + ":"
                    + redis.endpoint().port();
            for (String url : List.of(bare, bare.replace("//", "//default:@"), bare.replace("//", "//default:x@"))) {
                try (RedisClient stranger = RedisClient.create(url)) {
                    assertThatThrownBy(() -> {
                                try (StatefulRedisConnection<String, String> connection = stranger.connect()) {
                                    connection.sync().get("anything");
                                }
                            })
                            .hasStackTraceContaining(url.contains("default:x") ? "WRONGPASS" : "NOAUTH");
                }
            }
        }
    }
}

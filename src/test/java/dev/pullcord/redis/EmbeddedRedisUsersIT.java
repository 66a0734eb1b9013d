package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    void whoeverHasNoPasswordMayDoNothing() throws IOException {
        RedisSettings settings = RedisSettings.embedded(temp);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, NOBODY)) {
            assertThat(said(redis, "GET anything")).startsWith("-NOAUTH");
            assertThat(said(redis, "AUTH default ''")).startsWith("-WRONGPASS");
            assertThat(said(redis, "AUTH default x")).startsWith("-WRONGPASS");
            assertThat(said(redis, "HELLO 3 AUTH default x")).startsWith("-WRONGPASS");
        }
    }

    /** Asked on a bare line: a client would try a way of its own to get in, and tell what came of that. */
    private static String said(EmbeddedRedis redis, String command) throws IOException {
        try (Socket socket =
                new Socket(redis.endpoint().host(), redis.endpoint().port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}

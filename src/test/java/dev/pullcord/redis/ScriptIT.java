package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final List<String> KEYS = List.of("pullcord:{test:0}:calls");

    @Test
    void aReplyIsAListOfStrings() {
        Script script = redis.script("echo_words");

        assertThat(await(script.run(KEYS, List.of("a", "é", "", "\uD83E\uDD8A"))))
                .containsExactly("together", "1", "a", "é", "", "\uD83E\uDD8A");
    }

    @Test
    void nothingInAReplyIsNull() {
        assertThat(await(redis.script("echo_words").run(KEYS, List.of("")))).containsExactly("none", null);
    }

    @Test
    void aScriptRunsOnceWhenRedisHasForgottenIt() {
        Script script = redis.script("echo_words");
        await(script.run(KEYS, List.of("a")));
        await(redis.commands().scriptFlush());

        assertThat(await(script.run(KEYS, List.of("a")))).containsExactly("alone", "2", "a");
    }

    @Test
    void manyAtOnceSurviveAFlush() {
        Script script = redis.script("echo_words");
        await(redis.commands().scriptFlush());

        List<CompletionStage<List<String>>> all = IntStream.range(0, 500)
                .mapToObj(i -> script.run(KEYS, List.of("a")))
                .toList();

        all.forEach(one -> assertThat(await(one)).startsWith("alone"));
        assertThat(await(redis.commands().get(KEYS.get(0)))).isEqualTo("500");
    }

    @Test
    void aMissingArgumentIsRefusedBeforeItIsSent() {
        Script script = redis.script("echo_words");

        assertThatThrownBy(() -> script.run(KEYS, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("echo_words");
    }

    @Test
    void whatRedisDoesNotLikeFailsTheStage() {
        await(redis.commands().lpush(KEYS.get(0), "not a number"));

        CompletionStage<List<String>> reply = redis.script("echo_words").run(KEYS, List.of("a"));

        assertThatThrownBy(() -> await(reply)).hasMessageContaining("WRONGTYPE");
    }
}

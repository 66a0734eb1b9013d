package dev.pullcord.redis;

import static dev.pullcord.redis.DefaultUser.RESTRICTED;
import static dev.pullcord.redis.DefaultUser.UNKNOWN;
import static dev.pullcord.redis.DefaultUser.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultUserTest {
    @Test
    void redis62SaysItByFlagsAndListsKeys() {
        assertThat(user(List.of("off", "allkeys", "allchannels", "allcommands"), "+@all", List.of("*")))
                .isEqualTo(WHOLE);
        assertThat(user(List.of("off"), "-@all", List.of())).isEqualTo(RESTRICTED);
        assertThat(user(List.of("on", "allcommands"), "+@all", List.of("pullcord:*")))
                .isEqualTo(RESTRICTED);
    }

    @Test
    void redis7SaysItByRules() {
        assertThat(user(List.of("off"), "+@all", "~*")).isEqualTo(WHOLE);
        assertThat(user(List.of("off"), "-@all", "")).isEqualTo(RESTRICTED);
        assertThat(user(List.of("on"), "+@all -xadd", "~*")).isEqualTo(RESTRICTED);
        assertThat(user(List.of("on"), "+@all", "%R~*")).isEqualTo(RESTRICTED);
    }

    @Test
    void noAnswerIsNotAGoodOne() {
        assertThat(DefaultUser.of(null)).isEqualTo(UNKNOWN);
        assertThat(DefaultUser.of(List.of())).isEqualTo(UNKNOWN);
    }

    private static DefaultUser user(List<String> flags, String commands, Object keys) {
        return DefaultUser.of(
                List.of("flags", flags, "passwords", List.of("f00d"), "commands", commands, "keys", keys));
    }
}

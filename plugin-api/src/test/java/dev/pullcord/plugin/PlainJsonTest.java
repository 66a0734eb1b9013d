package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "\"\\/\b\f\n\r\t\u0001 é 漢 😀");
        object.put("numbers", List.of(0, -1, 1L << 40, new BigInteger("9".repeat(30)), 0.5, 1e300));
        object.put("nothing", null);
        object.put("empty", List.of(Map.of(), List.of(), ""));
        object.put("yes", true);

        assertThat(Json.plain().read(Json.plain().write(object))).isEqualTo(object);
    }

    @Test
    void halfACharacterIsNotSent() {
        assertThat(Json.plain().write(Map.of("a", "x\uD83D"))).isEqualTo("{\"a\":\"x\uFFFD\"}");
        assertThat(Json.plain().write(Map.of("a", "\uDE00x"))).isEqualTo("{\"a\":\"\uFFFDx\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{} x",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\n\"}",
                "{\"a\":[1,]}",
                "{\"a\":",
                "{\"a\"",
                "{/**/}"
            })
    void whatIsNoJsonObjectIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> Json.plain().read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no JSON object, from character ");
    }

    @Test
    void whatLiesTooDeepIsRefused() {
        assertThatThrownBy(() -> Json.plain().read("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptTextTest {
    @Test
    void aHeaderSaysWhatAScriptTakesAndAnswers() {
        ScriptText text = ScriptText.load("echo_words");

        assertThat(text.promise()).isEqualTo("Answers with what it was given, and keeps a count of the calls.");
        assertThat(text.keys())
                .containsExactly(new ScriptText.Key(1, false, "pullcord:{test:0}:calls", "string", "number of calls"));
        assertThat(text.args())
                .containsExactly(
                        new ScriptText.Arg(1, false, "first", "string", "any text"),
                        new ScriptText.Arg(2, true, "rest", "string", "more of it, as many as there are"));
        assertThat(text.replies()).containsExactly("alone", "together", "none");
        assertThat(text.publishes()).containsExactly("(none)");
    }

    @Test
    void anIncludeIsInlinedOnceWhereItIsNamedFirst() {
        ScriptText text = ScriptText.load("echo_words");

        assertThat(text.source()).containsOnlyOnce("local function counted(key)");
        assertThat(text.source().indexOf("local function counted(key)"))
                .isLessThan(text.source().indexOf("local calls = KEYS[1]"));
        assertThat(text.source()).doesNotContain("@include");
    }

    @Test
    void includedLinesDoNotCountAsTheScriptsOwn() {
        assertThat(ScriptText.load("echo_words").ownLines()).isLessThan(20);
    }

    @Test
    void theDigestIsThatOfTheWholeText() {
        assertThat(ScriptText.load("echo_words").sha1()).matches("[0-9a-f]{40}");
    }

    @Test
    void aTailTakesNoneOrMore() {
        ScriptText text = ScriptText.load("echo_words");

        assertThat(text.takes(1, 1)).isTrue();
        assertThat(text.takes(1, 5)).isTrue();
        assertThat(text.takes(1, 0)).isFalse();
        assertThat(text.takes(0, 1)).isFalse();
        assertThat(text.takes(2, 1)).isFalse();
    }

    @Test
    void aMissingScriptIsNamed() {
        assertThatThrownBy(() -> ScriptText.load("no_such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/redis/no_such.lua");
    }

    @Test
    void aHeaderThatSkipsANumberIsRefused() {
        assertThatThrownBy(() -> ScriptText.load("broken_gap")).hasMessageContaining("must count from 1 without a gap");
    }

    @Test
    void aHeaderWithoutRepliesIsRefused() {
        assertThatThrownBy(() -> ScriptText.load("broken_silent")).hasMessageContaining("no REPLY");
    }

    @Test
    void aKeyOfUnknownTypeIsRefused() {
        assertThatThrownBy(() -> ScriptText.load("broken_type")).hasMessageContaining("KEYS[n] pattern type meaning");
    }

    @Test
    void aReplyWordIsAConstantOfItsEnum() {
        assertThat(Script.word(Answer.class, "together")).isEqualTo(Answer.TOGETHER);
        assertThatThrownBy(() -> Script.word(Answer.class, "apart"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Answer has no word `apart`");
    }

    private enum Answer {
        TOGETHER
    }
}

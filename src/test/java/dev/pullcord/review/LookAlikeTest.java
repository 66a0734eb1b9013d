package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody passes for another by how a name is spelt. */
class LookAlikeTest {
    @ParameterizedTest
    @CsvSource({
        "Ann, \u0410nn", // Cyrillic
        "Ann, aNN",
        "Ann, A\u00adnn", // a hyphen that is not shown
        "Ann, A\u200bnn",
        "Ann, \uff21\uff4e\uff4e", // wide letters
        "Iris, lris",
        "Iris, 1ris",
        "Otto, 0tt0",
        "Nora, N\u03bfra", // Greek
        "Tom, T\u043e\u043c",
    })
    void whatLooksAlikeIsTheSame(String one, String other) {
        assertThat(LookAlike.skeleton(other)).isEqualTo(LookAlike.skeleton(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna", "An", "Ann B", "\u5b89", "Ana"})
    void whatDoesNotIsAnother(String other) {
        assertThat(LookAlike.skeleton(other)).isNotEqualTo(LookAlike.skeleton("Ann"));
    }

    /** Marks above a letter are seen. */
    @Test
    void namesOfOneAlphabetStayApart() {
        assertThat(LookAlike.skeleton("J\u00f6rg")).isNotEqualTo(LookAlike.skeleton("Jorg"));
        assertThat(LookAlike.skeleton("\u0410\u043d\u043d\u0430"))
                .isNotEqualTo(LookAlike.skeleton("\u0418\u043d\u043d\u0430"));
    }
}

package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadWatchTest {
    @ParameterizedTest
    @CsvSource({"0, below_half", "0.49, below_half", "0.5, above_half", "0.9, nearly_used", "1, used", "1.7, used"})
    void aShareOfABudgetHasItsWord(double share, String word) {
        assertThat(LoadWatch.word(share)).isEqualTo(word);
        assertThat(PlatformBook.EXPOSED.tags().get(1).values()).contains(word);
    }
}

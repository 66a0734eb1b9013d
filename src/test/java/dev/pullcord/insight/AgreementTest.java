package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cohen's kappa against numbers worked out by hand. */
class AgreementTest {
    private static void add(List<Agreement.Pair> pairs, String first, String second, int times) {
        pairs.addAll(Collections.nCopies(times, new Agreement.Pair(first, second)));
    }

    /** 20 and 15 alike, 5 and 10 not: p = 0.7; e = 0.5·0.6 + 0.5·0.4 = 0.5; κ = 0.2 / 0.5. */
    @Test
    void twoWords() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "yes", "yes", 20);
        add(pairs, "yes", "no", 5);
        add(pairs, "no", "yes", 10);
        add(pairs, "no", "no", 15);

        Agreement agreement = Agreement.of(pairs);

        assertThat(agreement.pairs()).isEqualTo(50);
        assertThat(agreement.agreed()).isCloseTo(0.7, within(1e-12));
        assertThat(agreement.kappa().orElseThrow()).isCloseTo(0.4, within(1e-12));
    }

    /** Rows a 5 1 0, b 2 6 1, c 0 1 4: p = 15/20; e = (6·7 + 9·8 + 5·5)/400 = 139/400; κ = (300 − 139)/(400 − 139). */
    @Test
    void threeWords() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "a", "a", 5);
        add(pairs, "a", "b", 1);
        add(pairs, "b", "a", 2);
        add(pairs, "b", "b", 6);
        add(pairs, "b", "c", 1);
        add(pairs, "c", "b", 1);
        add(pairs, "c", "c", 4);

        assertThat(Agreement.of(pairs).kappa().orElseThrow()).isCloseTo(161.0 / 261.0, within(1e-12));
    }

    /** Of 100 cases 91 alike, all of them "no": p = 0.91; π = 0.045, e = 2·0.045·0.955; κ = (0.91 − 0.9128) / 0.0872. */
    @Test
    void onACalmDeskKappaFallsThoughHardlyAnyTwoLooksDiffer() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "no", "no", 91);
        add(pairs, "yes", "no", 5);
        add(pairs, "no", "yes", 4);

        Agreement agreement = Agreement.of(pairs);

        assertThat(agreement.kappa().orElseThrow()).isNegative();
        double e = 2 * 0.045 * 0.955;
        assertThat(agreement.ac1().orElseThrow()).isCloseTo((0.91 - e) / (1 - e), within(1e-12));
        assertThat(agreement.ac1().orElseThrow()).isGreaterThan(0.9);
        assertThat(agreement.answers())
                .containsEntry("yes", new Agreement.Specific(9, 0))
                .containsEntry("no", new Agreement.Specific(100, 2.0 * 91 / 191));
    }

    /** Of two words as frequent measures say the same. */
    @Test
    void whereAllAnswersAreAsFrequentBothMeasuresAreOne() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "yes", "yes", 40);
        add(pairs, "yes", "no", 10);
        add(pairs, "no", "yes", 10);
        add(pairs, "no", "no", 40);

        assertThat(Agreement.of(pairs).ac1()).isEqualTo(Agreement.of(pairs).kappa());
        assertThat(Agreement.of(pairs).ac1().orElseThrow()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void whoeverContradictsAlwaysIsBelowZero() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "yes", "no", 10);
        add(pairs, "no", "yes", 10);

        assertThat(Agreement.of(pairs).kappa().orElseThrow()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void whereThereIsOneWordOnlyNothingCanBeSaid() {
        List<Agreement.Pair> pairs = new ArrayList<>();
        add(pairs, "yes", "yes", 9);

        assertThat(Agreement.of(pairs).agreed()).isEqualTo(1);
        assertThat(Agreement.of(pairs).kappa()).isEmpty();
        assertThat(Agreement.of(pairs).ac1()).hasValue(1);
        assertThat(Agreement.of(List.of()).kappa()).isEmpty();
    }
}

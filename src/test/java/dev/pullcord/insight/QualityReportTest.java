package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.QualityPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When two looks at the same cases are said to drift apart. */
class QualityReportTest {
    private static final QualityPolicy POLICY =
            new QualityPolicy(0.02, 0.05, 0.5, 0.1, Duration.ofDays(14), Duration.ofDays(30), 30, 0.5);

    private final List<Agreement.Pair> pairs = new ArrayList<>();

    private void add(String first, String second, int times) {
        pairs.addAll(Collections.nCopies(times, new Agreement.Pair(first, second)));
    }

    private boolean drifted() {
        return QualityReport.drifted(Agreement.of(pairs), POLICY);
    }

    private List<String> apart() {
        return QualityReport.apart(Agreement.of(pairs), POLICY);
    }

    /** The stranger's desk: 91 % agreement, and an alarm. */
    @Test
    void aCalmDeskThatAgreesIsNoAlarm() {
        add("no_violation", "no_violation", 91);
        add("violation/harassment", "no_violation", 5);
        add("no_violation", "violation/harassment", 4);
        assertThat(Agreement.of(pairs).kappa().orElseThrow()).isLessThan(POLICY.driftBelow());

        assertThat(drifted()).isFalse();
        assertThat(apart()).as("nine pairs of a rare answer say nothing yet").isEmpty();
    }

    @Test
    void aDeskThatDisagreesIsOne() {
        add("no_violation", "no_violation", 30);
        add("violation/harassment", "violation/harassment", 30);
        add("violation/harassment", "no_violation", 15);
        add("no_violation", "violation/harassment", 14);
        assertThat(drifted()).isTrue();
        pairs.subList(25, pairs.size()).clear();
        assertThat(drifted()).as("of too few nothing is said").isFalse();
    }

    /** All together they agree in nine of ten. */
    @Test
    void aRareAnswerThatIsDisputedEachTimeIsNamed() {
        add("no_violation", "no_violation", 600);
        add("violation/grooming", "violation/grooming", 10);
        add("violation/grooming", "no_violation", 20);
        add("no_violation", "violation/grooming", 10);

        assertThat(drifted()).isFalse();
        assertThat(apart()).containsExactly("violation/grooming");
    }
}

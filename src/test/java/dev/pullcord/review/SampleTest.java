package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Folded.CaseChange;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reported cases that nothing speaks for, some of which are drawn to be looked at soon. */
class SampleTest {
    private static final int CASES = 3_000;
    private final CaseFold fold = CaseFold.of(PolicyCodec.defaults());
    private final Story story = Story.ofAnna();

    private CaseChange opened(LoggedEvent report) {
        SubjectFile file =
                new SubjectFile(Story.ANNA, RiskState.EMPTY, LogIds.START, Double.NEGATIVE_INFINITY, Optional.empty());
        return fold.fold(file, List.of(report), Optional.of(false), Story.START, () -> "c")
                .change()
                .orElseThrow();
    }

    private static boolean drawn(CaseChange change) {
        return change.audit().orElseThrow().detail().get("cause").equals("sample");
    }

    @Test
    void aboutTheShareOfThePolicyIsDrawnAndIsDueSooner() {
        Instant soon = Story.START.plus(Duration.ofHours(12));
        int drawn = 0;
        for (int i = 0; i < CASES; i++) {
            CaseChange change = opened(story.flag("r", Reason.OTHER)); // each has a receipt of its own
            drawn += drawn(change) ? 1 : 0;
            if (drawn(change)) {
                assertThat(change.placement().deadline()).isEqualTo(soon);
                assertThat(change.placement().queue()).isEqualTo("general");
            } else {
                assertThat(change.placement().deadline()).isAfter(soon);
            }
        }

        assertThat(drawn).isBetween(CASES / 100, CASES * 3 / 100); // 2 of 100
    }

    @Test
    void theSameReportIsDrawnEachTimeItIsFolded() {
        for (int i = 0; i < 300; i++) {
            LoggedEvent flag = story.flag("r", Reason.OTHER);

            assertThat(drawn(opened(flag))).isEqualTo(drawn(opened(flag)));
        }
    }

    @Test
    void whatSomethingSpeaksForIsNeverDrawnNorMadeToWait() {
        for (int i = 0; i < 600; i++) {
            CaseChange grave = opened(story.flag("r", Reason.SEXTORTION));

            assertThat(drawn(grave)).isFalse();
            assertThat(grave.placement().deadline()).isBefore(Story.START.plus(Duration.ofMinutes(31)));
        }
    }

    @Test
    void whoIsDueSoonerAnywayStaysSo() {
        Triage triage = new Triage(Ground.PACK.triage(), Ground.PACK.version());
        Placement soon = new Placement("general", "other", 4, 1, Story.START.plusSeconds(60));

        assertThat(triage.drawn(soon, Story.START)).isEqualTo(soon);
    }
}

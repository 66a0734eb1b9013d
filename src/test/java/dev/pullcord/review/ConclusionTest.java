package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Story;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConclusionTest {
    private final Story story = Story.ofAnna();

    /** Flagged, concluded, found; and what it says of who flagged. */
    @ParameterizedTest
    @CsvSource({
        "HARASSMENT, VIOLATION, HARASSMENT, right",
        "HARASSMENT, VIOLATION, HATE, right", // of the same group
        "CHILD_SAFETY, VIOLATION, HARASSMENT, nothing", // inflated
        "FRAUD_SPAM, VIOLATION, GROOMING, nothing", // something else was there
        "HARASSMENT, VIOLATION, , nothing", // of a rule that is gone
        "HARASSMENT, UNFOUNDED_REPORT, , wrong",
        "HARASSMENT, NO_VIOLATION, , nothing",
        "HARASSMENT, INSUFFICIENT, , nothing",
        "HARASSMENT, DUPLICATE, , nothing"
    })
    void whatADecisionSaysOfWhoFlagged(Reason flagged, Outcome outcome, Reason found, String says) {
        Optional<Conclusion> conclusion =
                Conclusion.of(outcome, Optional.ofNullable(found), story.flag("rita", flagged));

        assertThat(conclusion.map(c -> c.right() ? "right" : "wrong").orElse("nothing"))
                .isEqualTo(says);
        assertThat(conclusion.stream())
                .allSatisfy(c -> assertThat(c)
                        .isEqualTo(new Conclusion("rita", flagged.group(), c.right(), Optional.of("anna"))));
    }

    @Test
    void panicsRehearsalsAndTheNamelessAreNotJudged() {
        LoggedEvent panic = story.panic("rita");
        LoggedEvent drill =
                story.log(Story.report(Report.Kind.FLAG, "rita", Optional.of(Reason.HATE), false, false, true));
        LoggedEvent nameless = story.flag("", Reason.HATE);

        assertThat(List.of(panic, drill, nameless))
                .allSatisfy(event -> assertThat(Conclusion.of(Outcome.UNFOUNDED_REPORT, Optional.empty(), event))
                        .isEmpty());
    }
}

package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flags that two people agreed to lower for a time. What of it touches no panic and no minor is in {@link RiskPropertiesTest}. */
class MisusedTest extends RiskModelStory {
    private static final double HARASSMENT = Math.log(0.5 / 0.2) * 0.8; // the default policy's rates and scale
    private static final double EXACT = 1e-6; // tallies keep six digits

    private TrackRecord known(Story his, List<LoggedEvent> says) {
        return model.trackRecord(model.fold(RiskState.EMPTY, says), Story.ANNA, his.now());
    }

    private double weighs(TrackRecord reporter) {
        RiskState state = model.fold(
                RiskState.EMPTY, List.of(story.flag("rob", Reason.HARASSMENT)), event -> Beside.of(reporter));
        return model.assess(state, story.now()).contributions().stream()
                .filter(c -> c.family() == Family.VOICE)
                .mapToDouble(Contribution::weight)
                .sum();
    }

    private LoggedEvent lowered(Story his, String measure, Duration length) {
        return his.observed(
                Observation.Kind.FLAGS_LOWERED,
                Optional.empty(),
                Optional.empty(),
                Map.of("measure", measure, "untilMs", his.now().plus(length).toEpochMilli()));
    }

    private LoggedEvent takenBack(Story his, String measure) {
        return his.observed(
                Observation.Kind.FLAGS_LOWERED,
                Optional.empty(),
                Optional.empty(),
                Map.of("measure", measure, "takenBack", true));
    }

    @Test
    void whatTwoPeopleLoweredHoldsForItsTimeAndEndsByItself() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> says = List.of(lowered(his, "m1", Duration.ofDays(30)));

        his.after(Duration.ofDays(30).minusMillis(1));
        assertThat(weighs(known(his, says))).isCloseTo(HARASSMENT * 0.3, within(EXACT));
        his.after(Duration.ofMillis(1));
        assertThat(weighs(known(his, says))).isCloseTo(HARASSMENT, within(EXACT));
    }

    @Test
    void noneHoldsForMoreThanNinetyDaysWhateverItsEventSays() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> says = List.of(lowered(his, "m1", Duration.ofDays(900)));

        assertThat(known(his.after(Duration.ofDays(89)), says).lowered()).isTrue();
        assertThat(known(his.after(Duration.ofDays(1)), says).lowered()).isFalse();
    }

    @Test
    void takenBackItIsGoneInWhateverOrderItIsTold() {
        Story his = new Story(Subject.account("rob"));
        LoggedEvent lowered = lowered(his, "m1", Duration.ofDays(30));
        LoggedEvent back = takenBack(his.after(Duration.ofHours(1)), "m1");
        his.after(Duration.ofHours(1));

        assertThat(known(his, List.of(lowered, back)).lowered()).isFalse();
        RiskState twice = model.fold(model.fold(RiskState.EMPTY, List.of(back)), List.of(lowered));
        assertThat(model.trackRecord(twice, Story.ANNA, his.now()).lowered()).isFalse();
        assertThat(known(his, List.of(lowered, takenBack(his, "another"))).lowered())
                .isTrue();
    }

    @Test
    void whatWasLoweredIsSaidWithTheScore() {
        TrackRecord less = new TrackRecord(Map.of(), Map.of(), List.of(), true);
        RiskState state =
                model.fold(RiskState.EMPTY, List.of(story.flag("rob", Reason.HARASSMENT)), event -> Beside.of(less));

        assertThat(model.assess(state, story.now()).contributions())
                .filteredOn(c -> c.signal().equals(ProvenReporter.ID))
                .singleElement()
                .satisfies(c -> assertThat(c.explanation()).startsWith("Two people have lowered"));
    }
}

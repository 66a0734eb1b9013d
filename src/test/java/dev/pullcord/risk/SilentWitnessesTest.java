package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it says that others were there and said nothing; and who was not silent. */
class SilentWitnessesTest extends RiskModelStory {
    private static final double HARASSMENT = Math.log(0.5 / 0.2) * 0.8; // the default policy's rates and scale
    private static final double EXACT = 1e-6; // tallies keep six digits
    private static final String ONE_SILENT = "1 other person was there and raised no flag.";
    private static final List<String> THREE = List.of("a", "b", "anna");

    private double voice(RiskState state) {
        return model.assess(state, story.now()).contributions().stream()
                .filter(c -> c.family() == Family.VOICE)
                .mapToDouble(Contribution::weight)
                .sum();
    }

    private List<String> said(LoggedEvent... events) {
        return explanations(model.fold(RiskState.EMPTY, List.of(events)));
    }

    @Test
    void whoFlaggedBeforeElsewhereIsNotSilentHere() {
        assertThat(said(
                        story.flag("a", Reason.HARASSMENT, List.of(), "call-0"),
                        story.flag("a", Reason.HARASSMENT, THREE),
                        story.flag("b", Reason.HARASSMENT, THREE)))
                .doesNotContain(ONE_SILENT);
    }

    @Test
    void whoFlaggedForAnotherReasonWasNotSilentWheneverHeDid() {
        LoggedEvent coerced = story.flag("a", Reason.SEXTORTION, THREE);
        LoggedEvent other = story.flag("b", Reason.HARASSMENT, THREE);

        assertThat(said(other)).contains(ONE_SILENT);
        assertThat(said(coerced, other)).doesNotContain(ONE_SILENT);
        assertThat(said(other, coerced)).doesNotContain(ONE_SILENT);
    }

    @Test
    void wherePanicWasPressedNobodysSilenceSaysAnything() {
        List<String> hall = List.of("a", "b", "c", "d", "anna");
        LoggedEvent panic = story.panic("a");
        LoggedEvent flag = story.flag("b", Reason.HARASSMENT, hall);

        double both = voice(model.fold(RiskState.EMPTY, List.of(panic, story.flag("b", Reason.HARASSMENT))));

        assertThat(voice(model.fold(RiskState.EMPTY, List.of(panic, flag)))).isCloseTo(both, within(EXACT));
        assertThat(voice(model.fold(RiskState.EMPTY, List.of(flag, panic)))).isCloseTo(both, within(EXACT));
    }

    @Test
    void silentWitnessesTakeALittleAwayAndLessWithEachWhoSpeaks() {
        List<String> three = List.of("rob", "w1", "w2", "anna");
        double each = 0.1 * Math.log((1 - 0.5) / (1 - 0.2)); // κ, and what one silence would say

        RiskState one = model.fold(RiskState.EMPTY, story.flag("rob", Reason.HARASSMENT, three));
        RiskState two = model.fold(one, story.flag("w1", Reason.HARASSMENT, three));

        assertThat(voice(one)).isCloseTo(HARASSMENT + 2 * each, within(EXACT));
        assertThat(voice(two)).isCloseTo(2 * HARASSMENT + each, within(EXACT));
        assertThat(explanations(one)).contains("2 other people were there and raised no flag.");
    }

    @Test
    void aFullHallsSilenceTakesNoMoreThanItsLimit() {
        List<String> hall = IntStream.range(0, 400).mapToObj(i -> "w" + i).toList();

        assertThat(voice(model.fold(RiskState.EMPTY, story.flag("rob", Reason.HARASSMENT, hall))))
                .isCloseTo(HARASSMENT - HARASSMENT / 2, within(EXACT)); // half of the flag is less than that
        assertThat(voice(model.fold(
                        RiskState.EMPTY,
                        List.of(
                                story.flag("rob", Reason.HARASSMENT, hall),
                                story.flag("sue", Reason.HARASSMENT, hall)))))
                .isCloseTo(2 * HARASSMENT - 0.4, within(EXACT));
    }

    @Test
    void silenceTakesNoMoreThanItsLimitAlsoWhenEventsComeOutOfOrder() {
        Story late = Story.ofAnna().after(Duration.ofDays(40));
        List<String> hall = IntStream.range(0, 40).mapToObj(i -> "w" + i).toList();
        List<LoggedEvent> flags = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LoggedEvent flag = late.flag("w" + i, Reason.HARASSMENT, hall);
            Instant at = flag.event().time().minus(Duration.ofDays(i % 2 == 0 ? 0 : 2));
            flags.add(late.log(flag.event().body(), at, Optional.empty()));
        }

        assertThat(model.assess(model.fold(RiskState.EMPTY, flags), late.now()).contributions())
                .filteredOn(c -> c.signal().equals("USR-1/silence"))
                .singleElement()
                .satisfies(c -> assertThat(c.weight()).isCloseTo(-0.4, within(0.01)));
    }

    @ParameterizedTest
    @CsvSource({
        "GROOMING",
        "SEXTORTION",
        "TRAFFICKING",
        "SEXUAL_EXPLOITATION",
        "COVERT_RECORDING",
        "CHILD_SAFETY",
        "THREAT_TO_LIFE",
        "SUSPECTED_ADULT_POSING_AS_CHILD"
    })
    void whereOneIsCoercedOrInDangerSilenceSaysNothing(Reason reason) {
        LoggedEvent seen = story.flag("rob", reason, List.of("w1", "w2", "w3"));

        assertThat(voice(model.fold(RiskState.EMPTY, seen)))
                .isEqualTo(voice(model.fold(RiskState.EMPTY, story.flag("rob", reason))));
    }

    @Test
    void inACallOfTwoNobodyWasSilent() {
        LoggedEvent alone = story.flag("rob", Reason.HARASSMENT, List.of("rob", "anna"));

        assertThat(voice(model.fold(RiskState.EMPTY, alone))).isCloseTo(HARASSMENT, within(EXACT));
    }
}

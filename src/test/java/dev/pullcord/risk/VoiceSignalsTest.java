package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people say: flags, panics, withdrawals. */
class VoiceSignalsTest extends RiskModelStory {
    @Test
    void oneFlagAddsItsGroupsPriorAndItsWeight() {
        RiskState state = model.fold(RiskState.EMPTY, story.flag("r1", Reason.SEXTORTION));

        double weight = Math.log(0.5 / 0.1);
        double share = 4.0 * (1 - Math.exp(-weight / 4.0));
        assertThat(score(state, Story.START)).isCloseTo(RiskModel.logit(0.07) + share, within(1e-9));
    }

    @Test
    void aFlagHalvesInItsHalfLife() {
        RiskState state = model.fold(RiskState.EMPTY, story.flag("r1", Reason.SEXTORTION));

        Contribution later = model.assess(state, Story.START.plus(Duration.ofDays(30)))
                .contributions()
                .get(0);

        assertThat(later.weight()).isCloseTo(Math.log(5) / 2, within(1e-9));
        assertThat(later.at()).isEqualTo(Story.START);
    }

    @Test
    void differentPeopleWeighMoreThanOnePersonOftenAndTheExplanationSaysSo() {
        RiskState three = model.fold(
                RiskState.EMPTY,
                List.of(
                        story.flag("r1", Reason.GROOMING),
                        story.after(Duration.ofMinutes(8)).flag("r2", Reason.GROOMING),
                        story.after(Duration.ofMinutes(12)).flag("r3", Reason.GROOMING)));
        RiskState one = model.fold(
                RiskState.EMPTY,
                List.of(
                        story.flag("r1", Reason.GROOMING),
                        story.flag("r1", Reason.GROOMING),
                        story.flag("r1", Reason.GROOMING)));

        assertThat(score(three, story.now())).isGreaterThan(score(one, story.now()) + 1);
        assertThat(explanations(three))
                .containsExactly(
                        "3 people raised a flag for grooming within 20 minutes, all from the same meeting.",
                        "3 people say that a minor is involved.");
        assertThat(explanations(one))
                .contains("1 person raised 3 flags for grooming within a minute, all from the same meeting.");
    }

    @Test
    void aThousandFlagsOfOnePersonWeighLittleMoreThanOne() {
        RiskState once = model.fold(RiskState.EMPTY, story.flag("r1", Reason.VIOLENCE));
        RiskState often = once;
        for (int i = 0; i < 1000; i++) {
            often = model.fold(often, story.flag("r1", Reason.VIOLENCE));
        }

        assertThat(weight(often)).isBetween(weight(once), weight(once) * 1.12);
    }

    @Test
    void theSamePersonsGraverWordIsNotLost() {
        RiskState mild = model.fold(RiskState.EMPTY, story.flag("r1", Reason.OTHER));
        RiskState grave = model.fold(mild, story.flag("r1", Reason.SEXTORTION));

        assertThat(score(grave, Story.START) - score(mild, Story.START)).isGreaterThan(0.8);
        assertThat(explanations(grave))
                .contains("Somebody who had raised a flag before raised one again, for sextortion.");
    }

    @Test
    void immediateDangerAddsToAFlag() {
        RiskState calm = model.fold(RiskState.EMPTY, story.flag("r1", Reason.VIOLENCE));
        RiskState danger = model.fold(
                RiskState.EMPTY,
                story.log(Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.VIOLENCE), true, false, false)));

        assertThat(weight(danger) - weight(calm)).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void anonymousPanicsMergeAndPanicsOfDifferentPeopleAdd() {
        RiskState anonymous = model.fold(RiskState.EMPTY, List.of(story.panic(""), story.panic(""), story.panic("")));
        RiskState people =
                model.fold(RiskState.EMPTY, List.of(story.panic("r1"), story.panic("r2"), story.panic("r3")));

        assertThat(weight(anonymous)).isLessThan(1.8);
        assertThat(weight(people)).isCloseTo(3 * 1.6, within(1e-9));
        assertThat(explanations(people))
                .containsExactly("The panic button was pressed 3 times by 3 people within a minute,"
                        + " all from the same meeting.");
    }

    @Test
    void aReportAboutAMinorNeverFallsBelowTheFloor() {
        RiskState state = model.fold(RiskState.EMPTY, story.flag("r1", Reason.CHILD_SAFETY));

        Risk inTenYears = model.assess(state, Story.START.plus(Duration.ofDays(3650)));

        assertThat(inTenYears.probability()).isCloseTo(0.1, within(1e-9));
        assertThat(inTenYears.contributions()).extracting(Contribution::signal).containsExactly("USR-3");
    }

    @Test
    void anotherReportFadesToThePrior() {
        RiskState state = model.fold(RiskState.EMPTY, story.flag("r1", Reason.FRAUD_SPAM));

        Risk inTenYears = model.assess(state, Story.START.plus(Duration.ofDays(3650)));

        assertThat(inTenYears.probability()).isCloseTo(0.01, within(1e-6));
        assertThat(inTenYears.contributions()).isEmpty();
    }

    /** Two of three slips of a finger are taken back within a minute: they made their subjects look guilty once. */
    @Test
    void whatIsTakenBackAtOnceWasASlipAndSaysNothing() {
        LoggedEvent flag = story.flag("r1", Reason.HATE);
        RiskState flagged = model.fold(RiskState.EMPTY, flag);

        RiskState slipped =
                model.fold(flagged, story.after(Duration.ofSeconds(40)).withdrawal(flag));

        assertThat(model.assess(slipped, story.now()).score())
                .isEqualTo(model.assess(flagged, story.now()).score());
        assertThat(model.fold(slipped, story.after(Duration.ofMinutes(4)).withdrawal(flag)))
                .as("it is withdrawn already")
                .isEqualTo(slipped);
    }

    @Test
    void aWithdrawalSoonAfterRaisesOnceAndALateOneDoesNothing() {
        LoggedEvent flag = story.flag("r1", Reason.HARASSMENT);
        RiskState flagged = model.fold(RiskState.EMPTY, flag);
        LoggedEvent soon = story.after(Duration.ofMinutes(4)).withdrawal(flag);
        LoggedEvent again = story.withdrawal(flag);
        RiskState withdrawn = model.fold(flagged, List.of(soon, again));
        LoggedEvent late = story.after(Duration.ofMinutes(27)).withdrawal(flag);

        assertThat(score(withdrawn, soon.receivedAt())).isGreaterThan(score(flagged, soon.receivedAt()) + 0.3);
        assertThat(explanations(withdrawn)).contains("A report was withdrawn within 4 minutes of being made.");
        assertThat(score(model.fold(flagged, late), story.now())).isEqualTo(score(flagged, story.now()));
    }
}

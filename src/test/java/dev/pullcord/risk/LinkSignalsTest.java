package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ACC-1 and DEN-1: what numbers read elsewhere say of an account. */
class LinkSignalsTest extends RiskModelStory {
    @Test
    void aNewAccountOnADeviceOfSanctionedOnesCountsOnceInAWhile() {
        RiskState state = fold(
                RiskState.EMPTY,
                new Beside(2, 0, 0),
                story.created(),
                story.after(Duration.ofDays(2)).device(),
                story.after(Duration.ofDays(2)).device());

        assertThat(explanations(state))
                .containsExactly("This account was new when it was used on a device on which"
                        + " 2 sanctioned accounts were used before.");
        assertThat(weight(state)).isLessThan(0.8);
    }

    @Test
    void anOldAccountACleanDeviceOrAnAccountOfUnknownAgeIsNothing() {
        LoggedEvent created = story.created();
        LoggedEvent device = story.after(Duration.ofDays(31)).device();
        LoggedEvent soon = Story.ofAnna().device();

        assertThat(fold(RiskState.EMPTY, new Beside(2, 0, 0), created, device).notes())
                .isEmpty();
        assertThat(fold(RiskState.EMPTY, Beside.NOTHING, created, soon).notes()).isEmpty();
        assertThat(fold(RiskState.EMPTY, new Beside(2, 0, 0), soon).notes()).isEmpty();
    }

    @Test
    void publishersOnOneDeviceWeighAsTheAccountsAndOnOneNetworkAsNetworkEvidence() {
        RiskState device = fold(RiskState.EMPTY, new Beside(0, 2, 2), story.device());
        RiskState network = fold(RiskState.EMPTY, new Beside(0, 2, 2), story.network("home"));

        assertThat(explanations(device))
                .containsExactly("This account shares a device with 2 others that sent picture or sound in calls, and"
                        + " either were flagged for child safety, trafficking or sexual exploitation, or pressed panic."
                        + " They may be in need of help.");
        assertThat(model.assess(device, story.now()).contributions().get(0).family())
                .isEqualTo(Family.ACCOUNT);
        assertThat(model.assess(network, story.now()).contributions().get(0).family())
                .isEqualTo(Family.NETWORK);
        assertThat(fold(RiskState.EMPTY, new Beside(0, 1, 1), story.device(), story.network("home"))
                        .notes())
                .isEmpty();
    }

    /** Who was there first has no event of his own when others come: he is told, and hears it no further time. */
    @Test
    void whoWasThereFirstHearsTheSameOnce() {
        RiskState told = fold(RiskState.EMPTY, Beside.NOTHING, shared("device", 2), shared("device", 3));
        RiskState again = fold(told, new Beside(0, 3, 0), story.device());

        assertThat(explanations(told)).hasSize(1).allSatisfy(e -> assertThat(e).contains("a device with 2 others"));
        assertThat(again.sums()).isEqualTo(told.sums());
        assertThat(fold(RiskState.EMPTY, Beside.NOTHING, shared("network", 2)).notes())
                .extracting(RiskState.Note::signal)
                .containsExactly("DEN-1/network");
        assertThat(fold(RiskState.EMPTY, Beside.NOTHING, shared("device", 1)).notes())
                .isEmpty();
    }

    private LoggedEvent shared(String what, long others) {
        return story.observed(
                Observation.Kind.ORIGIN_SHARED,
                Optional.empty(),
                Optional.empty(),
                Map.of("shared", what, "others", others));
    }

    @Test
    void aSharedNetworkNeverOpensACase() {
        RiskState payments = payments(24);
        RiskState with = fold(payments, new Beside(0, 900, 900), story.network("home"));

        assertThat(model.assess(with, story.now()).score())
                .isGreaterThan(model.assess(payments, story.now()).score());
        assertThat(opens(with)).isFalse();
        assertThat(opens(fold(with, new Beside(0, 900, 900), story.device()))).isTrue();
    }

    @Test
    void payersInCommonWithOneOtherAccountCountOnceInAWhileAndForWhoIsPaid() {
        LoggedEvent first = story.paidBy("p1", 500, "EUR");
        LoggedEvent second = story.after(Duration.ofDays(3)).paidBy("p2", 500, "EUR");

        RiskState state = fold(RiskState.EMPTY, Beside.paid(6), first, second);
        assertThat(explanations(state))
                .containsExactly("6 of those who paid this account also paid one and the same other account.");
        assertThat(weight(state)).isBetween(0.5, 0.6);
        assertThat(fold(RiskState.EMPTY, Beside.paid(4), first).notes()).isEmpty();
        assertThat(explanations(fold(RiskState.EMPTY, Beside.paid(6), story.payment("pat", 500, "EUR"))))
                .doesNotContain("6 of those who paid this account also paid one and the same other account.");
    }

    private RiskState fold(RiskState before, Beside beside, LoggedEvent... events) {
        return model.fold(before, List.of(events), e -> beside);
    }
}

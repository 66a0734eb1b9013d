package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an account does: payments, requests, being blocked. */
class BehaviourSignalsTest extends RiskModelStory {
    @Test
    void smallPaymentsCountFromTheThirdToTheSamePerson() {
        List<LoggedEvent> six = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            six.add(story.payment("p", 4900, "AUD"));
            story.after(Duration.ofHours(57));
        }
        RiskState two = model.fold(RiskState.EMPTY, six.subList(0, 2));
        RiskState all = model.fold(RiskState.EMPTY, six);

        assertThat(two.notes()).isEmpty();
        assertThat(explanations(all))
                .containsExactly("6 small payments from this account to the same person, within 12 days.");
        assertThat(weight(all)).isBetween(1.3, 4 * 0.35);
    }

    @Test
    void paymentsThatAreLargeRareToOthersOrInUnknownMoneyAreNoPattern() {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 10; i++) {
            state = model.fold(state, story.payment("large", 5501, "AUD"));
            state = model.fold(state, story.payment("unknown", 100, "XXX"));
            state = model.fold(state, story.payment("other-" + i, 100, "EUR"));
            state = model.fold(state, story.payment("negative", -5, "EUR"));
            state = model.fold(state, story.payment("rare", 100, "EUR"));
            story.after(Duration.ofDays(21));
        }

        assertThat(state.notes()).isEmpty();
        assertThat(state.tallies().get("PAY-1")).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void aPatternSurvivesManySinglePayments() {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 3; i++) {
            state = model.fold(state, story.payment("p", 100, "EUR"));
            for (int j = 0; j < 40; j++) {
                state = model.fold(state, story.after(Duration.ofMinutes(1)).payment("x" + i + "-" + j, 100, "EUR"));
            }
        }

        // Two payments to the same person outlast any number of single ones; the very first may be crowded out.
        assertThat(state.tallies().get("PAY-1")).hasSize(16);
        RiskState pattern = state;
        for (int i = 0; i < 3; i++) {
            pattern = model.fold(pattern, story.payment("q", 100, "EUR"));
        }
        for (int j = 0; j < 400; j++) {
            pattern = model.fold(pattern, story.after(Duration.ofMinutes(1)).payment("y" + j, 100, "EUR"));
        }
        pattern = model.fold(pattern, story.payment("q", 100, "EUR"));
        assertThat(explanations(pattern))
                .containsExactly("4 small payments from this account to the same person, within 7 hours.");
    }

    @Test
    void theOtherSideOfAPaymentOrABlockIsNotItsDoer() {
        Story payee = new Story(Subject.account("payee"));
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 5; i++) {
            state = model.fold(state, payee.paidBy("payer", 100, "EUR"));
            state = model.fold(state, payee.by("payer", Observation.Kind.BLOCKED, Optional.empty()));
        }

        assertThat(state.notes()).isEmpty();
        assertThat(state.sums()).isEmpty();
        assertThat(state.tallies()).doesNotContainKeys("PAY-1", "USR-5");
    }

    @Test
    void aBurstOfRequestsCountsOnceAndSaysWhetherTheyWereRefused() {
        RiskState silent = RiskState.EMPTY;
        RiskState refused = RiskState.EMPTY;
        RiskState accepted = RiskState.EMPTY;
        for (int i = 0; i < 40; i++) {
            story.after(Duration.ofSeconds(20));
            silent = model.fold(silent, story.asks("x" + i, Map.of()));
            refused = model.fold(refused, story.asks("x" + i, Map.of("accepted", i % 10 == 0)));
            accepted = model.fold(accepted, story.asks("x" + i, Map.of("accepted", i % 2 == 0)));
        }

        assertThat(explanations(silent))
                .containsExactly("Many contact requests at once, far above this account's usual rate.");
        assertThat(explanations(refused))
                .containsExactly(
                        "Many contact requests at once, far above this account's usual rate, and few were accepted.");
        assertThat(accepted.notes()).isEmpty();
    }

    @Test
    void whoAlwaysContactsManyHasNoBurst() {
        RiskState state = RiskState.EMPTY;
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < 144; i++) { // six an hour, always
                state = model.fold(state, story.after(Duration.ofMinutes(10)).asks("x", Map.of()));
            }
        }
        for (int i = 0; i < 30; i++) { // a busy half hour
            state = model.fold(state, story.after(Duration.ofMinutes(1)).asks("x", Map.of()));
        }

        assertThat(state.notes()).isEmpty();
    }

    @Test
    void blocksCountByPerson() {
        RiskState state =
                model.fold(RiskState.EMPTY, List.of(story.blockedBy("a"), story.blockedBy("b"), story.blockedBy("a")));

        assertThat(weight(state)).isCloseTo(0.4, within(1e-9));
        assertThat(explanations(state)).containsExactly("2 people blocked this account within a minute.");
    }
}

package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PAY-2 to PAY-5: what money says beyond its smallness. Large amounts, so that PAY-1 is silent. */
class PaymentSignalsTest extends RiskModelStory {
    private final Story payee = new Story(Subject.account("payee"));

    @Test
    void paymentsThatRiseAndComeNoFurtherApartCountOnce() {
        RiskState state = pays(List.of(4000L, 5000L, 4500L, 8000L, 9000L, 12_000L), Duration.ofDays(3));

        assertThat(explanations(state))
                .containsExactly(
                        "This account's last 5 payments to the same person rose and came no further apart, within 12 days.");
        assertThat(state.sums().get("payment/" + Duration.ofDays(60).toMillis()).sum())
                .isLessThanOrEqualTo(0.8);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            4000 4000 4000 4000 4000 4000 | they stay the same
            9000 8000 7000 6000 5000 4000 | they fall
            4000 9000 4000 9000 4000 9000 | they go up and down
            4000 4100 4200 4300 4400 4500 | they hardly rise
            4000 5000 9000 12000          | they are few
            """)
    void paymentsAreNoEscalationWhen(String amounts, String why) {
        List<Long> minor =
                List.of(amounts.split(" ")).stream().map(Long::parseLong).toList();

        assertThat(pays(minor, Duration.ofDays(3)).notes())
                .extracting(RiskState.Note::signal)
                .as(why)
                .doesNotContain("PAY-2");
    }

    @Test
    void paymentsThatGrowButBecomeRareAreNoEscalation() {
        RiskState state = RiskState.EMPTY;
        for (int i = 1; i <= 8; i++) {
            state = model.fold(state, story.after(Duration.ofDays(3L * i)).payment("p", 4000L * i, "EUR"));
        }

        assertThat(state.notes()).isEmpty();
    }

    @Test
    void amountsInTwoCurrenciesAreComparedByWhatTheyAreWorth() {
        RiskState state = RiskState.EMPTY;
        for (int i = 1; i <= 8; i++) { // worth the same, in turn: nothing rises
            boolean yen = i % 2 == 0;
            LoggedEvent next = story.after(Duration.ofDays(1)).payment("p", yen ? 6793 : 3850, yen ? "JPY" : "EUR");
            state = model.fold(state, next);
        }

        assertThat(state.notes()).isEmpty();
    }

    @Test
    void theTrendIsKendalls() {
        assertThat(PaymentEscalation.kendall(new double[] {1, 2, 3, 4})).isEqualTo(1);
        assertThat(PaymentEscalation.kendall(new double[] {4, 3, 2, 1})).isEqualTo(-1);
        assertThat(PaymentEscalation.kendall(new double[] {1, 3, 2, 4})).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(PaymentEscalation.kendall(new double[] {7, 7, 7})).isZero();
    }

    /** What is watched live for money is paid while it goes on; in a call of several that was nothing before. */
    @Test
    void severalWhoPayInTheMeetingThatAReportIsFromAgreeWithItInEitherOrder() {
        LoggedEvent flag = payee.flag("witness", Reason.SEXUAL_EXPLOITATION);
        List<LoggedEvent> paid = List.of(paidIn("call-1", "q1"), paidIn("call-1", "q1"), paidIn("call-1", "q2"));

        RiskState after = model.fold(model.fold(RiskState.EMPTY, paid), flag);
        RiskState before = model.fold(model.fold(RiskState.EMPTY, flag), paid);

        String once = "2 people paid this account in the very meeting from which somebody reported it.";
        assertThat(explanations(after)).contains(once);
        assertThat(explanations(before)).contains(once);
        assertThat(model.assess(after, payee.now()).behaviour()).isGreaterThanOrEqualTo(0.5); // it corroborates
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            call-1 | q2 | sexual_exploitation | 0 | 1 | two others paid
            call-2 | q2 | sexual_exploitation | 0 | 0 | one of them paid elsewhere
            call-1 | q1 | sexual_exploitation | 0 | 0 | one person paid twice
            call-1 | witness | sexual_exploitation | 0 | 0 | who reports is none of them
            call-1 | q2 | harassment | 0 | 0 | it is about something else
            call-1 | q2 | sexual_exploitation | 3 | 0 | it was hours ago
            """)
    void paymentsAgreeWithAReportOnlyWhere(
            String meeting, String payer, String reason, long hours, int times, String why) {
        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(
                        paidIn("call-1", "q1"),
                        paidIn(meeting, payer),
                        payee.after(Duration.ofHours(hours))
                                .flag("witness", Reason.ofCode(reason).orElseThrow())));

        assertThat(state.notes().stream().filter(n -> n.signal().equals("PAY-3/reported")))
                .as(why)
                .hasSize(times);
    }

    /** A payment names its meeting among its attributes, as the contract has it. */
    private LoggedEvent paidIn(String meeting, String payer) {
        return payee.log(new Observation(
                payer,
                Observation.Kind.PAYMENT,
                Optional.empty(),
                Optional.of("payee"),
                Optional.of(new Observation.Amount(900, "EUR")),
                Map.of("rail", "wallet", "meeting", meeting)));
    }

    @Test
    void aPaymentNearAPrivateCallCountsForBothSidesInEitherOrder() {
        RiskState payer = model.fold(
                RiskState.EMPTY,
                List.of(
                        story.payment("p", 9000, "EUR"),
                        story.after(Duration.ofMinutes(40)).attended("m1", "p", Duration.ofMinutes(20), Map.of())));
        RiskState paid = model.fold(
                RiskState.EMPTY,
                List.of(
                        payee.attended("m1", "q", Duration.ofMinutes(20), Map.of()),
                        payee.after(Duration.ofMinutes(29)).paidBy("q", 9000, "EUR"),
                        payee.paidBy("q", 9000, "EUR")));

        String once = "A payment was made shortly before or after a private call of the same two people.";
        assertThat(explanations(payer)).containsExactly(once);
        assertThat(explanations(paid)).containsExactly(once);
    }

    @Test
    void aPaymentLongBeforeOrToSomebodyElseIsNotNear() {
        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(
                        story.payment("p", 9000, "EUR"),
                        story.after(Duration.ofMinutes(51)).attended("m1", "p", Duration.ofMinutes(20), Map.of()),
                        story.payment("other", 9000, "EUR"),
                        story.after(Duration.ofMinutes(31)).payment("p", 9000, "EUR"),
                        story.attended("m2", "", Duration.ofMinutes(20), Map.of("people", 9L))));

        assertThat(state.notes()).isEmpty();
    }

    @Test
    void aCallToldTwiceIsOneCallHoweverManyPaymentsThereAre() {
        LoggedEvent call = story.attended("m1", "p", Duration.ofMinutes(20), Map.of());
        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(call, story.payment("p", 9000, "EUR"), call, story.payment("p", 9000, "EUR"), call));

        assertThat(state.notes())
                .singleElement()
                .satisfies(n -> assertThat(n.count()).isEqualTo(1));
    }

    @Test
    void paidCallsWithSeveralPeopleAreSaidSo() {
        RiskState state = RiskState.EMPTY;
        for (String who : List.of("a", "b", "a")) {
            state = model.fold(state, payee.after(Duration.ofHours(5)).paidBy(who, 9000, "EUR"));
            state = model.fold(
                    state, payee.after(Duration.ofMinutes(15)).attended("m", who, Duration.ofMinutes(15), Map.of()));
        }

        assertThat(explanations(state))
                .containsExactly("Payments were made shortly before or after 3 private calls,"
                        + " with 2 different people, within 11 hours.");
    }

    @Test
    void differentPayersCountAndTheSameOnesDoNot() {
        RiskState same = RiskState.EMPTY;
        RiskState many = RiskState.EMPTY;
        for (int i = 0; i < 30; i++) {
            payee.after(Duration.ofHours(2));
            same = model.fold(same, payee.paidBy("p" + i % 7, 9000, "EUR"));
            many = model.fold(many, payee.paidBy("p" + i, 9000, "EUR"));
        }

        assertThat(same.notes()).isEmpty();
        assertThat(explanations(many)).containsExactly("30 different people paid this account within 3 days.");
        assertThat(model.assess(many, payee.now()).contributions().get(0).weight())
                .isCloseTo(17 * 0.1, within(0.05));
    }

    @Test
    void aPopularCreatorGainsNoMoreThanADen() {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 5000; i++) {
            state = model.fold(state, payee.after(Duration.ofSeconds(30)).paidBy("fan" + i, 500, "EUR"));
        }

        assertThat(state.tallies().get("PAY-4")).hasSize(32);
        assertThat(model.assess(state, payee.now()).contributions())
                .singleElement()
                .satisfies(c -> assertThat(c.weight()).isLessThan(1.71))
                .satisfies(c -> assertThat(c.explanation()).startsWith("32 or more different people paid"));
    }

    @Test
    void twoOddMarksOfThreeAreOddAndOneIsNot() {
        RiskState one = model.fold(RiskState.EMPTY, odd(Map.of("round", true, "descriptionClass", "ordinary")));
        RiskState two = model.fold(
                RiskState.EMPTY,
                List.of(odd(Map.of("round", true, "late", true)), odd(Map.of("round", true, "late", true))));

        assertThat(one.notes()).isEmpty();
        assertThat(explanations(two))
                .containsExactly("The platform marked a payment as odd: a round sum, late at night.");
        assertThat(weight(two)).isCloseTo(0.1, within(1e-9));
    }

    private LoggedEvent odd(Map<String, Object> marks) {
        return story.observed(
                Observation.Kind.PAYMENT, Optional.of("p"), Optional.of(new Observation.Amount(90_000, "EUR")), marks);
    }

    private RiskState pays(List<Long> amounts, Duration every) {
        List<LoggedEvent> events = new ArrayList<>();
        for (long amount : amounts) {
            events.add(story.after(every).payment("p", amount, "EUR"));
        }
        return model.fold(RiskState.EMPTY, events);
    }
}

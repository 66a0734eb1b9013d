package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskModelTest {
    private static final RiskPolicy POLICY = PolicyCodec.defaults().risk();
    private final RiskModel model = new RiskModel(POLICY);
    private final Story story = Story.ofAnna();

    @Test
    void nothingKnownIsThePrior() {
        Risk risk = model.assess(RiskState.EMPTY, Story.START);

        assertThat(risk.probability()).isCloseTo(0.01, within(1e-12));
        assertThat(risk.contributions()).isEmpty();
    }

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
        assertThat(explanations(all)).containsExactly("6th small payment to the same person in 12 days.");
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
        assertThat(explanations(pattern)).containsExactly("4th small payment to the same person in 7 hours.");
    }

    @Test
    void theOtherSideOfAPaymentOrABlockIsNotItsDoer() {
        Story payee = new Story(Subject.account("payee"));
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 5; i++) {
            state = model.fold(
                    state,
                    payee.log(new Observation(
                            "payer",
                            Observation.Kind.PAYMENT,
                            Optional.empty(),
                            Optional.of("payee"),
                            Optional.of(new Observation.Amount(100, "EUR")),
                            Map.of())));
        }

        assertThat(state).isSameAs(RiskState.EMPTY);
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

    @Test
    void twoFamiliesOfBehaviourOpenACaseAndOneDoesNot() {
        RiskState payments = payments(12);
        RiskState both = model.fold(payments, story.sanctioned());

        assertThat(opens(payments)).isFalse();
        assertThat(opens(both)).isTrue();
    }

    @Test
    void oneFamilyNeverOpensHoweverMuchOfIt() {
        RiskPolicy loud = withSaturation(20);
        RiskModel loudModel = new RiskModel(loud);
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 50; i++) {
            state = loudModel.fold(state, story.sanctioned());
        }

        assertThat(loudModel.assess(state, story.now()).probability()).isGreaterThan(0.9);
        assertThat(loudModel.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY))
                .isFalse();
    }

    @Test
    void networkIsNotTheSecondFamily() {
        RiskState state = model.fold(payments(24), List.of(story.network("tor"), story.network("vpn")));
        RiskModel low = new RiskModel(new RiskPolicy(
                POLICY.prior(),
                POLICY.families(),
                POLICY.saturation(),
                new RiskPolicy.Opening(0.011, 0.01, 0),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals()));

        assertThat(low.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY))
                .isFalse();
    }

    @Test
    void whatWasJudgedDoesNotOpenAgainUntilThereIsClearlyMore() {
        RiskState judged = model.fold(payments(12), story.sanctioned());
        double settled = score(judged, story.now());
        RiskState more = model.fold(judged, List.of(story.sanctioned(), story.sanctioned()));

        assertThat(model.behaviourOpens(judged, story.now(), settled)).isFalse();
        assertThat(model.behaviourOpens(more, story.now(), settled)).isTrue();
    }

    @Test
    void aDrillWeighsNothing() {
        LoggedEvent drill =
                story.log(Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.CHILD_SAFETY), true, true, true));

        assertThat(model.fold(RiskState.EMPTY, drill)).isSameAs(RiskState.EMPTY);
    }

    @Test
    void eventsThatSayNothingLeaveTheVeryState() {
        RiskState before = payments(4);

        assertThat(model.fold(before, story.meetingStarted())).isSameAs(before);
        assertThat(model.fold(before, story.network("home"))).isSameAs(before);
        for (Observation.Kind kind : Observation.Kind.values()) {
            if (kind != Observation.Kind.CONTACT_REQUESTED && kind != Observation.Kind.ACCOUNT_SANCTIONED) {
                assertThat(model.fold(before, story.observed(kind, Optional.empty(), Optional.empty(), Map.of())))
                        .as(kind.code())
                        .isSameAs(before);
            }
        }
    }

    @Test
    void timesBeyondAllReasonAreSurvived() {
        RiskState state = RiskState.EMPTY;
        for (Instant time : List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59Z"),
                Instant.EPOCH)) {
            Report flag = Story.report(Report.Kind.FLAG, "r", Optional.of(Reason.HATE), false, false, false);
            state = model.fold(state, story.log(flag, time, Optional.empty()));
        }

        Risk risk = model.assess(state, Story.START);
        assertThat(risk.score()).isFinite();
        assertThat(risk.contributions().get(0).at()).isBeforeOrEqualTo(Story.START);
    }

    @Test
    void anEventThatArrivesLateWeighsAsIfItHadCameInTime() {
        Report flag = Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.HATE), false, false, false);
        Instant happened = Story.START.minus(Duration.ofDays(30));

        RiskState late = model.fold(RiskState.EMPTY, story.log(flag, happened, Optional.empty()));
        RiskState inTime =
                model.fold(RiskState.EMPTY, Story.ofAnna().at(happened).log(flag));

        assertThat(score(late, story.now())).isCloseTo(score(inTime, story.now()), within(1e-9));
        assertThat(score(late, story.now()))
                .isLessThan(score(model.fold(RiskState.EMPTY, story.log(flag)), story.now()));
    }

    @Test
    void aSwitchedOffFamilyIsNotHeardNorCounted() {
        RiskModel voiceOnly = new RiskModel(new RiskPolicy(
                POLICY.prior(),
                Set.of(Family.VOICE),
                POLICY.saturation(),
                POLICY.opening(),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals()));

        assertThat(voiceOnly.fold(RiskState.EMPTY, story.sanctioned())).isSameAs(RiskState.EMPTY);
        assertThat(voiceOnly.assess(payments(12), story.now()).probability()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatANewerVersionRememberedIsLeftAlone() {
        RiskState known = model.fold(RiskState.EMPTY, story.flag("r1", Reason.HATE));
        Map<String, RiskState.Decayed> sums = new HashMap<>(known.sums());
        sums.put("telepathy/1000", new RiskState.Decayed(9, 0));
        List<RiskState.Note> notes = new ArrayList<>(known.notes());
        notes.add(new RiskState.Note("TEL-1", "", 9, 1000, 1, 1, 0, 0, ""));
        RiskState newer = new RiskState(sums, notes, known.rates(), known.tallies(), known.marks());

        assertThat(model.assess(newer, story.now())).isEqualTo(model.assess(known, story.now()));
        assertThat(model.fold(newer, story.flag("r2", Reason.HATE)).sums()).containsKey("telepathy/1000");
    }

    @Test
    void atMostTwelveNotesAreKeptAndTheLightestGives() {
        RiskState state = RiskState.EMPTY;
        int reporter = 0;
        for (Reason reason : Reason.values()) {
            state = model.fold(state, story.flag("r" + reporter++, reason));
        }

        assertThat(state.notes()).hasSize(RiskState.NOTES);
        assertThat(state.notes()).extracting(RiskState.Note::about).doesNotContain("harassment", "hate");
        assertThat(state.notes()).extracting(RiskState.Note::signal).contains("USR-3");
    }

    private RiskState payments(int count) {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < count; i++) {
            state = model.fold(state, story.after(Duration.ofHours(20)).payment("p", 3000, "EUR"));
        }
        return state;
    }

    private static RiskPolicy withSaturation(double nats) {
        Map<Family, Double> high = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            high.put(family, nats);
        }
        return new RiskPolicy(
                POLICY.prior(),
                POLICY.families(),
                high,
                POLICY.opening(),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals());
    }

    private boolean opens(RiskState state) {
        return model.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY);
    }

    private double score(RiskState state, Instant at) {
        return model.assess(state, at).score();
    }

    private double weight(RiskState state) {
        return model.assess(state, story.now()).contributions().get(0).weight();
    }

    private List<String> explanations(RiskState state) {
        return model.assess(state, story.now()).contributions().stream()
                .map(Contribution::explanation)
                .toList();
    }
}

package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.CholeskyInverse;
import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Verdict;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Terms;
import dev.pullcord.wire.PolicyCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decisions are drawn from a truth that is known, and the fit has to find it. */
class FitTest {
    private static final PolicyPack BASE = PolicyCodec.defaults();
    private static final List<Reason.Group> GROUPS = List.of(Reason.Group.values());
    private static final DecidedCases.Counts NONE = new DecidedCases.Counts(0, 0, 0, 0, 0, 0, 0);

    @Test
    void aFamilyThatCountsDoubleIsFound() {
        FitReport report = fit(cases(4000, 1, truth(Map.of(Family.PAYMENT, 2.0), 0)));

        assertThat(report.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(weight(report, Family.PAYMENT).after()).isCloseTo(2, within(0.3));
        assertThat(weight(report, Family.PAYMENT).low()).isLessThan(2).isGreaterThan(1.3);
        assertThat(weight(report, Family.PAYMENT).high()).isGreaterThan(2);
        assertThat(weight(report, Family.CONTACT).after()).isCloseTo(1, within(0.3));
        assertThat(report.after().logLoss()).isLessThan(report.before().logLoss());
        assertThat(report.after().calibration().expectedError())
                .isLessThan(report.before().calibration().expectedError());
        assertThat(report.gain().low()).isPositive();
    }

    @Test
    void startingPointsThatAreTooLowAreRaised() {
        FitReport report = fit(cases(4000, 2, truth(Map.of(), 1.5)));

        Weight abuse = prior(report, "abuse");
        assertThat(logit(abuse.after()) - logit(abuse.before())).isCloseTo(1.5, within(0.5));
        assertThat(report.verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void evidenceThatSpeaksAgainstHarmEndsAtNothingAndNeverBelow() {
        FitReport report = fit(cases(4000, 3, truth(Map.of(Family.ACCOUNT, -1.0), 0)));

        assertThat(weight(report, Family.ACCOUNT).after()).isZero();
        assertThat(weight(report, Family.ACCOUNT).low()).isZero();
        assertThat(weight(report, Family.ACCOUNT).state()).isEqualTo(State.AT_BOUND);
    }

    @Test
    void howSomebodyIsConnectedNeverWeighsMore() {
        FitReport report = fit(cases(4000, 4, terms -> {
            double network = terms.shares().getOrDefault(Family.NETWORK, 0.0);
            return truth(Map.of(), 3 * network).of(terms);
        }));

        assertThat(weight(report, Family.NETWORK).after()).isEqualTo(1);
        assertThat(weight(report, Family.NETWORK).state()).isEqualTo(State.AT_BOUND);
    }

    @Test
    void noFamilyGoesBeyondWhatItsNumbersAllow() {
        FitReport report = new Fit(BASE, Map.of(Family.PAYMENT, 1.5), new CholeskyInverse())
                .of(cases(4000, 5, truth(Map.of(Family.PAYMENT, 3.0), 0)), NONE, Instant.EPOCH)
                .report();

        assertThat(weight(report, Family.PAYMENT).after()).isEqualTo(1.5);
        assertThat(weight(report, Family.PAYMENT).state()).isEqualTo(State.AT_BOUND);
    }

    @Test
    void fewDecisionsMoveNothing() {
        FitReport report = fit(cases(25, 6, truth(Map.of(Family.PAYMENT, 3.0), 1)));

        assertThat(report.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(report.weights()).allSatisfy(w -> {
            assertThat(w.after()).isEqualTo(w.before());
            assertThat(w.state()).isEqualTo(State.TOO_FEW);
        });
        assertThat(report.after()).isEqualTo(report.before());
    }

    @Test
    void someDecisionsMoveLessThanMany() {
        Truth doubled = truth(Map.of(Family.PAYMENT, 2.0), 0);
        double some = weight(fit(cases(150, 7, doubled)), Family.PAYMENT).after();
        double many = weight(fit(cases(6000, 7, doubled)), Family.PAYMENT).after();

        assertThat(Math.abs(some - 1)).isLessThan(Math.abs(many - 1));
    }

    @Test
    void whereThePolicyIsRightNothingIsBetter() {
        FitReport report = fit(cases(2000, 8, truth(Map.of(), 0)));

        assertThat(report.verdict()).isEqualTo(Verdict.NO_BETTER);
        assertThat(report.weights())
                .filteredOn(w -> w.kind() == Kind.FAMILY)
                .allSatisfy(w -> assertThat(w.low()).isLessThan(1.0000001));
    }

    @Test
    void aFamilyThatIsOffIsLeftOut() {
        PolicyPack voice = PolicyCodec.pack("eu-report-only").pack();
        List<DecidedCase> heard = cases(1000, 9, truth(Map.of(), 1)).stream()
                .map(c -> new DecidedCase(
                        c.caseId(),
                        c.account(),
                        new Terms(
                                Map.of(Family.VOICE, c.terms().shares().get(Family.VOICE)),
                                c.terms().reported(),
                                false),
                        c.violation(),
                        c.draw()))
                .toList();

        FitReport report = new Fit(voice, Map.of(), new CholeskyInverse())
                .of(heard, NONE, Instant.EPOCH)
                .report();

        assertThat(weight(report, Family.PAYMENT).state()).isEqualTo(State.OFF);
        assertThat(weight(report, Family.VOICE).state()).isNotEqualTo(State.OFF);
    }

    @Test
    void theSameDecisionsInAnotherOrderGiveTheSame() {
        List<DecidedCase> cases = cases(800, 10, truth(Map.of(Family.PAYMENT, 2.0), 0.5));
        List<DecidedCase> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(fit(shuffled)).isEqualTo(fit(cases));
    }

    /** What is written can only be right if the least point is one: many shapes, and the conditions hold or it throws. */
    @Test
    void weightsSettleOnManyProblems() {
        for (int seed = 100; seed < 140; seed++) {
            Random dice = new Random(seed);
            Map<Family, Double> factors = new EnumMap<>(Family.class);
            for (Family family : Family.values()) {
                factors.put(family, dice.nextDouble() * 4 - 0.5);
            }
            FitReport report = fit(cases(100 + dice.nextInt(900), seed, truth(factors, dice.nextDouble() * 4 - 1)));

            assertThat(report.weights())
                    .filteredOn(w -> w.kind() == Kind.FAMILY)
                    .allSatisfy(w -> assertThat(w.after()).isBetween(0.0, 4.0));
        }
    }

    @Test
    void theAuditSampleIsCountedBesideTheOthers() {
        List<DecidedCase> cases = new ArrayList<>(cases(100, 11, truth(Map.of(), 0)));
        Collections.addAll(
                cases,
                drawn("d-1", DecidedCase.Draw.DRAWN, true),
                drawn("d-2", DecidedCase.Draw.DRAWN, false),
                drawn("d-3", DecidedCase.Draw.PASSED_OVER, false));

        FitReport.Sample sample = fit(cases).sample();

        assertThat(sample.drawn().of()).isEqualTo(2);
        assertThat(sample.drawn().share()).isEqualTo(0.5);
        assertThat(sample.others().of()).isEqualTo(1);
    }

    @Test
    void nothingDecidedIsTooFew() {
        FitReport report = fit(List.of());

        assertThat(report.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(report.cases()).isZero();
    }

    private static DecidedCase drawn(String id, DecidedCase.Draw draw, boolean violation) {
        return new DecidedCase(
                id, id.hashCode(), new Terms(Map.of(), Map.of(Reason.Group.ABUSE, 1.0), false), violation, draw);
    }

    /** The probability of a violation, as it truly is. */
    private interface Truth {
        double of(Terms terms);
    }

    /** As the policy says, but for these factors and, for the reported, so many nats. */
    private static Truth truth(Map<Family, Double> factors, double more) {
        return terms -> {
            double score =
                    terms.times(factors).score(BASE.risk()) + (terms.reported().isEmpty() ? 0 : more);
            return 1 / (1 + Math.exp(-score));
        };
    }

    private static List<DecidedCase> cases(int count, long seed, Truth truth) {
        Random dice = new Random(seed);
        List<DecidedCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Family, Double> shares = new EnumMap<>(Family.class);
            shares.put(Family.VOICE, dice.nextDouble() * 3);
            for (Family family : Family.values()) {
                if (family != Family.VOICE && dice.nextDouble() < 0.4) {
                    double most = BASE.risk().saturation().get(family);
                    shares.put(family, dice.nextDouble() * most);
                }
            }
            Reason.Group group = GROUPS.get(dice.nextInt(GROUPS.size()));
            Map<Reason.Group, Double> reported =
                    dice.nextDouble() < 0.9 ? Map.of(group, 1 - dice.nextDouble() * 0.2) : Map.of();
            Terms terms = new Terms(shares, reported, false);
            cases.add(new DecidedCase(
                    String.format("c-%05d", i),
                    i,
                    terms,
                    dice.nextDouble() < truth.of(terms),
                    DecidedCase.Draw.NOT_IN_IT));
        }
        return cases;
    }

    private static FitReport fit(List<DecidedCase> cases) {
        return new Fit(BASE, Map.of(), new CholeskyInverse())
                .of(cases, NONE, Instant.EPOCH)
                .report();
    }

    private static Weight weight(FitReport report, Family family) {
        return named(report, family.word());
    }

    private static Weight prior(FitReport report, String group) {
        return named(report, group);
    }

    private static Weight named(FitReport report, String name) {
        return report.weights().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }
}

package dev.pullcord.insight;

import dev.pullcord.insight.FitReport.Gain;
import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Verdict;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits weights to decisions and holds them against cases they were not fitted to: five times, on four fifths of the
 * accounts, tried on the last fifth. What is proposed is fitted to all. Pure and deterministic.
 */
public final class Fit {
    private static final int FOLDS = 5;
    private static final double Z = 1.959964; // 95 %

    private final PolicyPack base;
    private final Regression regression;

    /**
     * @param base what the cases were replayed under
     * @param most by how much each family's weights can be multiplied before one of them leaves its bounds
     */
    public Fit(PolicyPack base, Map<Family, Double> most, Inverse inverse) {
        this.base = base;
        this.regression = new Regression(base.risk(), most, inverse);
    }

    /** What came of it: the weights to propose, and what is to be said about them. */
    public record Result(FitReport report, FittedWeights weights) {}

    /**
     * Fits them.
     *
     * @param since from when on the cases were kept
     * @throws IllegalStateException if no weights settle, which is a fault of ours
     */
    public Result of(DecidedCases decided, Instant since) {
        return of(decided.cases(), decided.counts(), since);
    }

    /** Whoever read them in whatever order: sums of fractions depend on it. */
    Result of(List<DecidedCase> unordered, DecidedCases.Counts counts, Instant since) {
        List<DecidedCase> cases = unordered.stream()
                .sorted(Comparator.comparing(DecidedCase::caseId))
                .toList();
        Regression.Estimate all = regression.fit(cases);
        double[] before = new double[cases.size()];
        double[] after = new double[cases.size()];
        boolean[] violations = new boolean[cases.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            FittedWeights without = without(fold, cases);
            RiskPolicy tried = without.startingFrom(base.risk());
            for (int i = 0; i < cases.size(); i++) {
                DecidedCase one = cases.get(i);
                if (fold(one) == fold) {
                    violations[i] = one.violation();
                    before[i] = one.terms().probability(base.risk());
                    after[i] = one.terms().times(without.factors()).probability(tried);
                }
            }
        }
        Gain gain = gain(cases, before, after);
        Verdict verdict = all.moved().isEmpty() ? Verdict.TOO_FEW : gain.low() > 0 ? Verdict.BETTER : Verdict.NO_BETTER;
        long found = cases.stream().filter(DecidedCase::violation).count();
        FitReport report = new FitReport(
                base.version(),
                since,
                counts,
                cases.size(),
                found,
                verdict,
                gain,
                Accuracy.of(before, violations),
                Accuracy.of(after, violations),
                weights(all),
                all.unreported(),
                sample(cases));
        return new Result(report, all.weights());
    }

    private FittedWeights without(int fold, List<DecidedCase> cases) {
        return regression
                .fit(cases.stream().filter(one -> fold(one) != fold).toList())
                .weights();
    }

    private static int fold(DecidedCase one) {
        return Math.floorMod(one.account(), FOLDS);
    }

    /** Cases of one account are not independent: what they gain together is one observation. */
    private static Gain gain(List<DecidedCase> cases, double[] before, double[] after) {
        Map<Integer, double[]> accounts = new HashMap<>();
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            boolean violation = cases.get(i).violation();
            double less = Accuracy.loss(before[i], violation) - Accuracy.loss(after[i], violation);
            double[] of = accounts.computeIfAbsent(cases.get(i).account(), a -> new double[2]);
            of[0] += less;
            of[1]++;
            sum += less;
        }
        if (before.length == 0) {
            return new Gain(0, 0, 0);
        }
        double mean = sum / before.length;
        double squares = accounts.values().stream()
                .mapToDouble(of -> of[0] - of[1] * mean)
                .map(d -> d * d)
                .sum();
        double spread = Z * Math.sqrt(squares) / before.length;
        return new Gain(mean, mean - spread, mean + spread);
    }

    private List<Weight> weights(Regression.Estimate all) {
        Map<Family, Weight> families = new EnumMap<>(Family.class);
        List<Weight> weights = new ArrayList<>();
        all.families().forEach(families::put);
        for (Family family : Family.values()) {
            weights.add(
                    families.getOrDefault(family, new Weight(Kind.FAMILY, family.word(), 0, 0, 1, 1, 1, 1, State.OFF)));
        }
        weights.addAll(all.priors());
        return weights;
    }

    private FitReport.Sample sample(List<DecidedCase> cases) {
        return new FitReport.Sample(
                base.triage().sample().below(),
                share(cases, DecidedCase.Draw.DRAWN),
                share(cases, DecidedCase.Draw.PASSED_OVER));
    }

    private static Interval share(List<DecidedCase> cases, DecidedCase.Draw draw) {
        List<DecidedCase> some = cases.stream().filter(c -> c.draw() == draw).toList();
        return Interval.share(some.stream().filter(DecidedCase::violation).count(), some.size());
    }
}

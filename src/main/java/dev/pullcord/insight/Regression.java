package dev.pullcord.insight;

import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskPolicy;
import dev.pullcord.risk.Terms;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Logistic regression of decisions on what the families said, shrunk to the policy as it is.
 *
 * <p>A policy's log-odds are {@code prior(group) + Σ g(S)}, g(S) = c·(1 − e^(−S/c)). Multiplying a family's g by k is the same as
 * multiplying its limit c and all its weights by k, so one coefficient a family and one intercept a group of reasons are
 * again a policy. A coefficient is never below 0: evidence of harm is never turned into evidence against it.
 *
 * <p>Before any decision is seen a coefficient is believed to be 1, give or take {@link #FAMILY_SPREAD}, and a starting point
 * as the policy has it, give or take {@link #PRIOR_SPREAD} nats (a normal prior, which is ridge regression around the policy).
 * So a few decisions move little, and a number that fewer than {@link FitReport#ENOUGH} speak about is not moved at all.
 *
 * <p>The starting point of those nobody reported is estimated, so that families do not have to make up for it, and not
 * proposed: it is about everybody, and only who stood out was ever looked at.
 */
final class Regression {
    private static final double FAMILY_SPREAD = 0.5;
    private static final double PRIOR_SPREAD = 0.7; // nats: twice or half the odds
    private static final double FURTHEST = 4; // times; one fit never multiplies by more
    private static final double FURTHEST_PRIOR = 3; // nats
    private static final double SPEAKS = 0.1; // nats of evidence from which on a case speaks about it
    private static final double STARTS = 0.5; // what must be left of a starting point's effect
    private static final double Z = 1.959964; // 95 %

    private final RiskPolicy base;
    private final Map<Family, Double> most;
    private final Inverse inverse;

    Regression(RiskPolicy base, Map<Family, Double> most, Inverse inverse) {
        this.base = base;
        this.most = Map.copyOf(most);
        this.inverse = inverse;
    }

    /**
     * What came of it.
     *
     * @param weights what is to be changed
     * @param families every family that the policy lets count
     * @param priors every group of reasons
     * @param unreported what is found and not proposed; empty where too few say anything
     */
    record Estimate(
            FittedWeights weights, Map<Family, Weight> families, List<Weight> priors, Optional<Weight> unreported) {
        List<Weight> moved() {
            List<Weight> all = new ArrayList<>(families.values());
            all.addAll(priors);
            return all.stream()
                    .filter(w -> w.state() == State.FITTED || w.state() == State.AT_BOUND)
                    .toList();
        }
    }

    /** One number to be found: a family's coefficient, a group's starting point, or (neither) that of the unreported. */
    private record Column(
            Optional<Family> family,
            Optional<Reason.Group> group,
            LogisticLoss.Believed believed,
            long cases,
            long violations) {

        double of(Row row) {
            if (family.isPresent()) {
                return row.one.terms().shares().getOrDefault(family.get(), 0.0);
            }
            if (group.isPresent()) {
                return row.group.equals(group) ? row.left : 0;
            }
            return 1 - row.left;
        }

        Column with(long all, long yes) {
            return new Column(family, group, believed, all, yes);
        }
    }

    /** A case, with the group of reasons that its starting point is of, and what is left of that one's effect. */
    private record Row(DecidedCase one, Optional<Reason.Group> group, double left) {}

    Estimate fit(List<DecidedCase> cases) {
        List<Row> rows = cases.stream().map(this::row).toList();
        List<Column> all = columns(rows);
        long violations = cases.stream().filter(DecidedCase::violation).count();
        boolean both = Math.min(violations, cases.size() - violations) >= FitReport.ENOUGH_OF_EACH;
        List<Column> free =
                all.stream().filter(c -> both && c.cases >= FitReport.ENOUGH).toList();
        LogisticLoss loss = loss(rows, free);
        double[] found = loss.least(inverse);
        double[] spread = loss.spread(found, inverse);
        Map<Column, double[]> values = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            values.put(free.get(i), new double[] {found[i], spread[i]});
        }
        return estimate(all, values);
    }

    /** What is not free stays as the policy has it, and so does every number where the fit starts. */
    private LogisticLoss loss(List<Row> rows, List<Column> free) {
        double[][] x = new double[rows.size()][free.size()];
        double[] fixed = new double[rows.size()];
        boolean[] violations = new boolean[rows.size()];
        for (int r = 0; r < x.length; r++) {
            Terms terms = rows.get(r).one.terms();
            violations[r] = rows.get(r).one.violation();
            fixed[r] = terms.prior(base.prior())
                    + terms.shares().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            for (int c = 0; c < free.size(); c++) {
                x[r][c] = free.get(c).of(rows.get(r));
                fixed[r] -= x[r][c] * free.get(c).believed.start();
            }
        }
        return new LogisticLoss(
                x, fixed, violations, free.stream().map(Column::believed).toList());
    }

    private Row row(DecidedCase one) {
        Optional<Reason.Group> strongest = Optional.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Reason.Group, Double> group : one.terms().reported().entrySet()) {
            double adds = (LogisticLoss.logit(base.prior().reported().get(group.getKey()))
                            - LogisticLoss.logit(base.prior().unreported()))
                    * group.getValue();
            if (adds > most) {
                most = adds;
                strongest = Optional.of(group.getKey());
            }
        }
        return new Row(
                one, strongest, strongest.map(one.terms().reported()::get).orElse(0.0));
    }

    private List<Column> columns(List<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (Family family : Family.values()) {
            if (base.families().contains(family)) {
                double high = Math.min(FURTHEST, most.getOrDefault(family, FURTHEST));
                // How somebody is connected says too much of where and with whom one lives to ever weigh more.
                columns.add(counted(
                        rows,
                        new Column(
                                Optional.of(family),
                                Optional.empty(),
                                new LogisticLoss.Believed(
                                        1, FAMILY_SPREAD, 0, family == Family.NETWORK ? 1 : Math.max(1, high)),
                                0,
                                0)));
            }
        }
        double unreported = LogisticLoss.logit(base.prior().unreported());
        for (Reason.Group group : Reason.Group.values()) {
            double start = LogisticLoss.logit(base.prior().reported().get(group));
            columns.add(counted(
                    rows,
                    new Column(
                            Optional.empty(),
                            Optional.of(group),
                            new LogisticLoss.Believed(
                                    start,
                                    PRIOR_SPREAD,
                                    Math.max(unreported, start - FURTHEST_PRIOR),
                                    start + FURTHEST_PRIOR),
                            0,
                            0)));
        }
        columns.add(counted(
                rows,
                new Column(
                        Optional.empty(),
                        Optional.empty(),
                        new LogisticLoss.Believed(
                                unreported, PRIOR_SPREAD, unreported - FURTHEST_PRIOR, unreported + FURTHEST_PRIOR),
                        0,
                        0)));
        return columns;
    }

    private static Column counted(List<Row> rows, Column column) {
        double from = column.family.isPresent() ? SPEAKS : STARTS;
        List<Row> speaking =
                rows.stream().filter(row -> Math.abs(column.of(row)) >= from).toList();
        return column.with(
                speaking.size(),
                speaking.stream().filter(row -> row.one.violation()).count());
    }

    private Estimate estimate(List<Column> all, Map<Column, double[]> values) {
        Map<Family, Double> factors = new EnumMap<>(Family.class);
        Map<Reason.Group, Double> reported = new EnumMap<>(Reason.Group.class);
        Map<Family, Weight> families = new EnumMap<>(Family.class);
        List<Weight> priors = new ArrayList<>();
        Optional<Weight> unreported = Optional.empty();
        for (Column column : all) {
            double[] found = values.get(column);
            Weight weight = weight(column, found);
            if (column.family.isPresent()) {
                families.put(column.family.get(), weight);
                if (found != null) {
                    factors.put(column.family.get(), found[0]);
                }
            } else if (column.group.isPresent()) {
                priors.add(weight);
                if (found != null) {
                    reported.put(column.group.get(), Math.max(base.prior().unreported(), weight.after()));
                }
            } else if (found != null) {
                unreported = Optional.of(weight);
            }
        }
        return new Estimate(new FittedWeights(factors, reported), families, priors, unreported);
    }

    private static Weight weight(Column column, double[] found) {
        boolean family = column.family.isPresent();
        double value = found == null ? column.believed.start() : found[0];
        double give = found == null ? 0 : Z * found[1];
        boolean left = column.family.isEmpty() && column.group.isEmpty();
        State state = found == null
                ? State.TOO_FEW
                : left
                        ? State.LEFT
                        : value <= column.believed.low() || value >= column.believed.high()
                                ? State.AT_BOUND
                                : State.FITTED;
        double low = Math.max(column.believed.low(), value - give);
        double high = Math.min(column.believed.high(), value + give);
        return new Weight(
                family ? Kind.FAMILY : Kind.PRIOR,
                column.family
                        .map(Family::word)
                        .or(() -> column.group.map(g -> g.name().toLowerCase(Locale.ROOT)))
                        .orElse("unreported"),
                column.cases,
                column.violations,
                family ? column.believed.start() : LogisticLoss.sigmoid(column.believed.start()),
                family ? value : LogisticLoss.sigmoid(value),
                family ? low : LogisticLoss.sigmoid(low),
                family ? high : LogisticLoss.sigmoid(high),
                state);
    }
}

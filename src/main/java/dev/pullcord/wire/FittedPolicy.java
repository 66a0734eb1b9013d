package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pullcord.insight.Fit;
import dev.pullcord.insight.FitReport;
import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.risk.Family;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fitted weights as a policy's file: what changes, merged onto the base, with where each number comes from beside it. Read
 * back before it is given to anybody, so what does not hold as a policy never gets a name.
 *
 * @param yaml the file
 * @param document what it says
 */
public record FittedPolicy(String yaml, PolicyDocument document) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    /** By how much each family of this policy can be multiplied before one of its numbers leaves its bounds. */
    public static Map<Family, Double> most(PolicyDocument base) {
        return FamilyWeights.most(base);
    }

    /**
     * The candidate. Its name says the day and what is in it, so that the same numbers have the same name.
     *
     * @param now its day
     * @throws BadPolicy if it does not hold as a policy, which is a fault of ours
     */
    public static FittedPolicy of(PolicyDocument base, Fit.Result fitted, Instant now) {
        ObjectNode risk = FamilyWeights.multiplied(base, fitted.weights().factors());
        ObjectNode reported = risk.putObject("prior").putObject("reported");
        double unreported = base.pack().risk().prior().unreported();
        fitted.weights()
                .reported()
                .forEach((group, p) -> reported.put(
                        group.name().toLowerCase(Locale.ROOT),
                        rounded(p).max(new BigDecimal(Double.toString(unreported)))));
        String numbers = written(risk, fitted.report());
        String version = "fit-" + now.atOffset(ZoneOffset.UTC).toLocalDate() + "-"
                + PolicyCodec.digest(base.digest() + "\n" + risk).substring(0, 6);
        String yaml =
                head(fitted.report()) + "base: " + base.version() + "\nversion: " + version + "\nrisk:\n" + numbers;
        return new FittedPolicy(
                yaml,
                PolicyCodec.document(
                        yaml, name -> Optional.of(base).filter(b -> b.version().equals(name))));
    }

    /** To four digits: more would look as if they were known. */
    static BigDecimal rounded(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static String head(FitReport r) {
        return String.format(
                Locale.ROOT,
                """
                # Fitted from %d decisions (%d violations) on cases opened since %s, on top of %s.
                # On cases not learned from: log-loss %.4f where the base has %.4f, expected calibration error %.3f (%.3f), Brier
                # score %.3f (%.3f), AUC %.3f (%.3f)%s.
                # A candidate, and no more: nothing follows it until it is posted and two people put it in force. See first what it
                # would do: ./pullcord backtest --policy THIS-FILE --since 90d
                """,
                r.cases(),
                r.violations(),
                r.since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                r.base(),
                r.after().logLoss(),
                r.before().logLoss(),
                r.after().calibration().expectedError(),
                r.before().calibration().expectedError(),
                r.after().calibration().brier(),
                r.before().calibration().brier(),
                r.after().auc(),
                r.before().auc(),
                r.verdict() == FitReport.Verdict.BETTER ? "" : ". NOT SURELY BETTER THAN THE BASE");
    }

    private static String written(ObjectNode risk, FitReport report) {
        StringBuilder out = new StringBuilder();
        block(out, "  prior:\n    reported:\n", "      ", risk.path("prior").path("reported"), report, Kind.PRIOR);
        block(out, "  saturation:\n", "    ", risk.path("saturation"), report, Kind.FAMILY);
        if (!risk.path("signals").isEmpty()) {
            out.append("  signals: # each weight times its family's number above\n");
            text(risk.path("signals"))
                    .lines()
                    .forEach(line -> out.append("    ").append(line).append('\n'));
        }
        return out.toString();
    }

    private static void block(
            StringBuilder out, String head, String indent, JsonNode numbers, FitReport report, Kind kind) {
        if (numbers.isEmpty()) {
            return;
        }
        out.append(head);
        numbers.properties().forEach(number -> {
            Weight weight = report.weights().stream()
                    .filter(w -> w.kind() == kind && w.name().equals(number.getKey()))
                    .findFirst()
                    .orElseThrow();
            out.append(indent)
                    .append(number.getKey())
                    .append(": ")
                    .append(number.getValue().decimalValue().toPlainString())
                    .append(said(weight))
                    .append('\n');
        });
    }

    private static String said(Weight w) {
        String from = w.kind() == Kind.FAMILY
                ? String.format(Locale.ROOT, "times %.2f (%.2f to %.2f)", w.after(), w.low(), w.high())
                : String.format(Locale.ROOT, "was %.4f (now %.4f to %.4f)", w.before(), w.low(), w.high());
        return String.format(
                Locale.ROOT,
                " # %s, from %d cases, %d of them violations%s%s",
                from,
                w.cases(),
                w.violations(),
                w.state() == State.AT_BOUND ? "; at its bound" : "",
                w.lowersGrave() ? "; LOWER, and grave: ask the desk why first" : "");
    }

    private static String text(JsonNode tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a policy", e);
        }
    }
}

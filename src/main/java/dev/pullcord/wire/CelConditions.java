package dev.pullcord.wire;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Condition;
import dev.pullcord.risk.BrokenRule;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.ForbiddenInput;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles a policy's conditions: Google's Common Expression Language, of which as much is let in as a lane needs. There
 * are comparisons, {@code in}, {@code size} and logic; no loops, arithmetic, text functions, regular expressions or
 * clocks. So the cost of a condition is bounded by its length, which is bounded too, and every name and type is checked
 * before a policy can be stored.
 */
final class CelConditions {
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_NODES = 200;
    private static final int DEEPEST = 24;

    private static final Map<String, CelType> LANE_INPUTS = new TreeMap<>(Map.of(
            "reason", SimpleType.STRING,
            "group", SimpleType.STRING,
            "panic", SimpleType.BOOL,
            "live", SimpleType.BOOL,
            "immediateDanger", SimpleType.BOOL,
            "minorInvolved", SimpleType.BOOL,
            "probability", SimpleType.DOUBLE,
            "reportCount", SimpleType.INT,
            "families", ListType.create(SimpleType.STRING),
            "behaviour", SimpleType.DOUBLE));
    private static final Map<String, CelType> ACTION_INPUTS = new TreeMap<>(
            Map.of("permanent", SimpleType.BOOL, "hours", SimpleType.INT, "voicesTogether", SimpleType.BOOL));

    /** The only texts that there is something to compare with: another one is a slip that would never match. */
    private static final Set<String> WORDS = Stream.of(
                    Arrays.stream(Reason.values()).map(Reason::code),
                    Arrays.stream(Reason.Group.values()).map(g -> g.name().toLowerCase(Locale.ROOT)),
                    Arrays.stream(Family.values()).map(Family::word),
                    Stream.of(""))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<Condition.Of, CelCompiler> COMPILERS = compilers();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    private CelConditions() {}

    /**
     * Compiles one.
     *
     * @throws BrokenRule if it cannot be, or asks for what it may not
     */
    static Condition compile(Condition.Of of, String text) {
        if (text.strip().equals("true")) {
            return Condition.ALWAYS;
        }
        if (text.length() > MOST_CHARACTERS) {
            throw broken("condition-cost", "is longer than " + MOST_CHARACTERS + " characters");
        }
        CelCompiler compiler = COMPILERS.get(of);
        try {
            CelAbstractSyntaxTree parsed = compiler.parse(text).getAst();
            refuseNames(CelNavigableAst.fromAst(parsed), of);
            CelAbstractSyntaxTree checked = compiler.check(parsed).getAst();
            return new Compiled(text, RUNTIME.createProgram(checked));
        } catch (CelValidationException e) {
            String said = e.getErrors().isEmpty()
                    ? e.getMessage()
                    : e.getErrors().get(0).getMessage();
            String rule = said.contains("exceed") ? "condition-cost" : "condition";
            throw broken(rule, "is no condition: " + said.lines().findFirst().orElse(""));
        } catch (CelEvaluationException e) {
            throw broken("condition", "is no condition: " + e.getMessage());
        }
    }

    private static void refuseNames(CelNavigableAst ast, Condition.Of of) {
        Set<String> known = inputs(of).keySet();
        List<CelExpr> all = ast.getRoot().allNodes().map(node -> node.expr()).toList();
        for (CelExpr expr : all) {
            name(expr)
                    .filter(ForbiddenInput::is)
                    .filter(name -> !known.contains(name))
                    .ifPresent(name -> {
                        throw broken("forbidden-input", "'" + name + "' can be no input of a policy");
                    });
        }
        for (CelExpr expr : all) {
            if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                    && !known.contains(expr.ident().name())) {
                throw broken(
                        "unknown-input",
                        "'" + expr.ident().name() + "' is no input here; there are " + new TreeSet<>(known));
            }
            if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    && !WORDS.contains(expr.constant().stringValue())) {
                String word = expr.constant().stringValue();
                String rule = ForbiddenInput.is(word) ? "forbidden-input" : "unknown-word";
                throw broken(rule, "'" + word + "' is no reason, group or family");
            }
        }
    }

    private static Optional<String> name(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case IDENT -> Optional.of(expr.ident().name());
            case SELECT -> Optional.of(expr.select().field());
            default -> Optional.empty();
        };
    }

    private static BrokenRule broken(String rule, String detail) {
        return new BrokenRule(rule, "", detail);
    }

    private static Map<String, CelType> inputs(Condition.Of of) {
        return of == Condition.Of.ACTION ? ACTION_INPUTS : LANE_INPUTS;
    }

    private static Map<Condition.Of, CelCompiler> compilers() {
        Map<Condition.Of, CelCompiler> compilers = new EnumMap<>(Condition.Of.class);
        for (Condition.Of of : Condition.Of.values()) {
            CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(options())
                    .setStandardEnvironmentEnabled(false)
                    .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                            .includeFunctions(
                                    StandardFunction.IN,
                                    StandardFunction.CONDITIONAL,
                                    StandardFunction.LOGICAL_NOT,
                                    StandardFunction.LOGICAL_AND,
                                    StandardFunction.LOGICAL_OR,
                                    StandardFunction.EQUALS,
                                    StandardFunction.NOT_EQUALS,
                                    StandardFunction.LESS,
                                    StandardFunction.LESS_EQUALS,
                                    StandardFunction.GREATER,
                                    StandardFunction.GREATER_EQUALS,
                                    StandardFunction.SIZE)
                            .build())
                    .setResultType(SimpleType.BOOL);
            inputs(of).forEach(builder::addVar);
            compilers.put(of, builder.build());
        }
        return compilers;
    }

    private static CelOptions options() {
        return CelOptions.current()
                .maxExpressionCodePointSize(MOST_CHARACTERS)
                .maxParseExpressionNodeCount(MOST_NODES)
                .maxParseRecursionDepth(DEEPEST)
                .enableComprehension(false)
                .enableHeterogeneousNumericComparisons(true)
                .build();
    }

    /** A compiled condition; safe on any thread. */
    private record Compiled(String text, CelRuntime.Program program) implements Condition {
        @Override
        public boolean holds(Inputs inputs) {
            try {
                return !Boolean.FALSE.equals(program.eval(name -> Optional.of(inputs.value(name))));
            } catch (CelEvaluationException e) {
                return true; // the safer side of all of them
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Condition condition && condition.text().equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

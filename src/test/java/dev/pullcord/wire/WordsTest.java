package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final List<String> LANGUAGES = Words.LANGUAGES;

    static List<String> languages() {
        return LANGUAGES;
    }

    private static final Words WORDS = Words.load();
    private static final Statement SAID =
            new Statement("He shouted.", Statement.Ground.LEGAL, Optional.of("§ 185 StGB"), List.of("DE", "AT"), true);

    /** Field by scenario: what Article 17 asks for is there when it was said, and only then. */
    @ParameterizedTest
    @MethodSource("languages")
    void anAccountIsToldAllThatWasSaid(String language) {
        String whole = told(language, decision(Outcome.VIOLATION, Optional.of(SAID), Optional.empty()));
        String bare = told(language, decision(Outcome.VIOLATION, Optional.empty(), Optional.empty()));

        assertThat(whole)
                .contains(
                        rule(language).orElseThrow(), "He shouted.", "§ 185 StGB", "DE, AT", "7 ", "183", "c000-0.d2");
        assertThat(bare)
                .contains(rule(language).orElseThrow(), "7 ", "183", "c000-0.d2")
                .doesNotContain("§", "DE, AT", "shouted");
        assertThat(whole.length()).isGreaterThan(bare.length());
        assertThat(whole + bare).doesNotContain("{{", "null");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMeasureHasItsWords(String language) {
        List<ActionOrder> all = new ArrayList<>();
        Arrays.stream(ActionType.values())
                .filter(Words::tells)
                .forEach(type -> all.add(new ActionOrder("a", type, Target.account("mallory"), Optional.empty())));

        String told = told(language, with(all));

        assertThat(told.lines()
                        .filter(line -> line.contains(";"))
                        .findFirst()
                        .orElseThrow()
                        .split("; "))
                .hasSize(all.size());
        assertThat(WORDS.toAccount(
                        with(List.of(new ActionOrder(
                                "a", ActionType.PRESERVE_EVIDENCE, Target.account("mallory"), Optional.empty()))),
                        WordsTest::rule))
                .hasSize(LANGUAGES.size());
    }

    /** In its own language or not at all: never in English to somebody who reads German. */
    @ParameterizedTest
    @MethodSource("languages")
    void aRuleIsNamedInTheLanguageOfTheWordsOrLeftOut(String language) {
        Decision decision = decision(Outcome.VIOLATION, Optional.empty(), Optional.empty());

        String unnamed = WORDS.toAccount(decision, any -> Optional.empty()).get(language);

        assertThat(unnamed).doesNotContain("Harassment", "{{", ": .", "null").contains("183", "c000-0.d2");
        assertThat(told(language, decision).contains("Belästigung")).isEqualTo(language.equals("de"));
        for (PolicyTree.Code code :
                PolicyCodec.pack("eu-report-only").pack().tree().codes()) {
            assertThat(code.titleIn(language)).as(code.code()).isPresent();
        }
        assertThat(new PolicyTree.Code("own", "Our own rule", Map.of(), Reason.OTHER).titleIn(language))
                .isEqualTo(Optional.of("Our own rule").filter(title -> language.equals("en")));
    }

    @Test
    void nothingIsSaidWhereNothingWasDecidedAgainstItOrOnPurpose() {
        assertThat(WORDS.toAccount(decision(Outcome.NO_VIOLATION, Optional.empty(), Optional.empty()), WordsTest::rule))
                .isEmpty();
        assertThat(WORDS.toAccount(
                        decision(Outcome.VIOLATION, Optional.of(SAID), Optional.of("it would warn him")),
                        WordsTest::rule))
                .isEmpty();
    }

    /** Who reports is to be safe from whom he reported: no name, no rule, no measure. */
    @Test
    void aReporterLearnsNothingOfWhatWasDoneToWhom() {
        Decision decision = decision(Outcome.VIOLATION, Optional.of(SAID), Optional.empty());

        assertThat(WORDS.toReporter(decision)).hasSize(LANGUAGES.size());
        assertThat(WORDS.toReporter(decision).values())
                .allSatisfy(words -> assertThat(words).doesNotContain("Harassment", "shouted", "mallory", "7 ", "{{"));
    }

    private static Optional<String> rule(String language) {
        return Optional.of(language.equals("de") ? "Belästigung" : "Harassment");
    }

    private static String told(String language, Decision decision) {
        return WORDS.toAccount(decision, WordsTest::rule).get(language);
    }

    private static Decision decision(Outcome outcome, Optional<Statement> statement, Optional<String> suppressed) {
        List<ActionOrder> actions = List.of(new ActionOrder(
                "c000-0.d2.a1",
                ActionType.SUSPEND_ACCOUNT,
                Target.account("mallory"),
                Optional.of(Duration.ofDays(7))));
        return decision(outcome, statement, suppressed, actions);
    }

    private static Decision with(List<ActionOrder> actions) {
        return decision(Outcome.VIOLATION, Optional.empty(), Optional.empty(), actions);
    }

    private static Decision decision(
            Outcome outcome, Optional<Statement> statement, Optional<String> suppressed, List<ActionOrder> actions) {
        return new Decision(
                "c000-0.d2",
                "c000-0",
                outcome,
                Optional.of("harassment"),
                "seen",
                actions,
                true,
                suppressed,
                "ann",
                Instant.EPOCH,
                "p",
                Optional.empty(),
                statement,
                Decision.Course.USUAL,
                Optional.empty());
    }
}

package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Statement;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restriction.Kind;
import dev.pullcord.transparency.Restriction.Measure;
import dev.pullcord.transparency.Restriction.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicStatementsTest {
    private static final Instant DECIDED = Instant.parse("2026-11-27T23:59:59Z");
    private static final PublicStatements OURS = PublicStatements.load();

    @TempDir
    Path data;

    private static Restriction restriction(
            Reason reason, List<Measure> measures, Source source, Statement.Ground ground, List<String> territories) {
        return new Restriction(
                "c00f-0123456789abcdefghjk-d1",
                DECIDED,
                DECIDED.minus(Duration.ofDays(2)),
                reason.code(),
                "x".repeat(600),
                reason,
                measures,
                source,
                source == Source.OWN ? 0 : 3,
                true,
                true,
                ground,
                ground == Statement.Ground.LEGAL ? Optional.of("y".repeat(600)) : Optional.empty(),
                territories,
                source == Source.OWN,
                false);
    }

    private static Restriction account(Reason reason) {
        return restriction(
                reason,
                List.of(new Measure(Kind.ACCOUNT, Optional.empty())),
                Source.NOTICE,
                Statement.Ground.CONTRACTUAL,
                List.of());
    }

    /** The database's published rules, as far as they are known: required fields, words, lengths, and which keyword goes with which category. */
    private static List<String> faults(JsonNode statement) {
        try (InputStream in = PublicStatementsTest.class.getResourceAsStream("/regulators/dsa-statement.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            return schema.validate(statement).stream().map(Object::toString).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonMakesStatementsThatTheDatabaseTakes(Reason reason) {
        for (Kind kind : Kind.values()) {
            for (Source source : Source.values()) {
                for (Statement.Ground ground : Statement.Ground.values()) {
                    JsonNode json = OURS.json(restriction(
                            reason,
                            List.of(new Measure(kind, Optional.of(DECIDED.plusSeconds(86_400)))),
                            source,
                            ground,
                            List.of("US", "FR")));
                    assertThat(faults(json)).as(json.toPrettyString()).isEmpty();
                    assertThat(json.path("territorial_scope")).hasSize(1);
                }
            }
        }
    }

    @Test
    void theRulesThemselvesRefuseWhatIsWrong() {
        JsonNode right = OURS.json(account(Reason.GROOMING));
        assertThat(faults(right)).isEmpty();
        right.fieldNames().forEachRemaining(field -> {
            if (!field.equals("category_specification") && !field.equals("category_addition")) {
                assertThat(faults(((com.fasterxml.jackson.databind.node.ObjectNode) right.deepCopy()).without(field)))
                        .as(field + " left out")
                        .isNotEmpty();
            }
        });
        assertThat(faults(((com.fasterxml.jackson.databind.node.ObjectNode) right.deepCopy()).put("puid", "a.b")))
                .isNotEmpty();
    }

    @Test
    void whatWasTakenIsSaidByItsKindWithItsLastDay() {
        Instant early = DECIDED.plusSeconds(1);
        JsonNode json = OURS.json(restriction(
                Reason.SEXTORTION,
                List.of(
                        new Measure(Kind.CONTENT, Optional.empty()),
                        new Measure(Kind.PAYMENT, Optional.of(early)),
                        new Measure(Kind.PAYMENT, Optional.of(early.plus(Duration.ofDays(30)))),
                        new Measure(Kind.CALL, Optional.of(early)),
                        new Measure(Kind.CALL, Optional.empty()),
                        new Measure(Kind.ACCOUNT, Optional.of(early))),
                Source.PANIC,
                Statement.Ground.LEGAL,
                List.of("US", "DE")));

        assertThat(faults(json)).isEmpty();
        assertThat(json.path("decision_visibility").get(0).asText()).isEqualTo("DECISION_VISIBILITY_CONTENT_DISABLED");
        assertThat(json.has("end_date_visibility_restriction")).isFalse();
        assertThat(json.path("end_date_monetary_restriction").asText()).isEqualTo("2026-12-28");
        assertThat(json.path("decision_provision").asText()).isEqualTo("DECISION_PROVISION_PARTIAL_SUSPENSION");
        assertThat(json.has("end_date_service_restriction"))
                .as("one has no end")
                .isFalse();
        assertThat(json.path("end_date_account_restriction").asText()).isEqualTo("2026-11-28");
        assertThat(json.path("application_date").asText()).isEqualTo("2026-11-27");
        assertThat(json.path("content_date").asText()).isEqualTo("2026-11-25");
        assertThat(json.path("source_type").asText()).isEqualTo("SOURCE_TYPE_OTHER_NOTIFICATION");
        assertThat(json.path("category_addition").get(0).asText())
                .as("a minor, in a category of its own")
                .isEqualTo("STATEMENT_CATEGORY_PROTECTION_OF_MINORS");
        assertThat(json.path("territorial_scope"))
                .as("of these the one it is about")
                .hasSize(1);
        assertThat(json.path("illegal_content_legal_ground").asText())
                .as("a person wrote it")
                .doesNotContain("yy");
        assertThat(json.path("decision_facts").asText())
                .contains("asked for help")
                .contains("Two people");
    }

    @Test
    void whatHoldsElsewhereOnlyIsNothingToTheDatabase() {
        List<Measure> one = List.of(new Measure(Kind.ACCOUNT, Optional.empty()));
        assertThat(OURS.owed(restriction(Reason.HATE, one, Source.NOTICE, Statement.Ground.CONTRACTUAL, List.of("US"))))
                .isFalse();
        assertThat(OURS.owed(restriction(
                        Reason.HATE, one, Source.NOTICE, Statement.Ground.CONTRACTUAL, List.of("US", "FR"))))
                .isTrue();
        assertThat(OURS.owed(restriction(Reason.HATE, one, Source.NOTICE, Statement.Ground.CONTRACTUAL, List.of())))
                .isTrue();
    }

    @Test
    void anOperatorSaysItOtherwise() throws IOException {
        Path own = data.resolve("dsa.yaml");
        assertThat(PublicStatements.load(own).json(account(Reason.OTHER))).isEqualTo(OURS.json(account(Reason.OTHER)));

        Files.writeString(
                own,
                "terms: https://tandem.example/terms\nlaws: [§ 1]\nterritory: [DE, AT]\nreasons:\n  other: {category: STATEMENT_CATEGORY_SELF_HARM}\n");
        JsonNode json = PublicStatements.load(own).json(account(Reason.OTHER));

        assertThat(faults(json)).isEmpty();
        assertThat(json.path("decision_ground_reference_url").asText()).isEqualTo("https://tandem.example/terms");
        assertThat(json.path("territorial_scope")).hasSize(2);
        assertThat(json.path("category").asText()).isEqualTo("STATEMENT_CATEGORY_SELF_HARM");
        assertThat(PublicStatements.load(own).json(account(Reason.HATE)).path("category"))
                .as("the others stay")
                .isEqualTo(OURS.json(account(Reason.HATE)).path("category"));
    }

    @Test
    void whatHeSaysWronglyIsNamed() throws IOException {
        Path own = data.resolve("dsa.yaml");
        for (String[] wrong : new String[][] {
            {"contents: []", "there is no 'contents' here"},
            {"reasons: {rudeness: {category: STATEMENT_CATEGORY_VIOLENCE}}", "reasons.rudeness is no reason"},
            {"reasons: {hate: {category: HATE}}", "reasons.hate.category names no category"},
            {"reasons: [", "dsa.yaml: "},
            {"territory: []", "territory is a list, with something in it"},
            {"contentTypes: CONTENT_TYPE_AUDIO", "contentTypes is a list, with something in it"},
        }) {
            Files.writeString(own, wrong[0]);
            assertThatThrownBy(() -> PublicStatements.load(own))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("dsa.yaml: ")
                    .hasMessageContaining(wrong[1]);
        }
    }
}

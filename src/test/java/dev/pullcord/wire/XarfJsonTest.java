package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Xarf;
import dev.pullcord.evidence.Xarf.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reports to other platforms, field by field, after the published schemas of XARF 4 ({@code xarf-core}, {@code content-base}, {@code
 * content-csem}, {@code content-fraud}).
 */
class XarfJsonTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant FOUND = Instant.parse("2026-03-01T13:00:00Z");
    private static final String ID = "40daae21-fbe5-4b5d-bfb3-7ea6c2f82cae";

    /** Field by kind of report: there, or left out on purpose. */
    private static final String TABLE = """
            xarf_version             both
            report_id                both
            timestamp                both
            reporter                 both
            sender                   both
            source_identifier        both
            category                 both
            type                     both
            url                      both
            domain                   both
            verified_at              both
            verification_method      both
            description              both
            exploitation_type        csem
            detection_method         csem
            perpetrator_indicators   csem
            fraud_type               fraud
            evidence                 never: its payload is the thing itself
            evidence_source          never: it would tell of a reporter
            confidence               never: people found it
            source_port              never: metadata of a call has none
            tags                     never: nothing that is not asked for
            screenshot_url           never: media
            victim_age_range         never: nobody here knows
            platform                 never: of theirs, which they know
            evidence_type            never: there is none
            reporting_obligations    never: whom else we told is not theirs
            loss_amount              never: nobody here knows
            _internal                never: it is not to leave
            """;

    private static final Set<String> EXPLOITATION =
            Set.of("grooming", "solicitation", "sextortion", "trafficking", "distribution", "production", "possession");
    private static final Set<String> FRAUD = Set.of(
            "investment",
            "romance",
            "tech_support",
            "lottery",
            "advance_fee",
            "cryptocurrency",
            "shopping",
            "charity",
            "employment",
            "government_impersonation",
            "other");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachFieldIsThereOrLeftOutOnPurpose(Kind kind) {
        JsonNode report = XarfJson.write(xarf(kind), FOUND);

        Set<String> expected = TABLE.lines()
                .map(line -> line.split("\\s+", 2))
                .filter(row -> row[1].equals("both") || row[1].equals(kind.type()))
                .map(row -> row[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        report.fieldNames().forEachRemaining(there::add);
        assertThat(there).isEqualTo(expected);
        assertThat(report.path("xarf_version").asText()).matches("4\\.[0-9]+\\.[0-9]+");
        assertThat(report.path("report_id").asText()).isEqualTo(ID);
        assertThat(report.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(report.path("verified_at").asText()).isEqualTo("2026-03-01T13:00:00.000Z");
        assertThat(report.path("verification_method").asText()).isEqualTo("manual");
        assertThat(report.path("category").asText()).isEqualTo("content");
        assertThat(report.path("reporter").toString())
                .isEqualTo("{\"org\":\"Tandem\",\"contact\":\"abuse@tandem.example\",\"domain\":\"tandem.example\"}")
                .isEqualTo(report.path("sender").toString());
        assertThat(report.path("domain").asText()).isEqualTo("xn--mnchen-3ya.example");
    }

    @Test
    void theKindsAreTheWordsThatXarfHas() {
        assertThat(words(true)).isEqualTo(EXPLOITATION);
        assertThat(words(false)).isEqualTo(FRAUD);
        JsonNode grooming = XarfJson.write(xarf(Kind.CSEM_GROOMING), FOUND);
        assertThat(grooming.path("type").asText()).isEqualTo("csem");
        assertThat(grooming.path("exploitation_type").asText()).isEqualTo("grooming");
        assertThat(grooming.path("detection_method").asText()).isEqualTo("manual_review");
        assertThat(grooming.at("/perpetrator_indicators/account_id").asText()).isEqualTo("mal");
        assertThat(XarfJson.write(xarf(Kind.FRAUD_ROMANCE), FOUND)
                        .path("fraud_type")
                        .asText())
                .isEqualTo("romance");
    }

    private static Set<String> words(boolean ofAChild) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.ofAChild() == ofAChild)
                .map(Kind::within)
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsAskedForIsWhatIsWritten() throws Exception {
        ObjectNode asked = asked();
        XarfJson.Asked read = XarfJson.read(asked, ID, FOUND);

        assertThat(read).isEqualTo(new XarfJson.Asked.For(xarf(Kind.CSEM_GROOMING)));
        ObjectNode shown = new ObjectMapper().createObjectNode();
        XarfJson.view(shown, ((XarfJson.Asked.For) read).xarf());
        assertThat(shown.path("reportId").asText()).matches(Pattern.compile("[0-9a-f-]{36}"));
        assertThat(XarfJson.read(shown, ID, FOUND)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            kind, csem, /kind
            kind, csem/other, /kind
            url, chat.example, /url
            url, ftp://chat.example/x, /url
            url, https://me:secret@chat.example/, /url
            url, https:///x, /url
            url, https://a b/, /url
            url, https://münchen.example/, /url
            at, yesterday, /at
            at, 2026-03-01T13:00:00.001Z, /at
            kind, fraud/other, /account
            """)
    void whatCannotBeSaysWhere(String field, String value, String pointer) throws Exception {
        XarfJson.Asked read = XarfJson.read(asked().put(field, value), ID, FOUND);

        assertThat(read)
                .isInstanceOfSatisfying(
                        XarfJson.Asked.Wrong.class,
                        wrong -> assertThat(wrong.pointer()).isEqualTo(pointer));
    }

    private static ObjectNode asked() throws Exception {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"from": {"org": "Tandem", "contact": "abuse@tandem.example", "domain": "tandem.example"},
                 "source": "chat.example", "url": "https://xn--mnchen-3ya.example/u/mal", "at": "2026-03-01T12:00:00.000Z",
                 "kind": "csem/grooming", "account": "mal", "description": "asked a child to meet"}
                """);
    }

    private static Xarf xarf(Kind kind) {
        return new Xarf(
                ID,
                new Xarf.From("Tandem", "abuse@tandem.example", "tandem.example"),
                "chat.example",
                "https://xn--mnchen-3ya.example/u/mal",
                AT,
                kind,
                Optional.of("mal"),
                Optional.of("asked a child to meet"));
    }
}

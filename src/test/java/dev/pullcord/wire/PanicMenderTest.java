package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanicMenderTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final EventReader READER = new EventReader(Contract.load());

    private static Event panic(String json) {
        try {
            return READER.read(StrictJson.read(json), NOW).event().orElseThrow();
        } catch (StrictJson.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static Event withData(String data) {
        return panic("{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"" + Report.PANIC
                + "\",\"data\":" + data + "}");
    }

    private static Report report(Event event) {
        return (Report) event.body();
    }

    private static JsonNode ext(Event event) {
        return SampleEvents.json(event.document()).at("/data/ext");
    }

    @Test
    void aBadFieldIsMovedAsideAndTheRestStands() {
        Event panic = withData("""
                {"meeting":{"id":"m","title":7},"reporter":{"accountId":"a"},"subject":"him","reason":"nonsense",
                 "immediateDanger":"yes","text":{"a":1},"language":"!!","drill":1}""");

        Report report = report(panic);
        assertThat(report.meeting()).contains(new Meeting("m", Optional.empty(), Optional.of("7"), Optional.empty()));
        assertThat(report.reporter().orElseThrow().accountId()).contains("a");
        assertThat(report.subject()).isEmpty();
        assertThat(report.reason()).isEmpty();
        assertThat(report.immediateDanger()).isFalse();
        assertThat(report.text()).isEmpty();
        assertThat(ext(panic)).isEqualTo(SampleEvents.json("""
                                {"meeting.title":7,"subject":"him","reason":"nonsense","immediateDanger":"yes","text":{"a":1},
                                 "language":"!!","drill":1}"""));
        assertThat(EventCodec.decode(panic.document())).isEqualTo(panic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"{\\\"meeting\\\":{\\\"id\\\":\\\"m\\\"},\\\"reporter\\\":{\\\"accountId\\\":\\\"a\\\"}}\"",
                "[{\"meeting\":{\"id\":\"m\"},\"reporter\":{\"accountId\":\"a\"}}]",
                "{\"meeting\":[\"m\"],\"reporter\":\"a\"}",
                "{\"meeting\":[{\"id\":\"m\"}],\"reporter\":[{\"accountId\":\"a\"}]}"
            })
    void whatIsWrappedOnceTooOftenIsUnwrapped(String data) {
        Report report = report(withData(data));

        assertThat(report.meeting().orElseThrow().id()).isEqualTo("m");
        assertThat(report.reporter().orElseThrow().accountId()).contains("a");
    }

    @Test
    void aLongTextIsCutAndKeptWhole() {
        String text = "😀".repeat(2001);
        Event panic = withData("{\"meeting\":{\"id\":\"m\"},\"text\":\"" + text + "\"}");

        assertThat(report(panic).text()).contains("😀".repeat(2000));
        assertThat(ext(panic).path("text").asText()).isEqualTo(text);
    }

    @Test
    void aLongIdBecomesItsDigestTheSameEachTime() {
        String id = "x".repeat(257);
        Event panic = withData("{\"meeting\":{\"id\":\"" + id + "\"}}");

        String meeting = report(panic).meeting().orElseThrow().id();
        assertThat(meeting).startsWith("sha256-").hasSize(71);
        assertThat(report(withData("{\"meeting\":{\"id\":\"" + id + "\"},\"text\":\"x\"}"))
                        .meeting()
                        .orElseThrow()
                        .id())
                .isEqualTo(meeting);
        assertThat(ext(panic).path("meeting.id").asText()).isEqualTo(id);
    }

    @Test
    void surplusEvidenceIsLeftOffAndABadPieceToo() {
        String good = "{\"id\":\"i\",\"kind\":\"still\"}";
        Event panic = withData("{\"meeting\":{\"id\":\"m\"},\"evidence\":[" + good + ",{\"id\":\"bad\"},"
                + (good + ",").repeat(20) + good + "]}");

        assertThat(report(panic).evidence()).hasSize(9).allMatch(e -> e.id().equals("i"));
    }

    @Test
    void aMeetingNamedByItsIdAloneIsUnderstood() {
        assertThat(report(withData("{\"meeting\":\"m-7\"}"))
                        .meeting()
                        .orElseThrow()
                        .id())
                .isEqualTo("m-7");
        assertThat(report(withData("{\"meeting\":{\"id\":77}}"))
                        .meeting()
                        .orElseThrow()
                        .id())
                .isEqualTo("77");
    }

    @Test
    void aTimeThatCannotBeBecomesTheTimeOfReceipt() {
        for (String time : new String[] {"0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "soon", ""}) {
            Event panic = panic(SampleEvents.all()
                    .get("report.panic")
                    .deepCopy()
                    .put("time", time)
                    .toString());

            assertThat(panic.time()).isEqualTo(NOW);
            assertThat(ext(panic).path("time").asText("none")).isEqualTo(time);
        }
    }

    @Test
    void withoutAnIdEveryTryStillGetsTheSameOne() {
        String json = "{\"type\":\"" + Report.PANIC + "\",\"data\":{\"meeting\":{\"id\":\"m\"}}}";

        assertThat(panic(json)).isEqualTo(panic(json));
        assertThat(panic(json).id()).startsWith("sha256-");
        assertThat(panic(json.replace("\"m\"", "\"n\"")).id())
                .isNotEqualTo(panic(json).id());
    }

    @Test
    void whatUtf8CannotHoldIsReplaced() {
        Event panic = withData("{\"meeting\":{\"id\":\"m\"},\"text\":\"a\\u0000b\\ud800\",\"text\":\"again\"}");

        assertThat(report(panic).text()).contains("a\uFFFDb\uFFFD");
    }

    @Test
    void aPanicWithEverythingIsReadLikeAFlag() {
        Report report = report(panic(SampleEvents.all().get("report.panic").toString()));

        assertThat(report.reason()).contains(Reason.GROOMING);
        assertThat(report.evidence()).hasSize(1);
        assertThat(report.drill()).isTrue();
    }

    /** House rule 3: whatever else is in it, a panic that names its meeting gets in with it. */
    @Property(tries = 200)
    void noFieldCanKeepAPanicOut(
            @ForAll("anyJson") JsonNode a, @ForAll("anyJson") JsonNode b, @ForAll("name") String name) {
        ObjectNode event = SampleEvents.all().get("report.panic").deepCopy();
        ObjectNode data = (ObjectNode) event.path("data");
        data.set(name, a);
        ((ObjectNode) data.at("/evidence/0")).set(name, b);
        data.withArray("exposed").add(b);
        data.withObject("/meeting").put("id", "m-1");
        event.set("time", b);
        event.set("traceparent", a);

        Event panic = panic(event.toString());

        assertThat(panic.id()).isEqualTo("e-1");
        if (!name.equals("meeting")) {
            assertThat(report(panic).meeting().orElseThrow().id()).isEqualTo("m-1");
        }
        assertThat(EventCodec.decode(panic.document())).isEqualTo(panic);
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.of(
                "reporter",
                "subject",
                "reason",
                "text",
                "language",
                "exposed2",
                "ext",
                "drill",
                "a/b~c",
                "kind",
                "id",
                "immediateDanger",
                "sha256",
                "capturedAt",
                "");
    }

    @Provide
    Arbitrary<JsonNode> anyJson() {
        Arbitrary<String> scalar = Arbitraries.oneOf(
                Arbitraries.strings()
                        .ofMaxLength(5)
                        .map(s -> "\"" + s.replaceAll("[\\\\\"\\p{Cntrl}\\p{Cs}]", "") + "\""),
                Arbitraries.of("1", "-2.5", "true", "1e300", "\"" + "y".repeat(300) + "\"", "[]", "{}", "[null]"));
        return Arbitraries.lazyOf(
                        () -> scalar,
                        () -> scalar.list().ofMaxSize(4).map(l -> l.toString()),
                        () -> scalar.map(s -> "{\"id\":" + s + ",\"accountId\":" + s + ",\"ext\":" + s + "}"))
                .map(SampleEvents::json);
    }
}

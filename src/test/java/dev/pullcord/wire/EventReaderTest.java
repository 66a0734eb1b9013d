package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final EventReader READER = new EventReader(Contract.load());

    private static Refusal refusal(String json) throws StrictJson.Unreadable {
        return READER.read(StrictJson.read(json), NOW).refusal().orElseThrow();
    }

    private static Event event(String json) throws StrictJson.Unreadable {
        EventReader.Reading reading = READER.read(StrictJson.read(json), NOW);
        assertThat(reading.refusal()).isEmpty();
        return reading.event().orElseThrow();
    }

    /** Every field of every sort but the panic, by its pointer. */
    private static Stream<Arguments> everyField() {
        return SampleEvents.all().entrySet().stream()
                .filter(sort -> !sort.getKey().equals("report.panic"))
                .flatMap(sort -> pointers(sort.getValue().path("data"), "/data").stream()
                        .map(pointer -> Arguments.of(sort.getKey(), pointer)));
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        node.properties().forEach(field -> {
            pointers.add(at + "/" + field.getKey());
            pointers.addAll(pointers(field.getValue(), at + "/" + field.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.add(at + "/" + i);
            pointers.addAll(pointers(node.get(i), at + "/" + i));
        }
        return pointers;
    }

    private static void set(JsonNode root, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, last));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(pointer.substring(last + 1)), value);
        } else {
            ((ObjectNode) parent).set(pointer.substring(last + 1), value);
        }
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void aFieldOfTheWrongTypeIsNamed(String sort, String pointer) throws StrictJson.Unreadable {
        for (String wrong : List.of("[[7]]", "-7.25", "{\"a\":{}}")) {
            ObjectNode event = SampleEvents.all().get(sort).deepCopy();
            JsonNode was = event.at(pointer);
            JsonNode bad = SampleEvents.json(wrong);
            if (was.isObject() && bad.isObject()) {
                continue;
            }
            set(event, pointer, bad);

            Refusal refusal = refusal(event.toString());

            assertThat(refusal.pointer()).as(wrong).startsWith(pointer);
            assertThat(refusal.word()).isEqualTo(Refusal.INVALID_EVENT);
            assertThat(refusal.detail()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "report.flagged, /data/reporter",
        "report.flagged, /data/reason",
        "report.flagged, /data/meeting/id",
        "report.flagged, /data/evidence/0/id",
        "report.flagged, /data/evidence/0/kind",
        "report.flagged, /data",
        "report.flagged, /id",
        "report.flagged, /source",
        "report.flagged, /type",
        "report.flagged, /specversion",
        "meeting.started, /data/meeting",
        "participant.joined, /data/participant",
        "participant.joined, /data/participant/participantId",
        "action.confirmed, /data/actionId",
        "signal.observed payment, /data/account",
        "signal.observed payment, /data/kind",
        "signal.observed payment, /data/counterparty",
        "signal.observed payment, /data/amount",
        "signal.observed payment, /data/amount/minor",
        "signal.observed payment, /data/amount/currency",
        "signal.observed payment, /data/attributes/rail",
        "signal.observed contactRequested, /data/counterparty",
        "signal.observed blocked, /data/counterparty",
        "signal.observed linkShared, /data/attributes/domainClass",
        "signal.observed accountSanctioned, /data/attributes",
        "signal.observed profileChanged, /data/attributes/field",
        "signal.observed deviceSeen, /data/attributes/deviceHash",
        "signal.observed networkSeen, /data/attributes/networkHash",
        "signal.observed networkSeen, /data/attributes/class",
        "signal.observed classifierScored, /data/attributes/score",
        "signal.observed hashMatched, /data/attributes/bank",
        "signal.observed contactsViewed, /data/attributes/count",
        "signal.observed messageBurst, /data/attributes/recipients",
    })
    void aMissingFieldIsNamed(String sort, String pointer) throws StrictJson.Unreadable {
        for (boolean asNull : new boolean[] {true, false}) {
            ObjectNode event = SampleEvents.all().get(sort).deepCopy();
            set(event, pointer, SampleEvents.json("null"));
            if (!asNull) {
                int last = pointer.lastIndexOf('/');
                ((ObjectNode) event.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
            }

            Refusal refusal = refusal(event.toString());

            assertThat(refusal.pointer()).isEqualTo(pointer);
            assertThat(refusal.detail()).isEqualTo("is missing");
        }
    }

    @Test
    void anIdIsMeasuredInBytes() throws StrictJson.Unreadable {
        String fits = "é".repeat(128); // 256 bytes
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        for (String pointer :
                List.of("/id", "/source", "/data/meeting/id", "/data/subject/accountId", "/data/exposed/0")) {
            ObjectNode changed = event.deepCopy();
            set(changed, pointer, SampleEvents.JSON.getNodeFactory().textNode(fits));
            assertThat(event(changed.toString())).isNotNull();

            for (String bad : List.of(fits + "x", "", "x".repeat(257))) {
                set(changed, pointer, SampleEvents.JSON.getNodeFactory().textNode(bad));
                assertThat(refusal(changed.toString()).pointer()).isEqualTo(pointer);
            }
        }
    }

    @Test
    void lengthsAreMeasuredInCodePoints() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        ObjectNode data = (ObjectNode) event.path("data");

        data.put("text", "😀".repeat(2000));
        assertThat(event(event.toString()).document()).contains("😀".repeat(2000));
        data.put("text", "😀".repeat(2001));
        assertThat(refusal(event.toString()).pointer()).isEqualTo("/data/text");
    }

    @Test
    void exposedAndEvidenceHaveLimits() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        ArrayNode exposed = ((ObjectNode) event.path("data")).putArray("exposed");
        for (int i = 0; i < 500; i++) {
            exposed.add("a-" + i);
        }
        assertThat(event(event.toString())).isNotNull();
        exposed.add("one more");
        assertThat(refusal(event.toString()).pointer()).isEqualTo("/data/exposed");

        exposed.removeAll();
        ArrayNode evidence = (ArrayNode) event.at("/data/evidence");
        JsonNode one = evidence.get(0);
        for (int i = 1; i < 11; i++) {
            evidence.add(one);
        }
        assertThat(refusal(event.toString()).pointer()).isEqualTo("/data/evidence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-11-03T10:00:01Z",
                "2016-10-30T00:00:00Z",
                "yesterday",
                "2026-11-02",
                "2026-11-02T09:00:00",
                "2026-02-30T09:00:00Z",
                "+12026-11-02T09:00:00Z",
                "",
                "1762077600"
            })
    void aTimeThatCannotBeIsNamed(String time) throws StrictJson.Unreadable {
        assertThat(refusal(SampleEvents.all()
                                .get("report.flagged")
                                .deepCopy()
                                .put("time", time)
                                .toString())
                        .pointer())
                .isEqualTo("/time");
    }

    @Test
    void anOffsetIsTurnedIntoUtcAndNoTimeMeansNow() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("meeting.started").deepCopy();
        assertThat(event(event.put("time", "2026-11-02T11:00:00.123456+02:00").toString())
                        .time())
                .isEqualTo(Instant.parse("2026-11-02T09:00:00.123Z"));

        event.remove("time");
        assertThat(event(event.toString()).time()).isEqualTo(NOW);
    }

    @Test
    void unknownFieldsAreKeptUnderExtInTheirPlaces() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        set(event, "/data/colour", SampleEvents.json("\"red\""));
        set(event, "/data/meeting/floor", SampleEvents.json("{\"n\":3}"));
        set(event, "/data/evidence/0/note", SampleEvents.json("1.50"));
        set(event, "/data/ext", SampleEvents.json("{\"colour\":\"theirs\"}"));

        Event read = event(event.toString());

        JsonNode data = SampleEvents.json(read.document()).path("data");
        assertThat(data.path("ext"))
                .isEqualTo(
                        SampleEvents.json(
                                "{\"colour\":\"theirs\",\"colour_2\":\"red\",\"meeting\":{\"floor\":{\"n\":3}},\"evidence\":{\"0\":{\"note\":1.50}}}"));
        assertThat(data.has("colour")).isFalse();
        assertThat(data.path("meeting").has("floor")).isFalse();
        assertThat(EventCodec.decode(read.document())).isEqualTo(read);
    }

    @Test
    void aSignalsUnknownAttributesAreKeptApart() throws StrictJson.Unreadable {
        ObjectNode event =
                SampleEvents.all().get("signal.observed accountCreated").deepCopy();
        set(event, "/data/attributes/mood", SampleEvents.json("\"grumpy\""));

        Event read = event(event.toString());

        assertThat(((Observation) read.body()).attributes()).doesNotContainKey("mood");
        assertThat(SampleEvents.json(read.document())
                        .at("/data/ext/attributes/mood")
                        .asText())
                .isEqualTo("grumpy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7", "203.0.113.7:443", "2001:db8::1", "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "00:1a:2b:3c:4d:5e", "jane@example.org", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00",
                "4111111111111111", "4111 1111 1111 1111", "+49 170 1234567", "write to jane@example.org please",
                "::ffff:203.0.113.7"
            })
    void rawIdsAreRefused(String raw) throws StrictJson.Unreadable {
        for (String[] place : new String[][] {
            {"signal.observed payment", "/data/attributes/description"},
            {"signal.observed deviceSeen", "/data/attributes/deviceHash"},
            {"signal.observed networkSeen", "/data/attributes/networkHash"},
            {"signal.observed accountCreated", "/data/attributes/anything"},
            {"signal.observed accountCreated", "/data/ext/deeper"},
        }) {
            ObjectNode event = SampleEvents.all().get(place[0]).deepCopy();
            if (place[1].startsWith("/data/ext")) {
                ((ObjectNode) event.path("data")).putObject("ext");
            }
            set(event, place[1], SampleEvents.JSON.getNodeFactory().textNode(raw));

            Refusal refusal = refusal(event.toString());

            assertThat(refusal.pointer()).isEqualTo(place[1]);
            assertThat(refusal.detail()).contains("refused").doesNotContain(raw);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "38400000-8cf0-11bd-b23e-10b96e40000d",
                "has space in it, long",
                "490154203237518000",
                "é23456789012345678"
            })
    void whatIsNoKeyedHashIsRefused(String value) throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("signal.observed deviceSeen").deepCopy();
        set(
                event,
                "/data/attributes/deviceHash",
                SampleEvents.JSON.getNodeFactory().textNode(value));
        if (value.equals("490154203237518000")) { // digits alone are fine while they are no card
            assertThat(event(event.toString())).isNotNull();
            return;
        }
        assertThat(refusal(event.toString()).pointer()).isEqualTo("/data/attributes/deviceHash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"text\":\"a\\u0000b\"|/data/text",
                "\"text\":\"\\ud800\"|/data/text",
                "\"text\":\"\\udc00\\ud800\"|/data/text",
                "\"a\\u0000b\":1|/data/a\u0000b",
                "\"reason\":\"other\"|/data/reason",
                "\"n\":123456789012345678901234567890|/data/n",
                "\"n\":1e999999999|/data/n",
                "\"n\":1e-999999999|/data/n",
                "\"n\":1e308000|/data/n",
            })
    void whatCannotBeKeptIsNamed(String field, String pointer) throws StrictJson.Unreadable {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"dev.pullcord.report.flagged.v1\","
                        + "\"data\":{\"reporter\":{},\"meeting\":{\"id\":\"m\"},\"reason\":\"other\"," + field + "}}";

        Refusal refusal = refusal(json);

        assertThat(refusal.pointer()).isEqualTo(pointer.replace('\u0000', '\uFFFD'));
    }

    @Test
    void depthHasItsLimit() throws StrictJson.Unreadable {
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        String json = event.toString().replace("\"drill\":true", "\"drill\":true,\"deep\":" + deep);

        assertThat(refusal(json).detail()).startsWith("deeper than");
    }

    @ParameterizedTest
    @CsvSource({"dev.pullcord.report.flagged.v2, /type", "com.example.other, /type"})
    void anUnknownTypeIsSaidToBe(String type, String pointer) throws StrictJson.Unreadable {
        Refusal refusal = refusal(SampleEvents.all()
                .get("report.flagged")
                .deepCopy()
                .put("type", type)
                .toString());

        assertThat(refusal.word()).isEqualTo(Refusal.UNKNOWN_TYPE);
        assertThat(refusal.pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"x\"", "null", "true"})
    void whatIsNoObjectIsNoEvent(String json) throws StrictJson.Unreadable {
        assertThat(refusal(json).pointer()).isEmpty();
    }

    @Test
    void reasonableTimesInPastAndFutureAreTaken() throws StrictJson.Unreadable {
        for (Duration off : List.of(Duration.ofHours(24), Duration.ofDays(-3652), Duration.ZERO)) {
            String time = NOW.plus(off).toString();
            assertThat(event(SampleEvents.all()
                                    .get("meeting.ended")
                                    .deepCopy()
                                    .put("time", time)
                                    .toString())
                            .time())
                    .isEqualTo(NOW.plus(off));
        }
    }

    @Test
    void everyTypeAndKindOfTheDomainIsInTheContract() {
        Map<String, ObjectNode> all = SampleEvents.all();

        for (Observation.Kind kind : Observation.Kind.values()) {
            assertThat(all.containsKey("signal.observed " + kind.code())).isEqualTo(kind.isOffered());
        }
        JsonNode reasons = Contract.load().document().at("/components/schemas/Reason/enum");
        assertThat(reasons)
                .hasSize(dev.pullcord.plugin.Reason.values().length)
                .allMatch(r -> dev.pullcord.plugin.Reason.ofCode(r.asText()).isPresent());
        JsonNode actions = Contract.load().document().at("/components/schemas/ActionType/enum");
        assertThat(actions)
                .hasSize(dev.pullcord.plugin.ActionType.values().length)
                .allMatch(a -> dev.pullcord.plugin.ActionType.ofCode(a.asText()).isPresent());
    }
}

package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final EventReader READER = new EventReader(Contract.load());

    private static Stream<ObjectNode> everySort() {
        return SampleEvents.all().values().stream();
    }

    private static Event read(JsonNode offered) {
        return READER.read(new StrictJson.Value(offered.deepCopy(), List.of()), NOW)
                .event()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("everySort")
    void whatTheLogKeepsReadsBackTheSame(ObjectNode offered) {
        Event event = read(offered);

        assertThat(EventCodec.decode(event.document())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("everySort")
    void whatIsMadeHereReadsBackTheSame(ObjectNode offered) {
        Event read = read(offered);

        Event made = EventCodec.event(read.id(), read.source(), read.time(), read.body());

        assertThat(EventCodec.decode(made.document())).isEqualTo(made);
        assertThat(made.body()).isEqualTo(read.body());
        assertThat(EventCodec.encode(made)).isEqualTo(made.document());
    }

    @ParameterizedTest
    @MethodSource("everySort")
    void theDocumentHoldsAllThatWasSent(ObjectNode offered) {
        ObjectNode expected = offered.deepCopy().put("datacontenttype", "application/json");

        assertThat(SampleEvents.json(read(offered).document())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("everySort")
    void theSdkOfCloudEventsReadsTheDocumentTheSameWay(ObjectNode offered) {
        Event event = read(offered);

        CloudEvent seen = new JsonFormat().deserialize(event.document().getBytes(StandardCharsets.UTF_8));

        assertThat(seen.getId()).isEqualTo(event.id());
        assertThat(seen.getSource()).hasToString(event.source());
        assertThat(seen.getType()).isEqualTo(event.body().type());
        assertThat(seen.getTime().toInstant()).isEqualTo(event.time());
    }

    @ParameterizedTest
    @MethodSource("everySort")
    void anEventThatTheSdkWritesIsRead(ObjectNode offered) throws Exception {
        CloudEvent sent = CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(java.net.URI.create("//acme/eu"))
                .withType(offered.path("type").asText())
                .withTime(java.time.OffsetDateTime.parse("2026-11-02T11:00:00.123+02:00"))
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withDataContentType("application/json")
                .withData(offered.path("data").toString().getBytes(StandardCharsets.UTF_8))
                .build();

        Event event = READER.read(StrictJson.read(new JsonFormat().serialize(sent)), NOW)
                .event()
                .orElseThrow();

        assertThat(event.body()).isEqualTo(read(offered).body());
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-02T09:00:00.123Z"));
        assertThat(SampleEvents.json(event.document()).path("traceparent").asText())
                .startsWith("00-0af7");
    }

    @Test
    void aReportIsReadWhole() {
        Body body = read(SampleEvents.all().get("report.flagged")).body();

        assertThat(body)
                .isEqualTo(new Report(
                        Report.Kind.FLAG,
                        Optional.of(
                                new Meeting("m-1", Optional.of("m-1/2"), Optional.of("Homework"), Optional.of(true))),
                        Optional.of(party("a-rep", "p-rep", "Rep", "guest")),
                        Optional.of(party("a-sub", "p-sub", "Sub", "host")),
                        Optional.of(Reason.GROOMING),
                        true,
                        true,
                        Optional.of("wörds \n \u0001 😀"),
                        Optional.of("pt-BR"),
                        List.of("a-1", "a-2"),
                        List.of(new EvidenceRef(
                                "ev-1",
                                "still",
                                Optional.of("ab".repeat(32)),
                                Optional.of(12L),
                                Optional.of("image/png"),
                                Optional.of(Instant.parse("2026-11-01T10:00:00.500Z")),
                                Optional.of("reporter"),
                                Optional.of("https://acme.example/ev/1"))),
                        true));
    }

    @Test
    void aSignalsAttributesKeepTheirKinds() {
        Observation burst = (Observation)
                read(SampleEvents.all().get("signal.observed messageBurst")).body();

        assertThat(burst.attributes())
                .containsEntry("recipients", 40L)
                .containsEntry("similarity", 0.98)
                .containsEntry("windowSeconds", 60L);
    }

    @Test
    void whatWasNotWrittenHereIsSaidToBeSoWithoutRepeatingIt() {
        for (String document : List.of("secret", "{}", "{\"type\":\"x\",\"time\":\"2026-11-02T09:00:00Z\"}", "")) {
            assertThatThrownBy(() -> EventCodec.decode(document))
                    .isInstanceOfAny(IllegalArgumentException.class, java.time.DateTimeException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static Party party(String account, String participant, String name, String role) {
        return new Party(Optional.of(account), Optional.of(participant), Optional.of(name), Optional.of(role));
    }
}

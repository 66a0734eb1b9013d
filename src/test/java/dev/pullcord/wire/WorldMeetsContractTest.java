package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Event;
import dev.pullcord.simulation.Happening;
import dev.pullcord.simulation.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorldMeetsContractTest {
    private static final Instant NOW = Instant.parse("2026-11-02T18:00:00Z");
    private static final EventReader READER = new EventReader(Contract.load());

    @Test
    void everyEventOfAnEveningIsValidAndReadBackAsItWas() throws Exception {
        JsonPlatformWire wire = new JsonPlatformWire(Optional.empty());
        for (Happening happening :
                new World(WorldCodec.readOwn("demo")).evening(0, NOW).happenings()) {
            String document = wire.event(happening, happening.at(), "/invented");

            EventReader.Reading reading = READER.read(StrictJson.read(document), NOW);

            assertThat(reading.refusal()).as(document).isEmpty();
            Event event = reading.event().orElseThrow();
            assertThat(event.body()).isEqualTo(happening.body());
            assertThat(event.time()).isEqualTo(happening.at());
        }
    }

    @Test
    void whatTheNpmSdkSendsStructuredIsValid() throws Exception {
        RecordedRequest request = RecordedRequest.read("/cloudevents-sdk/structured.http");

        assertThat(request.headers().get("content-type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        Event event = READER.read(StrictJson.read(request.body()), NOW).event().orElseThrow();
        assertThat(event.id()).isEqualTo("sdk-0001");
        assertThat(event.document()).contains("Ana 😀");
    }

    @Test
    void whatTheNpmSdkSendsBatchedIsValid() throws Exception {
        RecordedRequest request = RecordedRequest.read("/cloudevents-sdk/batched.http");

        List<StrictJson.Value> batch = StrictJson.readEach(request.body());

        assertThat(batch)
                .hasSize(2)
                .allSatisfy(value -> assertThat(READER.read(value, NOW).event()).isPresent());
    }

    @Test
    void whatTheNpmSdkSendsInBinaryModeSaysTheSame() throws Exception {
        RecordedRequest binary = RecordedRequest.read("/cloudevents-sdk/binary.http");
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        binary.headers().forEach((name, value) -> {
            if (name.startsWith("ce-")) {
                envelope.put(name.substring(3), value);
            }
        });
        JsonNode data = StrictJson.read(binary.body()).node();
        envelope.set("data", data);

        assertThat(binary.headers().get("content-type")).isEqualTo("application/json");
        Event fromBinary = READER.read(StrictJson.read(envelope.toString().getBytes(StandardCharsets.UTF_8)), NOW)
                .event()
                .orElseThrow();
        Event fromStructured = READER.read(
                        StrictJson.read(RecordedRequest.read("/cloudevents-sdk/structured.http")
                                .body()),
                        NOW)
                .event()
                .orElseThrow();
        assertThat(fromBinary.body()).isEqualTo(fromStructured.body());
    }
}

package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of an event with more than one fault, not only the first is told: its sender mends them in one go. */
class ManyFaultsTest {
    private static final EventReader READER = new EventReader(Contract.load());

    private static Refusal refusal(String json) throws StrictJson.Unreadable {
        return READER.read(StrictJson.read(json), Instant.parse("2026-11-02T10:00:00Z"))
                .refusal()
                .orElseThrow();
    }

    @Test
    void everyFieldThatIsWrongIsNamed() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("reason", "weather").put("text", 7).put("immediateDanger", "very");

        Refusal refusal = refusal(event.toString());

        List<String> pointers = new ArrayList<>(List.of(refusal.pointer()));
        refusal.others().forEach(other -> pointers.add(other.pointer()));
        assertThat(pointers).containsExactlyInAnyOrder("/data/reason", "/data/text", "/data/immediateDanger");
    }

    @Test
    void ofFaultsWithoutEndSomeAreNamed() throws StrictJson.Unreadable {
        ObjectNode event = SampleEvents.all().get("report.flagged").deepCopy();
        ArrayNode exposed = ((ObjectNode) event.path("data")).putArray("exposed");
        for (int i = 0; i < 500; i++) {
            exposed.add(i);
        }

        assertThat(refusal(event.toString()).others()).hasSize(Refusal.MOST_FAULTS - 1);
    }
}

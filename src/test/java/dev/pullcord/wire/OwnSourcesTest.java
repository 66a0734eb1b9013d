package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Event;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSourcesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final EventReader READER = new EventReader(Contract.load());

    private static Event event(String json) throws StrictJson.Unreadable {
        return READER.read(StrictJson.read(json), NOW).event().orElseThrow();
    }

    /** Else who holds a platform's key could use up the id of what the service is about to say itself. */
    @ParameterizedTest
    @ValueSource(strings = {"urn:pullcord:desk", "URN:Pullcord:fold", "urn:pullcord:"})
    void aSourceOfOurOwnIsRefusedButNeverWithAPanic(String ours) throws Exception {
        ObjectNode flag = SampleEvents.all().get("report.flagged").deepCopy();
        ObjectNode panic = SampleEvents.all().get("report.panic").deepCopy();
        flag.put("source", ours);
        panic.put("source", ours);

        assertThat(READER.read(StrictJson.read(flag.toString()), NOW)
                        .refusal()
                        .orElseThrow()
                        .pointer())
                .isEqualTo("/source");
        Event taken = event(panic.toString());
        assertThat(taken.source())
                .isNotEqualTo(ours)
                .isEqualTo(event(panic.toString()).source());
        assertThat(taken.document()).contains(ours);
    }
}

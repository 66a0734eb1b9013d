package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.TriagePolicy;
import dev.pullcord.simulation.DeskWire;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonDeskWireTest {
    private static final PolicyDocument DEFAULT = PolicyCodec.pack("default");
    private static final String SHOWN =
            "{\"version\":\"" + DEFAULT.version() + "\",\"policy\":" + DEFAULT.whole() + "}";

    private final DeskWire wire = new JsonDeskWire();

    @Test
    void aPolicySixtyTimesAsFastIsOneThatTheServiceTakes() throws Exception {
        DeskWire.Scaled scaled = wire.scaled(SHOWN, 60, 60);

        PolicyPack fast = PolicyCodec.document(
                        new com.fasterxml.jackson.databind.ObjectMapper()
                                .readTree(scaled.request())
                                .path("yaml")
                                .asText(),
                        PolicyCodec::shipped)
                .pack();
        assertThat(fast.version())
                .isEqualTo("simulate-60x." + DEFAULT.version())
                .isEqualTo(scaled.version());
        assertThat(fast.triage().lanes())
                .extracting(TriagePolicy.Lane::clock)
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(24));
        assertThat(fast.triage().skippedFor()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fast.risk()).isEqualTo(DEFAULT.pack().risk());
        assertThat(scaled.bounded()).isEmpty();
        assertThat(scaled.slowed()).isEqualTo(DEFAULT.pack());
    }

    @Test
    void aClockThatWouldBeTooShortIsASecondAndOnPaperAsLong() {
        DeskWire.Scaled scaled = wire.scaled(SHOWN, 600, 600);

        assertThat(scaled.bounded())
                .containsExactly(
                        "panic_live.clock",
                        "panic_live.minimum",
                        "threat_to_life.clock",
                        "threat_to_life.minimum",
                        "corroborated.minimum",
                        "minor_involved.minimum");
        assertThat(scaled.slowed().triage().lanes().get(0).clock()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void clocksThatAreLeftAloneAreSlowInAFastWorld() {
        DeskWire.Scaled same = wire.scaled(SHOWN, 1, 3600);

        assertThat(same.slowed().triage().lanes().get(0).clock()).isEqualTo(Duration.ofDays(5));
        assertThat(same.bounded()).isEmpty();
    }

    @Test
    void whatIsNoSuchDocumentIsRefusedByItsField() {
        assertThatThrownBy(() -> wire.held("{}")).hasMessage("the service's answer lacks 'id'");
        assertThatThrownBy(() -> wire.cases("<html>")).hasMessage("the service's answer is no JSON");
        assertThatThrownBy(() -> wire.scaled("{}", 60, 60)).hasMessage("the service's answer holds no policy");
        assertThat(wire.problem("<html>")).isEqualTo("(no problem document)");
        assertThat(wire.inForce("{\"items\":[{\"version\":\"a\",\"active\":false}]}"))
                .isEmpty();
    }

    @Test
    void aSuspensionIsOrderedWithAViolationOnly() {
        assertThat(wire.decision("t", "violation", Optional.of("grooming"), "Seen.", true))
                .isEqualTo("{\"token\":\"t\",\"outcome\":\"violation\",\"reason\":\"Seen.\",\"policy\":\"grooming\","
                        + "\"actions\":[{\"type\":\"suspend_account\",\"duration\":\"P7D\"}]}");
        assertThat(wire.decision("t", "no_violation", Optional.empty(), "Seen.", false))
                .isEqualTo("{\"token\":\"t\",\"outcome\":\"no_violation\",\"reason\":\"Seen.\"}");
    }
}

package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseViewTest {
    private static final Instant T0 = Instant.parse("2026-11-02T18:00:00Z");

    private static JsonNode shown(String data) throws Exception {
        StrictJson.Value offered = StrictJson.read("{\"specversion\":\"1.0\",\"id\":\"p\",\"source\":\"/s\",\"type\":\""
                + Report.PANIC + "\",\"data\":" + data + "}");
        Event event = new EventReader(Contract.load()).read(offered, T0).event().orElseThrow();
        LoggedEvent logged = new LoggedEvent(
                new Partition("acme", 0),
                "1-0",
                T0,
                "receipt",
                Subject.meeting("m"),
                Optional.empty(),
                Optional.empty(),
                event);
        return CaseView.report(logged, List.of());
    }

    /** Words in the wrong form are still the words of somebody who calls for help. */
    @Test
    void whatFittedNoFieldOfAPanicIsShown() throws Exception {
        JsonNode report = shown("{\"meeting\":{\"id\":\"m\"},\"text\":[\"he locked\",\"the door\"],\"mood\":\"x\"}");

        assertThat(report.has("text")).isFalse();
        assertThat(report.at("/ext/text").toString()).isEqualTo("[\"he locked\",\"the door\"]");
        assertThat(report.at("/ext/mood").asText()).isEqualTo("x");
    }

    @Test
    void aLongOneIsShortenedBetweenCharacters() throws Exception {
        String ext = shown("{\"meeting\":{\"id\":\"m\"},\"mood\":\"" + "😀".repeat(3000) + "\"}")
                .at("/ext/mood")
                .asText();

        assertThat(ext).isEqualTo("😀".repeat(2000) + "…");
    }

    @Test
    void whereNothingIsLeftOverNothingIsShown() throws Exception {
        assertThat(shown("{\"meeting\":{\"id\":\"m\"},\"text\":\"no \\\"ext\\\" here\"}")
                        .has("ext"))
                .isFalse();
    }
}

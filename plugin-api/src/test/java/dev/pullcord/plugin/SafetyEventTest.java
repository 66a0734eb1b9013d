package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an event says, and what it refuses to say. */
class SafetyEventTest {
    private static SafetyEvent flag(String id) {
        return SafetyEvent.flag(Meeting.of("m"), Party.account("reporter"), Party.account("subject"), Reason.GROOMING)
                .withId(id);
    }

    @Test
    void whatBreaksTheContractIsSaidAtOnceWithItsField() {
        assertThatThrownBy(() -> Meeting.of("")).hasMessage("meeting.id: has 0 bytes, not 1 … 256");
        assertThatThrownBy(() -> flag("x".repeat(257))).hasMessageContaining("event.id");
        assertThatThrownBy(() -> flag("e").text("x".repeat(2001))).hasMessageContaining("text: has 2001");
        assertThatThrownBy(() -> flag("e").with("ext", Map.of("a", new Object())))
                .hasMessageContaining("event.data");
        Object deep = "in the deep";
        for (int level = 0; level < 70; level++) {
            deep = level % 2 == 0 ? List.of(deep) : Map.of("a", deep);
        }
        Object well = deep;
        assertThatThrownBy(() -> flag("e").with("ext", well)).hasMessage("event.data: lies deeper than 60");
        assertThatThrownBy(() -> SafetyEvent.participant(
                        SafetyEvent.Type.PARTICIPANT_JOINED, Meeting.of("m"), Party.account("a")))
                .hasMessageContaining("participantId");
        assertThat(flag("e").text("my words").toString()).doesNotContain("my words");
    }

    @Test
    void aReportSaysAllThatTheContractHasForIt() {
        SafetyEvent report = flag("e")
                .immediateDanger()
                .minorInvolved()
                .language("fil")
                .exposed(List.of("acc-a", "acc-b"))
                .evidence(List.of(Evidence.of("ev-1", Evidence.Kind.STILL, Evidence.By.REPORTER)
                        .withDigest("0".repeat(64), 12)));
        assertThat(report.data())
                .containsEntry("immediateDanger", true)
                .containsEntry("minorInvolved", true)
                .containsEntry("language", "fil")
                .containsEntry("exposed", List.of("acc-a", "acc-b"))
                .containsEntry(
                        "evidence",
                        List.of(Map.of(
                                "id",
                                "ev-1",
                                "kind",
                                "still",
                                "capturedBy",
                                "reporter",
                                "sha256",
                                "0".repeat(64),
                                "bytes",
                                12L)));
        assertThat(SafetyEvent.panic(Party.account("acc-a")).data())
                .isEqualTo(Map.of("reporter", Map.of("accountId", "acc-a")));
        assertThatThrownBy(() -> Evidence.of("ev", Evidence.Kind.CHAT, Evidence.By.PLATFORM)
                        .withDigest("ABC", 1))
                .hasMessage("evidence.sha256: is no SHA-256 in lower-case hex");
        assertThatThrownBy(() -> flag("e").exposed(List.of(""))).hasMessageContaining("exposed");
    }
}

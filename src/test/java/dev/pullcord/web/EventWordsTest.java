package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWordsTest {
    @ParameterizedTest
    @CsvSource({
        "dev.pullcord.report.flagged.v1, flag",
        "dev.pullcord.report.panic, panic",
        "dev.pullcord.report.withdrawn.v1, correction",
        "dev.pullcord.report.detailsAdded.v2, correction",
        "dev.pullcord.signal.observed.v1, signal",
        "dev.pullcord.meeting.started.v1, meeting",
        "dev.pullcord.participant.left.v1, meeting",
        "dev.pullcord.media.muted.v1, meeting",
        "dev.pullcord.action.confirmed.v1, meeting",
        "dev.pullcord.reported, unknown",
        "'', unknown",
    })
    void whatCouldNotBeReadIsCalledWhatItSaysItIs(String type, String kind) {
        JsonNode envelope = JsonNodeFactory.instance.objectNode().put("type", type);

        assertThat(EventWords.kind(envelope)).isEqualTo(kind);
    }

    @Test
    void whatIsNoObjectIsUnknown() {
        assertThat(EventWords.kind(JsonNodeFactory.instance.numberNode(7))).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid-event, /data/reason, reason",
        "invalid-event, /data/reporter/id, reporter",
        "invalid-event, /data/evidence/3/sha256, evidence",
        "invalid-event, /data/text, data",
        "invalid-event, /data, data",
        "invalid-event, /time, time",
        "invalid-event, /specversion, envelope",
        "invalid-event, /mallory@example.org, envelope", // a name that a platform made up is in no meter
        "invalid-event, '', unreadable",
        "unknown-type, /type, unknown_type",
        "unknown-report, /data/receipt, unknown_report",
        "forbidden, '', not_allowed",
        "too-many-events, '', too_many",
    })
    void whyItIsRejectedIsTheFieldOrWhatWasWrong(String problem, String pointer, String why) {
        assertThat(EventWords.why(problem, pointer)).isEqualTo(why);
        assertThat(EventWords.why(Problem.of(400, problem, "", "").at(pointer))).isEqualTo(why);
    }
}

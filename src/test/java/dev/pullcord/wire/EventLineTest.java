package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
    private static final String FLAG = """
            {"id":"e1","source":"/s","type":"dev.pullcord.report.flagged.v1","time":"2026-11-02T18:00:00+01:00",\
            "data":{"meeting":{"id":"m1"},"subject":{"accountId":"a1"}}}""";

    @Test
    void aFlagIsAboutItsSubject() {
        EventLine line = EventLine.read(FLAG);
        assertThat(line.id()).isEqualTo("e1");
        assertThat(line.time()).contains(Instant.parse("2026-11-02T17:00:00Z"));
        assertThat(line.about()).contains("account:a1");
        assertThat(line.report()).isTrue();
    }

    @Test
    void aReportThatNamesNobodyIsAboutItsMeeting() {
        assertThat(EventLine.read(FLAG.replace(",\"subject\":{\"accountId\":\"a1\"}", ""))
                        .about())
                .contains("meeting:m1");
    }

    @Test
    void aCorrectionSaysWhichReportItConcerns() {
        EventLine line = EventLine.read(
                "{\"id\":\"e2\",\"source\":\"/s\",\"type\":\"dev.pullcord.report.withdrawn.v1\",\"data\":{\"eventId\":\"e1\"}}");
        assertThat(line.correction()).isTrue();
        assertThat(line.report()).isFalse();
        assertThat(line.concerns()).contains("e1");
        assertThat(line.about()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "nonsense", "[]", "7", "null", "{\"id\":1,\"source\":\"s\"}", "{\"id\":\"x\"}", "{} {}"
            })
    void aLineThatIsNoEventIsRefusedInWords(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLine.read(line))
                .withMessageMatching("(is|has) .+");
    }

    @ParameterizedTest
    @CsvSource({"+999999999-12-31T23:59:59Z", "noon", "''"})
    void aTimeThatIsNoneIsLeftToTheService(String time) {
        assertThat(EventLine.read(FLAG.replace("2026-11-02T18:00:00+01:00", time))
                        .id())
                .isEqualTo("e1");
    }
}

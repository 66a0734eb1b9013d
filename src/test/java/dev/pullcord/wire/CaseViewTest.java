package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Placement;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseViewTest {
    private static final Instant T0 = Instant.parse("2026-11-02T18:00:00Z");

    private static JsonNode shown(String data) throws Exception {
        return CaseView.report(logged(data), List.of());
    }

    private static LoggedEvent logged(String data) throws Exception {
        StrictJson.Value offered = StrictJson.read("{\"specversion\":\"1.0\",\"id\":\"p\",\"source\":\"/s\",\"type\":\""
                + Report.PANIC + "\",\"data\":" + data + "}");
        Event event = new EventReader(Contract.load()).read(offered, T0).event().orElseThrow();
        return new LoggedEvent(
                new Partition("acme", 0),
                "1-0",
                T0,
                "receipt",
                Subject.meeting("m"),
                Optional.empty(),
                Optional.empty(),
                event);
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

    private static JsonNode whole(CaseState state) {
        return whole(state, Optional.empty(), List.of(), Optional.empty());
    }

    private static JsonNode whole(
            CaseState state, Optional<String> meeting, List<LoggedEvent> reports, Optional<Rosters.Roster> roster) {
        Contribution word = new Contribution("USR-1", Family.VOICE, 0.7, 0.6, 1, T0, "A flag.", "Perhaps.");
        Contribution record = new Contribution("USR-1/record", Family.VOICE, -0.3, -0.2, 1, T0, "A liar.", "Perhaps.");
        Case c = new Case(
                "c",
                new Partition("acme", 0),
                Subject.account("mallory"),
                Optional.of("mallory"),
                state,
                new Placement("general", "other", 4, 1, T0),
                T0,
                Optional.empty(),
                false,
                false,
                false,
                false,
                1,
                meeting,
                new Risk(-2.6, -3, 0.07, List.of(word, record)),
                Optional.empty(),
                Optional.empty(),
                "v",
                0,
                0,
                1,
                Case.Marks.NONE);
        AuditEntry opened = new AuditEntry(
                new ChainId("acme", 0, ChainId.Hand.FOLD),
                1,
                AuditDraft.byService(T0, "case_opened", "c", Map.of("cause", "sample")),
                "",
                "",
                "");
        return CaseView.whole(
                c,
                new CaseView.Whole(
                        reports,
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(opened),
                        roster,
                        LinksView.Shown.NOTHING,
                        Map.of("ann", "Ann"),
                        Optional.empty()),
                "ann");
    }

    @Test
    void whetherThoseWhomAReportNamesWereThereIsSaidWhereItIsKnown() throws Exception {
        List<LoggedEvent> reports = List.of(
                logged(
                        "{\"meeting\":{\"id\":\"m\"},\"reporter\":{\"accountId\":\"ann\"},\"subject\":{\"accountId\":\"mallory\"}}"),
                logged("{\"meeting\":{\"id\":\"m\"},\"reporter\":{\"accountId\":\"ann\"}}"),
                logged("{\"meeting\":{\"id\":\"another\"},\"reporter\":{\"accountId\":\"ann\"}}"));
        Rosters.Member ann = new Rosters.Member(
                "p-1", Optional.of("ann"), Optional.empty(), Optional.of(T0), Optional.empty(), false);
        Optional<Rosters.Roster> roster = Optional.of(
                new Rosters.Roster("m", Optional.empty(), Optional.empty(), Optional.empty(), List.of(ann)));

        JsonNode known =
                whole(CaseState.CLAIMED, Optional.of("m"), reports, roster).path("reports");
        assertThat(known.at("/0/presence").toString()).isEqualTo("{\"reporter\":\"there\",\"subject\":\"not_there\"}");
        assertThat(known.at("/1/presence").toString()).isEqualTo("{\"reporter\":\"there\"}");
        assertThat(known.path(2).has("presence")).isFalse();
        JsonNode unknown = whole(CaseState.CLAIMED, Optional.of("m"), reports, Optional.empty())
                .path("reports");
        assertThat(unknown.at("/0/presence").toString())
                .isEqualTo("{\"reporter\":\"unknown\",\"subject\":\"unknown\"}");
    }

    /** Else the sample finds what was believed already, and a record feeds itself. */
    @Test
    void whoHasYetToDecideIsShownNeitherRecordsOfReportersNorThatTheCaseWasDrawn() {
        assertThat(whole(CaseState.CLAIMED).toString()).doesNotContain("record", "sample");
        assertThat(whole(CaseState.CLAIMED).at("/risk/rest").asDouble())
                .as("nor can it be worked out")
                .isCloseTo(0, within(1e-9));
        assertThat(whole(CaseState.CLAIMED).at("/risk/score").asDouble())
                .isNotEqualTo(whole(CaseState.DECIDED).at("/risk/score").asDouble());
        assertThat(whole(CaseState.DECIDED).toString()).contains("USR-1/record", "sample");
    }
}

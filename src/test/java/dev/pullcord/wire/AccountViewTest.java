package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Courses;
import dev.pullcord.review.Placement;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountViewTest {
    private static final Instant T0 = Instant.parse("2026-11-02T18:00:00Z");
    private static final Subject MALLORY = Subject.account("mallory");

    private static Risk risk(double score, double ofRecords) {
        Contribution record =
                new Contribution("USR-1/record", Family.VOICE, ofRecords, ofRecords, 1, T0, "A record.", "Perhaps.");
        return new Risk(score, -3, 1 / (1 + Math.exp(-score)), List.of(record));
    }

    private static Case open(Risk risk) {
        return new Case(
                "c",
                new Partition("acme", 0),
                MALLORY,
                Optional.of("mallory"),
                CaseState.QUEUED,
                new Placement("general", "other", 4, 1, T0),
                T0,
                Optional.empty(),
                false,
                false,
                false,
                false,
                1,
                Optional.empty(),
                risk,
                Optional.empty(),
                Optional.empty(),
                "v",
                0,
                0,
                1,
                Case.Marks.NONE);
    }

    private static JsonNode course(Optional<Case> open, Courses.Turn turn) {
        SubjectFile file = new SubjectFile(MALLORY, RiskState.EMPTY, "1-0", 0, open);
        ReviewQueue.Page none = new ReviewQueue.Page(List.of(), Optional.empty());
        return AccountView.json(
                        "mallory",
                        risk(0, 1),
                        "v",
                        new AccountView.Whole(file, false, Optional.empty(), none, Map.of(), List.of(), List.of(turn)),
                        T0)
                .at("/course/0");
    }

    /** Else the reporters' records could be worked out from how the risk went, and what is decided would follow them. */
    @Test
    void whoHasYetToDecideSeesHowARiskWentWithoutTheReportersRecords() {
        Courses.Turn turn = Courses.Turn.of(risk(-1, 0), risk(0, 1), T0).orElseThrow();

        JsonNode whole = course(Optional.empty(), turn);
        JsonNode toDecide = course(Optional.of(open(risk(0, 1))), turn);

        assertThat(whole.path("after").asDouble()).isEqualTo(0.5);
        assertThat(toDecide.path("after").asDouble()).isEqualTo(1 / (1 + Math.exp(1)));
        assertThat(toDecide.path("before").asDouble())
                .isEqualTo(whole.path("before").asDouble());
    }

    @Test
    void whatChangesLittleIsNoTurn() {
        assertThat(Courses.Turn.of(risk(0, 0), risk(0.05, 0), T0)).isEmpty();
        assertThat(Courses.Turn.of(risk(0, 0), risk(-0.2, 0), T0)).isPresent();
    }
}

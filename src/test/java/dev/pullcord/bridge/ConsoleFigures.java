package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.acceptance.PullcordHttp;
import java.util.List;

/** What the console's figures and PromQL both say. */
final class ConsoleFigures {
    private ConsoleFigures() {}

    static void areTheSame(Prometheus prometheus, PullcordHttp http, String lead) {
        for (JsonNode queue : http.get("/v1/queues", lead).json().path("queues")) {
            String lane = queue.path("lane").asText();
            for (String state : List.of("queued", "claimed", "overdue")) {
                assertThat(prometheus.value("pullcord:queue_cases{lane=\"" + lane + "\",state=\"" + state + "\"}"))
                        .as(lane + " " + state)
                        .isEqualTo(queue.path(state).asDouble());
            }
        }
        JsonNode figures = http.get("/v1/insights/figures?window=P1D", lead).json();
        assertThat(prometheus.value("sum(pullcord_cases_opened_total)"))
                .isEqualTo(figures.path("opened").asDouble());
        assertThat(prometheus.value("sum(pullcord_case_first_look_seconds_count)"))
                .isEqualTo(overAllLanes(figures, "first_look"));
        assertThat(prometheus.value("sum(pullcord_case_decided_seconds_count)"))
                .isEqualTo(overAllLanes(figures, "decision"));
        assertThat(prometheus.value("sum(pullcord_action_effect_seconds_count)"))
                .isEqualTo(overAllLanes(figures, "action"));
        assertThat(prometheus.value("sum(pullcord:queue_cases{state=~\"queued|claimed\"})"))
                .isEqualTo(figures.path("undecided").asDouble());
        assertThat(figures.path("overturned").path("correction").asDouble())
                .isEqualTo(2)
                .isEqualTo(prometheus.value("sum(pullcord_decisions_superseded_total{cause=\"correction\"})"));
        byLane(prometheus, figures, "first_look", "pullcord_case_first_look_seconds");
        byLane(prometheus, figures, "decision", "pullcord_case_decided_seconds");
        for (JsonNode action : figures.path("actions")) {
            String of = "{type=\"" + action.path("type").asText() + "\",status=~\"done|already_done\"}";
            assertThat(prometheus.value("sum(pullcord_actions_total" + of + ")"))
                    .as(of)
                    .isEqualTo(action.path("done").asDouble());
        }
        int signals = 0;
        for (JsonNode right : figures.path("right")) {
            if (right.path("of").asText().equals("signal")) {
                signals++;
                String judged = "{signal=\"" + right.path("name").asText()
                        + "\",outcome=~\"violation|no_violation|unfounded_report\"}";
                String share = "sum(pullcord_signal_outcomes_total"
                        + judged.replace("violation|no_violation|unfounded_report", "violation")
                        + ") / sum(pullcord_signal_outcomes_total" + judged + ")";
                assertThat(prometheus.value("sum(pullcord_signal_outcomes_total" + judged + ")"))
                        .as(judged)
                        .isEqualTo(right.path("count").asDouble());
                double told = prometheus.value(share);
                assertThat(Double.isNaN(told) ? 0 : told)
                        .as(share)
                        .isEqualTo(right.path("share").asDouble());
            }
        }
        assertThat(signals).isPositive();
    }

    /** How often, and how many of them within each of the longer steps that both have: the shorter ones are a matter of a breath. */
    private static void byLane(Prometheus prometheus, JsonNode figures, String span, String meter) {
        for (JsonNode times : figures.path("times")) {
            if (times.path("span").asText().equals(span)
                    && times.has("lane")
                    && times.path("count").asInt() > 0) {
                String lane = times.path("lane").asText();
                assertThat(prometheus.value("sum(" + meter + "_count{lane=\"" + lane + "\"})"))
                        .as(span + " " + lane)
                        .isEqualTo(times.path("count").asDouble());
                double within = 0;
                for (int bar = 0; bar < figures.path("bars").size(); bar++) {
                    within += times.path("bars").path(bar).asDouble();
                    double seconds = figures.path("bars").path(bar).asDouble() / 1000;
                    if (seconds >= 60) {
                        assertThat(prometheus.value(
                                        "sum(" + meter + "_bucket{lane=\"" + lane + "\",le=\"" + seconds + "\"})"))
                                .as(span + " " + lane + " within " + seconds + " s")
                                .isEqualTo(within);
                    }
                }
            }
        }
    }

    private static double overAllLanes(JsonNode figures, String span) {
        for (JsonNode times : figures.path("times")) {
            if (times.path("span").asText().equals(span) && !times.has("lane")) {
                return times.path("count").asDouble();
            }
        }
        throw new AssertionError("no times of " + span);
    }
}

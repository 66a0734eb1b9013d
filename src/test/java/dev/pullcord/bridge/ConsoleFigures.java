package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.wire.DemoCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the console's figures and PromQL both say. */
final class ConsoleFigures {
    private ConsoleFigures() {}

    /** For each of these platforms, as its lead sees them. */
    static void areTheSame(Prometheus prometheus, PullcordHttp http, List<DemoCredentials> platforms) {
        List<JsonNode> all = new ArrayList<>();
        for (DemoCredentials platform : platforms) {
            String lead = platform.tokens().get("lead");
            String of = "platform=\"" + platform.platform() + "\"";
            for (JsonNode queue : http.get("/v1/queues", lead).json().path("queues")) {
                String lane = queue.path("lane").asText();
                for (String state : List.of("queued", "claimed", "overdue")) {
                    String expr = "pullcord:queue_cases{" + of + ",lane=\"" + lane + "\",state=\"" + state + "\"}";
                    assertThat(prometheus.value(expr))
                            .as(expr)
                            .isEqualTo(queue.path(state).asDouble());
                }
            }
            JsonNode figures = http.get("/v1/insights/figures?window=P1D", lead).json();
            areTheSame(prometheus, figures, of);
            all.add(figures);
        }
        signalsAreTheSame(prometheus, all);
    }

    private static void areTheSame(Prometheus prometheus, JsonNode figures, String of) {
        assertThat(prometheus.value("sum(pullcord_cases_opened_total{" + of + "})"))
                .isPositive()
                .isEqualTo(figures.path("opened").asDouble());
        assertThat(prometheus.value("sum(pullcord_case_first_look_seconds_count{" + of + "})"))
                .isEqualTo(overAllLanes(figures, "first_look"));
        assertThat(prometheus.value("sum(pullcord_case_decided_seconds_count{" + of + "})"))
                .isEqualTo(overAllLanes(figures, "decision"));
        assertThat(prometheus.value("sum(pullcord_action_effect_seconds_count{" + of + "})"))
                .isEqualTo(overAllLanes(figures, "action"));
        assertThat(prometheus.value("sum(pullcord:queue_cases{" + of + ",state=~\"queued|claimed\"})"))
                .isEqualTo(figures.path("undecided").asDouble());
        assertThat(figures.path("overturned").path("correction").asDouble())
                .isPositive()
                .isEqualTo(
                        prometheus.value("sum(pullcord_decisions_superseded_total{" + of + ",cause=\"correction\"})"));
        byPace(prometheus, figures, of, "first_look", "pullcord_case_first_look_seconds");
        byPace(prometheus, figures, of, "decision", "pullcord_case_decided_seconds");
        for (JsonNode times : figures.path("times")) {
            if (times.path("span").asText().equals("decision") && times.has("lane")) {
                String expr = "sum(pullcord_decisions_total{" + of + ",lane=\""
                        + times.path("lane").asText() + "\"})";
                assertThat(prometheus.value(expr))
                        .as(expr)
                        .isEqualTo(times.path("count").asDouble());
            }
        }
        for (JsonNode action : figures.path("actions")) {
            String expr = "sum(pullcord_actions_done_total{" + of + ",type=\""
                    + action.path("type").asText() + "\"})";
            assertThat(prometheus.value(expr))
                    .as(expr)
                    .isEqualTo(action.path("done").asDouble());
        }
    }

    /** Signals are counted of all platforms together: how often a signal was right is what all their leads see. */
    private static void signalsAreTheSame(Prometheus prometheus, List<JsonNode> all) {
        Map<String, Double> judged = new TreeMap<>();
        Map<String, Double> violations = new TreeMap<>();
        for (JsonNode figures : all) {
            for (JsonNode right : figures.path("right")) {
                if (right.path("of").asText().equals("signal")) {
                    String name = right.path("name").asText();
                    double count = right.path("count").asDouble();
                    judged.merge(name, count, Double::sum);
                    violations.merge(name, count * right.path("share").asDouble(), Double::sum);
                }
            }
        }
        assertThat(judged).isNotEmpty();
        judged.forEach((signal, count) -> {
            String of = "sum(pullcord_signal_outcomes_total{signal=\"" + signal + "\",outcome=~\"";
            assertThat(prometheus.value(of + "violation|no_violation|unfounded_report\"})"))
                    .as(signal)
                    .isEqualTo(count);
            assertThat(prometheus.value(of + "violation\"})"))
                    .as(signal + " was right")
                    .isCloseTo(violations.get(signal), within(1e-6));
        });
    }

    /** How often, and how many of them within each of the longer steps that both have: the shorter ones are a matter of a breath. */
    private static void byPace(Prometheus prometheus, JsonNode figures, String of, String span, String meter) {
        Map<String, double[]> within = new TreeMap<>(); // by pace: all of them, then those before each bar's end
        for (JsonNode times : figures.path("times")) {
            if (times.path("span").asText().equals(span)
                    && times.has("lane")
                    && times.path("count").asInt() > 0) {
                String lane = times.path("lane").asText();
                String pace = prometheus
                        .query("pullcord:queue_cases{" + of + ",lane=\"" + lane + "\",state=\"queued\"}")
                        .at("/data/result/0/metric/pace")
                        .asText();
                double[] sums = within.computeIfAbsent(
                        pace, first -> new double[1 + figures.path("bars").size()]);
                sums[0] += times.path("count").asDouble();
                double before = 0;
                for (int bar = 0; bar < figures.path("bars").size(); bar++) {
                    before += times.path("bars").path(bar).asDouble();
                    sums[1 + bar] += before;
                }
            }
        }
        assertThat(within).as(span).isNotEmpty();
        within.forEach((pace, sums) -> {
            String its = of + ",pace=\"" + pace + "\"";
            assertThat(prometheus.value("sum(" + meter + "_count{" + its + "})"))
                    .as(span + " " + pace)
                    .isEqualTo(sums[0]);
            for (int bar = 0; bar < figures.path("bars").size(); bar++) {
                double seconds = figures.path("bars").path(bar).asDouble() / 1000;
                if (seconds >= 60) {
                    assertThat(prometheus.value("sum(" + meter + "_bucket{" + its + ",le=\"" + seconds + "\"})"))
                            .as(span + " " + pace + " within " + seconds + " s")
                            .isEqualTo(sums[1 + bar]);
                }
            }
        });
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

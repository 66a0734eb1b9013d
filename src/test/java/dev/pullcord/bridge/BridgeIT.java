package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.wire.DemoCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is seen from the bridge is true: a real Prometheus scrapes a running service, and every query of every dashboard and
 * rule answers, with the right value where it is known. One service and one Prometheus for all of it.
 */
@Timeout(120)
class BridgeIT {
    /** These are about how fast it goes, which a busy machine may well miss: promtool's scenarios hold them. */
    private static final Pattern HURRY = Pattern.compile("Pullcord(.*Burning|FsyncSlow)");

    private static final Pattern METRIC = Pattern.compile("\\b(pullcord_[a-z_]+)");

    @TempDir
    Path folder;

    @Test
    void everyQueryAnswersAndWhatIsKnownIsRight() throws Exception {
        Path repository = repository();
        Path rules = repository.resolve("dashboards/prometheus");
        Optional<Path> bin = Prometheus.found(repository);
        assumeTrue(
                bin.isPresent(),
                "NOT RUN: no prometheus and promtool here. `./pullcord check` fetches Debian's, or set PULLCORD_PROMETHEUS");

        CompletableFuture<List<String>> checked = CompletableFuture.supplyAsync(() -> checked(bin.get(), rules));
        try (Receiver platform = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), platform.url());
                Prometheus prometheus = Prometheus.start(
                        bin.get(),
                        folder.resolve("prometheus"),
                        management(service),
                        rules.resolve("pullcord.rules.yml"))) {
            Instant began = Instant.now();
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            wave(http, credentials, "a");
            reach(prometheus, "sum(pullcord_case_decided_seconds_count)", 3);
            reach(prometheus, "sum(pullcord_flags_concluded_total)", 1);
            wave(http, credentials, "b");
            reach(prometheus, "sum(pullcord_case_decided_seconds_count)", 6);
            reach(prometheus, "sum(pullcord_actions_total{state=\"answered\"})", 4);
            reach(prometheus, "sum(pullcord:queue_cases{state=\"queued\"})", 2);

            // A busy machine may miss a scrape, and then all is stale for a second: what is true comes to be seen.
            eventually(() -> known(prometheus));
            eventually(() ->
                    theConsoleSaysTheSame(prometheus, http, credentials.tokens().get("lead")));
            Panels panels = Panels.read(repository.resolve("dashboards/grafana/dashboards"));
            assertThat(panels.all()).hasSizeGreaterThan(65);
            eventually(() -> assertThat(silent(panels, prometheus)).isEmpty());
            eventually(() -> everyRuleIsWellAndKnowsItsMeters(prometheus));
            assertThat(checked.get(60, TimeUnit.SECONDS)).isEmpty();
            if (System.getProperty("pullcord.pictures") != null) {
                Pictures.draw(
                        panels, prometheus, began, Instant.now(), Path.of(System.getProperty("pullcord.pictures")));
            }
        }
    }

    /** What promtool finds wrong: with the rules, the scrape config, and what each alert does in its scenarios. */
    private static List<String> checked(Path bin, Path rules) {
        return Stream.of(
                        List.of("check", "rules", "pullcord.rules.yml"),
                        List.of("check", "config", "prometheus.yml"),
                        List.of("test", "rules", "pullcord.rules.test.yml"))
                .flatMap(words -> Prometheus.promtool(bin, rules, words).stream())
                .toList();
    }

    /**
     * Two panics and two flags, one event twice, one that is none. Two cases decided, one with an action, the other decided anew by
     * somebody else; a third by two people, and a filing drafted of it.
     */
    private static void wave(PullcordHttp http, DemoCredentials credentials, String w) {
        String key = credentials.platformKey();
        // Each by somebody else: after so much that is hard, one would be given something harmless.
        Desk desk = new Desk(
                http, credentials.moderators().get(w.equals("a") ? 0 : 1).token());
        ObjectNode flag = Events.flag("flag-" + w, "rob-" + w, "mallory-" + w, "harassment");
        List<ObjectNode> events = List.of(
                Events.panic("panic-" + w, "ann-" + w, "trent-" + w),
                Events.panicIn("panic-in-" + w, "ann-" + w, "room-" + w),
                flag,
                Events.flag("grave-" + w, "rob-" + w, "oscar-" + w, "grooming"));
        assertThat(http.postEvents(key, events).status()).isEqualTo(202);
        assertThat(http.postEvents(key, List.of(flag)).json().path("duplicates").asInt())
                .isEqualTo(1);
        assertThat(http.postEvents(
                                key,
                                List.of(flag.deepCopy().put("id", "bad-" + w).put("type", "dev.pullcord.no.v1")))
                        .status())
                .isEqualTo(400);
        await().atMost(20, TimeUnit.SECONDS).until(() -> desk.cases().size() >= (w.equals("a") ? 4 : 8));
        Desk.Held found = desk.claimNext().orElseThrow();
        assertThat(desk.decide(found.caseId(), found.token(), "violation", "harassment", List.of("preserve_evidence"))
                        .status())
                .isEqualTo(201);
        Desk.Held nothing = desk.claimNext().orElseThrow();
        JsonNode decided = desk.decide(nothing.caseId(), nothing.token(), "no_violation", "harassment", List.of())
                .json();
        String senior = credentials.tokens().get("senior");
        assertThat(http.post(
                                "/v1/decisions/" + decided.path("id").asText() + "/corrections",
                                senior,
                                body("{'outcome': 'no_violation', 'reason': 'for another reason'}"))
                        .status())
                .isEqualTo(201);
        Desk.Held grave = desk.claimNext().orElseThrow();
        assertThat(desk.decide(grave.caseId(), grave.token(), "violation", "grooming", List.of("suspend_account"))
                        .status())
                .isEqualTo(202);
        assertThat(http.post(
                                "/v1/cases/" + grave.caseId() + "/approvals",
                                senior,
                                body("{'approve': true, 'reason': 'I see the same'}"))
                        .status())
                .isEqualTo(201);
        assertThat(http.post(
                                "/v1/filings",
                                credentials.tokens().get("lead"),
                                body("{'case': '" + grave.caseId() + "', 'authority': 'ncmec'}"))
                        .status())
                .isEqualTo(201);
    }

    private static JsonNode body(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void known(Prometheus prometheus) {
        Map.of(
                        "sum(pullcord_intake_events_total{kind=\"panic\",outcome=\"accepted\"})", 4.0,
                        "sum(pullcord_intake_events_total{kind=\"flag\",outcome=\"accepted\"})", 4.0,
                        "sum(pullcord_intake_events_total{outcome=\"duplicate\"})", 2.0,
                        "sum(pullcord_intake_events_total{outcome=\"rejected\"})", 2.0,
                        "sum(pullcord_intake_reports_total{reason=\"harassment\"})", 2.0,
                        "sum(pullcord_report_durable_seconds_count{kind=\"panic\"})", 4.0,
                        "sum(pullcord_cases_opened_total)", 8.0,
                        "sum(pullcord_case_first_look_seconds_count)", 6.0,
                        "sum(pullcord_case_decided_seconds_count{outcome=\"violation\"})", 4.0,
                        "sum(pullcord_claims_total{answer=\"granted\"})", 6.0)
                .forEach((expr, value) ->
                        assertThat(prometheus.value(expr)).as(expr).isEqualTo(value));
        Map.of(
                        "sum(pullcord_decisions_superseded_total{cause=\"correction\"})", 2.0,
                        "sum(pullcord_proposal_answered_seconds_count{what=\"decision\",answer=\"agreed\"})", 2.0,
                        "sum(pullcord_proposals_waiting)", 0.0,
                        "sum(pullcord_flags_believed_count)", 4.0,
                        "sum(pullcord_flags_concluded_total{conclusion=\"right\"})", 2.0,
                        "sum(pullcord_filings{recipient=\"ncmec\",state=\"draft\"})", 2.0,
                        "sum(pullcord_exposure_people{budget=\"used\"})", 0.0,
                        "sum(pullcord_actions_tried_total{connector=\"generic\",tries=\"1\"})",
                                prometheus.value("sum(pullcord_actions_total)"),
                        "max(pullcord_audit_faults)", 0.0,
                        "max(pullcord_quality_drifted)", 0.0)
                .forEach((expr, value) ->
                        assertThat(prometheus.value(expr)).as(expr).isEqualTo(value));
        assertThat(prometheus.value("min(pullcord_filing_due_at_seconds) - time()"))
                .as("the law's day, from the first conclusion on")
                .isBetween(86_400.0 - 120, 86_400.0);
        assertThat(prometheus.value("time() - min(pullcord_audit_verified_at_seconds)"))
                .isBetween(0.0, 120.0);
        assertThat(prometheus.value("sum(pullcord_risk_contributions_total{direction=\"up\"})"))
                .isGreaterThanOrEqualTo(8);
        assertThat(prometheus.value("sum(pullcord_exposure_weight_total{of=\"looks\"})"))
                .isPositive();
        assertThat(prometheus.value("max(pullcord_redis_aof_bytes{of=\"now\"})"))
                .isPositive();
        assertThat(prometheus.value("sum(pullcord_actions_total{type=\"preserve_evidence\",status=\"done\"})"))
                .isEqualTo(2.0);
        assertThat(prometheus.value(
                        "sum(pullcord_http_request_seconds_count{operation=\"postEvents\",status=\"4xx\"})"))
                .isEqualTo(2.0);
        assertThat(prometheus.value("max(pullcord_partitions_unheld)")).isZero();
        assertThat(prometheus.value("min(pullcord_redis_aof_ok)")).isEqualTo(1.0);
    }

    private static void theConsoleSaysTheSame(Prometheus prometheus, PullcordHttp http, String lead) {
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

    private static List<String> silent(Panels panels, Prometheus prometheus) {
        List<String> silent = new ArrayList<>();
        for (Panels.Panel panel : panels.all()) {
            for (String query : panel.queries()) {
                JsonNode answer = prometheus.query(query);
                if (answer.path("data").path("result").isEmpty()) {
                    silent.add(panel.board() + " / " + panel.title() + ": " + query + " "
                            + answer.path("error").asText());
                }
            }
        }
        return silent;
    }

    private static void everyRuleIsWellAndKnowsItsMeters(Prometheus prometheus) {
        Set<String> there = new TreeSet<>();
        prometheus.get("/api/v1/label/__name__/values").path("data").forEach(name -> there.add(name.asText()));
        Set<String> firing = new TreeSet<>();
        for (JsonNode group : prometheus.get("/api/v1/rules").path("data").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                String name = rule.path("name").asText();
                assertThat(rule.path("health").asText()).as(name).isEqualTo("ok");
                Matcher metric = METRIC.matcher(rule.path("query").asText());
                while (metric.find()) {
                    assertThat(there).as(name).contains(metric.group(1));
                }
                if (rule.path("type").asText().equals("recording")) {
                    assertThat(prometheus.query(name).path("data").path("result"))
                            .as(name)
                            .isNotEmpty();
                } else if (!rule.path("state").asText().equals("inactive")
                        && !HURRY.matcher(name).matches()) {
                    firing.add(name);
                }
            }
        }
        assertThat(firing).as("alerts on a healthy service").isEmpty();
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(15, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(check);
    }

    private static void reach(Prometheus prometheus, String expr, double value) {
        await().atMost(20, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(prometheus.value(expr)).as(expr).isGreaterThanOrEqualTo(value));
    }

    private static URI management(ServiceProcess service) throws IOException {
        return service.managementUrl();
    }

    private static Path repository() {
        Path at = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        while (!Files.exists(at.resolve("plugin-api"))) {
            at = at.getParent();
        }
        return at;
    }
}

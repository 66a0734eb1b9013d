package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
            Desk desk = new Desk(http, credentials.tokens().get("moderator"));
            wave(http, credentials.platformKey(), desk, "a");
            reach(prometheus, "sum(pullcord_case_decided_seconds_count)", 2);
            wave(http, credentials.platformKey(), desk, "b");
            reach(prometheus, "sum(pullcord_case_decided_seconds_count)", 4);
            reach(prometheus, "sum(pullcord_actions_total{state=\"answered\"})", 2);
            reach(prometheus, "sum(pullcord:queue_cases{state=\"queued\"})", 2);

            // A busy machine may miss a scrape, and then all is stale for a second: what is true comes to be seen.
            eventually(() -> known(prometheus));
            eventually(() ->
                    theConsoleSaysTheSame(prometheus, http, credentials.tokens().get("lead")));
            Panels panels = Panels.read(repository.resolve("dashboards/grafana/dashboards"));
            assertThat(panels.all()).hasSizeGreaterThan(50);
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

    /** Two panics and two flags, one event twice, one that is none; two cases decided, one with an action. */
    private static void wave(PullcordHttp http, String key, Desk desk, String w) {
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
        List<Desk.Held> held = new ArrayList<>();
        await().atMost(20, TimeUnit.SECONDS).until(() -> desk.cases().size() >= (w.equals("a") ? 4 : 8));
        for (String outcome : List.of("violation", "no_violation")) {
            Desk.Held next = desk.claimNext().orElseThrow();
            held.add(next);
            assertThat(desk.decide(
                                    next.caseId(),
                                    next.token(),
                                    outcome,
                                    "harassment",
                                    outcome.equals("violation") ? List.of("preserve_evidence") : List.of())
                            .status())
                    .isEqualTo(201);
        }
        assertThat(held).hasSize(2);
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
                        "sum(pullcord_case_first_look_seconds_count)", 4.0,
                        "sum(pullcord_case_decided_seconds_count{outcome=\"violation\"})", 2.0,
                        "sum(pullcord_claims_total{answer=\"granted\"})", 4.0)
                .forEach((expr, value) ->
                        assertThat(prometheus.value(expr)).as(expr).isEqualTo(value));
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

package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.TreeMap;
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
@Timeout(300)
class BridgeIT {
    /** These are about how fast it goes, which a busy machine may well miss: promtool's scenarios hold them. */
    private static final Pattern HURRY = Pattern.compile("Pullcord(.*Burning(Slowly)?|FsyncSlow)");

    private static final Pattern METRIC = Pattern.compile("\\b(pullcord_[a-z_]+)");

    private static final Pattern SELECTOR = Pattern.compile("\\b(pullcord[_:][a-z_:0-9]+)(?:\\{([^}]*)})?");

    private static final Pattern COUNTS = Pattern.compile("^\\| `([a-z_]+)` \\| (counter|histogram|time|sum)");

    private static final double TEST = 300; // seconds that it may last

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
                Collector collector = new Collector();
                ServiceProcess service = ServiceProcess.demo(
                        folder.resolve("data"), settings(collector, folder.resolve("archive")), platform.url());
                Prometheus prometheus = Prometheus.start(
                        bin.get(),
                        folder.resolve("prometheus"),
                        management(service),
                        rules.resolve("pullcord.rules.yml"))) {
            Instant began = Instant.now();
            DemoCredentials credentials = service.credentials();
            allThatCountsIsThereBeforeAnythingHappens(
                    new PullcordHttp(management(service)), credentials.platform(), repository);
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            DemoCredentials bravo = AnotherPlatform.on(service, "bravo", platform.url());
            reach(
                    prometheus,
                    "count(pullcord_case_decided_seconds_count{platform=\"bravo\"})",
                    3); // at 0, by its paces
            Wave.of(http, credentials, "a");
            Wave.of(http, bravo, "c");
            reach(prometheus, "sum(pullcord_decisions_total)", 6);
            reach(prometheus, "sum(pullcord_flags_concluded_total)", 2);
            Wave.of(http, credentials, "b");
            reach(prometheus, "sum(pullcord_decisions_total)", 9);
            reach(prometheus, "sum(pullcord_actions_total{state=\"answered\"})", 6);
            reach(prometheus, "sum(pullcord:queue_cases{state=\"queued\"})", 3);

            // A busy machine may miss a scrape, and then all is stale for a second: what is true comes to be seen.
            eventually(() -> known(prometheus, credentials.platform(), 2));
            eventually(() -> known(prometheus, "bravo", 1));
            eventually(() -> knownOfAll(prometheus));
            eventually(() -> ConsoleFigures.areTheSame(prometheus, http, List.of(credentials, bravo)));
            Panels panels = Panels.read(repository.resolve("dashboards/grafana/dashboards"));
            assertThat(panels.all()).hasSizeGreaterThan(65);
            eventually(() -> assertThat(silent(panels, prometheus)).isEmpty());
            eventually(() -> everyRuleIsWellAndKnowsItsMeters(prometheus));
            assertThat(checked.get(60, TimeUnit.SECONDS)).isEmpty();
            eventually(() -> assertThat(unchosen(panels, prometheus)).isEmpty());
            eventually(() -> whatIsMeasuredInATraceSaysSo(prometheus, began));
            whatFailsBurnsFromTheFirst(prometheus, service, http, credentials);
            if (System.getProperty("pullcord.pictures") != null) {
                Pictures.draw(
                        panels, prometheus, began, Instant.now(), Path.of(System.getProperty("pullcord.pictures")));
            }
        }
    }

    private static Map<String, String> settings(Collector collector, Path archive) {
        Map<String, String> all = new TreeMap<>(AnotherPlatform.SETTINGS);
        all.put("PULLCORD_ARCHIVE_DIR", archive.toString());
        all.putAll(collector.settings());
        return all;
    }

    /** What promtool finds wrong: with the rules, the scrape config, and what each alert does in its scenarios. */
    private static List<String> checked(Path bin, Path rules) {
        return Stream.of(
                        List.of("check", "rules", "pullcord.rules.yml"),
                        List.of("check", "config", "prometheus.yml"),
                        List.of("test", "rules", "pullcord.rules.test.yml"),
                        List.of("test", "rules", "pullcord.slow.test.yml"))
                .flatMap(words -> Prometheus.promtool(bin, rules, words).stream())
                .toList();
    }

    /**
     * Whoever chose a lane or a platform is shown no other: every query of what has one asks for it, or for one by name; what is about live
     * panics, whatever their lane is called, asks for its pace.
     */
    private static List<String> unchosen(Panels panels, Prometheus prometheus) {
        List<String> wrong = new ArrayList<>();
        for (Panels.Panel panel : panels.all()) {
            for (String query : panel.queries()) {
                Matcher asked = SELECTOR.matcher(query);
                while (asked.find()) {
                    Set<String> its = prometheus.labels(asked.group(1));
                    String where = Optional.ofNullable(asked.group(2)).orElse("");
                    for (String label : List.of("platform", "lane")) {
                        boolean byPace = label.equals("lane") && where.contains("pace=");
                        if (its.contains(label) && !where.contains(label + "=") && !byPace) {
                            wrong.add(panel.board() + " / " + panel.title() + ": " + label + " of " + asked.group(1));
                        }
                    }
                }
            }
        }
        return wrong;
    }

    private static void whatIsMeasuredInATraceSaysSo(Prometheus prometheus, Instant began) {
        for (String histogram : List.of(
                "pullcord_report_durable_seconds_bucket",
                "pullcord_case_decided_seconds_bucket",
                "pullcord_action_effect_seconds_bucket")) {
            assertThat(prometheus.traces(histogram, began, Instant.now()))
                    .as(histogram)
                    .isNotEmpty()
                    .allSatisfy(trace -> assertThat(trace).matches("[0-9a-f]{32}"));
        }
    }

    /** A series that is born at its value is no increase: the first press after a start would be in no panel. */
    private static void allThatCountsIsThereBeforeAnythingHappens(
            PullcordHttp management, String platform, Path repository) throws IOException {
        String of = "platform=\"" + platform + "\"";
        List<String> scrape = management
                .call("GET", "/metrics", Optional.empty(), Optional.empty())
                .text()
                .lines()
                .toList();
        assertThat(scrape)
                .contains(
                        "pullcord_intake_events_total{kind=\"flag\",outcome=\"rejected\"," + of + "} 0.0",
                        "pullcord_intake_reports_total{" + of + ",reason=\"none\"} 0.0",
                        "pullcord_http_request_seconds_count{operation=\"postEvents\",status=\"2xx\"} 0",
                        "pullcord_http_request_seconds_count{operation=\"postEvents\",status=\"5xx\"} 0",
                        "pullcord_case_first_look_seconds_bucket{pace=\"minutes\"," + of + ",le=\"120.0\"} 0",
                        "pullcord_decisions_total{lane=\"other\",outcome=\"violation\"," + of + "} 0.0",
                        "pullcord_action_try_seconds_count{connector=\"generic\",status=\"unknown\"} 0",
                        "pullcord_actions_total{" + of + ",state=\"failed\",status=\"refused\"} 0.0",
                        "pullcord_actions_done_total{" + of + ",type=\"end_meeting\"} 0.0",
                        "pullcord_signal_overturns_total{cause=\"appeal\",signal=\"USR-2\"} 0.0",
                        "pullcord_notice_try_seconds_count{channel=\"pager_duty\",status=\"failed\"} 0",
                        "pullcord_redis_script_seconds_count{script=\"decide_case\"} 0");
        for (String row : Files.readAllLines(repository.resolve("src/docs/meters.md"))) {
            Matcher counts = COUNTS.matcher(row);
            if (counts.find()) {
                String name = counts.group(1) + (counts.group(2).equals("counter") ? "" : "_count");
                assertThat(scrape)
                        .as(name)
                        .anyMatch(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
            }
        }
    }

    /** With a Redis that hangs no flag is taken: a single one, and nothing of that kind happened since the start; it is seen all the same. */
    private static void whatFailsBurnsFromTheFirst(
            Prometheus prometheus, ServiceProcess service, PullcordHttp http, DemoCredentials credentials) {
        String burning = "sum(ALERTS{alertname=\"PullcordIntakeBurning\",alertstate=\"firing\"})";
        assertThat(prometheus.value(burning)).isNaN();
        service.suspendRedis();
        try {
            assertThat(http.postEvents(
                                    credentials.platformKey(),
                                    List.of(Events.flag("late", "rob", "walter", "harassment")))
                            .status())
                    .isEqualTo(503);
        } finally {
            service.resumeRedis();
        }
        reach(prometheus, burning, 1);
    }

    /** @param waves so many times what {@link Wave} does */
    private static void known(Prometheus prometheus, String platform, int waves) {
        String of = "{platform=\"" + platform + "\"";
        Map<String, Double> each = new TreeMap<>();
        each.put("sum(pullcord_intake_events_total" + of + ",kind=\"panic\",outcome=\"accepted\"})", 2.0);
        each.put("sum(pullcord_intake_events_total" + of + ",kind=\"flag\",outcome=\"accepted\"})", 2.0);
        each.put("sum(pullcord_intake_events_total" + of + ",outcome=\"duplicate\"})", 1.0);
        each.put("sum(pullcord_intake_events_total" + of + ",outcome=\"rejected\"})", 1.0);
        each.put("sum(pullcord_intake_rejected_total" + of + ",why=\"unknown_type\"})", 1.0);
        each.put("sum(pullcord_intake_reports_total" + of + ",reason=\"harassment\"})", 1.0);
        each.put("sum(pullcord_report_durable_seconds_count" + of + ",kind=\"panic\"})", 2.0);
        each.put("sum(pullcord_cases_opened_total" + of + "})", 4.0);
        each.put("sum(pullcord_case_first_look_seconds_count" + of + "})", 3.0);
        each.put("sum(pullcord_case_decided_seconds_count" + of + "})", 3.0);
        each.put("sum(pullcord_decisions_total" + of + ",outcome=\"violation\"})", 2.0);
        each.put("sum(pullcord_claims_total" + of + ",answer=\"granted\"})", 3.0);
        each.put("sum(pullcord_decisions_superseded_total" + of + ",cause=\"correction\"})", 1.0);
        each.put("sum(pullcord_proposal_answered_seconds_count" + of + ",what=\"decision\"})", 1.0);
        each.put("sum(pullcord_proposal_answers_total" + of + ",what=\"decision\",answer=\"agreed\"})", 1.0);
        each.put("sum(pullcord_proposals_waiting" + of + "})", 0.0);
        each.put("sum(pullcord_flags_believed_count" + of + "})", 2.0);
        each.put("sum(pullcord_flags_concluded_total" + of + ",conclusion=\"right\"})", 1.0);
        each.put("sum(pullcord_filings" + of + ",recipient=\"ncmec\",state=\"draft\"})", 1.0);
        each.put("sum(pullcord_exposure_people" + of + ",budget=\"used\"})", 0.0);
        each.put("sum(pullcord_actions_done_total" + of + ",type=\"preserve_evidence\"})", 1.0);
        each.put("sum(pullcord:queue_cases" + of + ",state=\"queued\"})", 1.0);
        each.forEach(
                (expr, value) -> assertThat(prometheus.value(expr)).as(expr).isEqualTo(waves * value));
        assertThat(prometheus.value("sum(pullcord_exposure_weight_total" + of + ",of=\"looks\"})"))
                .isPositive();
        assertThat(prometheus.value("min(pullcord_filing_due_at_seconds" + of + "} > 0) - time()"))
                .as("the law's day, from the first conclusion on")
                .isBetween(86_400.0 - TEST, 86_400.0);
        assertThat(prometheus.value("time() - min(pullcord_audit_verified_at_seconds" + of + "})"))
                .isBetween(0.0, TEST);
    }

    private static void knownOfAll(Prometheus prometheus) {
        assertThat(prometheus.value("sum(pullcord_actions_tried_total{connector=\"generic\",tries=\"1\"})"))
                .isEqualTo(prometheus.value("sum(pullcord_actions_total)"));
        assertThat(prometheus.value("max(pullcord_audit_faults)")).isZero();
        assertThat(prometheus.value("max(pullcord_quality_drifted)")).isZero();
        assertThat(prometheus.value("sum(pullcord_risk_contributions_total{direction=\"up\"})"))
                .isGreaterThanOrEqualTo(12);
        assertThat(prometheus.value("max(pullcord_redis_aof_bytes{of=\"now\"})"))
                .isPositive();
        assertThat(prometheus.value(
                        "sum(pullcord_http_request_seconds_count{operation=\"postEvents\",status=\"4xx\"})"))
                .isEqualTo(3.0);
        assertThat(prometheus.value("max(pullcord_partitions_unheld)")).isZero();
        assertThat(prometheus.value("min(pullcord_redis_aof_ok)")).isEqualTo(1.0);
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

package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.wire.DemoCredentials;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A policy from file to force: judged, compared, agreed to by a second person, and then what new cases follow. */
@Timeout(120)
class PolicyLifeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HEAD = "base: default-2026-11-01\nversion: ours-1\n";

    @TempDir
    Path folder;

    @Test
    void aPolicyIsJudgedComparedAgreedToAndFollowed() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            String lead = credentials.tokens().get("lead");
            String admin = credentials.tokens().get("admin");
            Desk desk = new Desk(http, lead);

            Reply alone = bring(http, lead, HEAD + "risk: {families: [network]}");
            assertThat(alone.status()).isEqualTo(422);
            assertThat(alone.problem()).isEqualTo("bad-policy");
            assertThat(alone.json().path("detail").asText()).contains("rule network-alone", "line 3");
            assertThat(alone.json().at("/errors/0/rule").asText()).isEqualTo("network-alone");
            assertThat(alone.json().at("/errors/0/key").asText()).startsWith("risk.");
            assertThat(alone.json().at("/errors/0/line").asInt()).isEqualTo(3);
            Reply country = bring(
                    http,
                    lead,
                    HEAD + "triage: {lanes: [{name: a, queue: a, clock: 1h, minimum: 1m, when: country == 'de'}]}");
            assertThat(country.status()).isEqualTo(422);
            assertThat(country.json().path("detail").asText()).contains("rule forbidden-input", "'country'");

            assertThat(bring(http, lead, HEAD + "triage: {reservedShare: 0.3}").status())
                    .isEqualTo(201);
            assertThat(bring(http, lead, HEAD + "triage: {reservedShare: 0.30}").status())
                    .isEqualTo(200);
            assertThat(bring(http, lead, HEAD + "triage: {reservedShare: 0.4}").problem())
                    .isEqualTo("version-taken");
            Reply diff = http.get("/v1/policies/ours-1/diff", lead);
            assertThat(diff.json().path("changes"))
                    .extracting(change -> change.path("key").asText() + " "
                            + change.path("before").asText() + " "
                            + change.path("after").asText())
                    .containsExactly("triage.reservedShare 0.2 0.3", "version default-2026-11-01 ours-1");

            assertThat(activate(http, credentials.tokens().get("senior")).status())
                    .isEqualTo(403);
            assertThat(activate(http, lead).status()).isEqualTo(202);
            assertThat(activate(http, lead).problem()).isEqualTo("own-decision");
            assertThat(activate(http, admin).status()).isEqualTo(200);
            await().atMost(PATIENCE)
                    .until(() -> http.get("/v1/policies/ours-1", lead)
                            .json()
                            .path("active")
                            .asBoolean());

            http.postEvents(credentials.platformKey(), List.of(Events.flag("e-1", "r-1", "anna", "grooming")));
            Desk.Held held = await().atMost(PATIENCE)
                    .until(desk::claimNext, java.util.Optional::isPresent)
                    .get();
            assertThat(held.claimed().path("case").path("policyVersion").asText())
                    .isEqualTo("ours-1");
            Reply decided = desk.decide(held.caseId(), held.token(), "no_violation", "", List.of());
            assertThat(decided.json().path("policyVersion").asText()).isEqualTo("ours-1");

            Reply begun = http.post("/v1/policies/eu-report-only-2026-11-01/backtests", lead, object());
            assertThat(begun.status()).isEqualTo(202);
            String at = "/v1/policies/eu-report-only-2026-11-01/backtests/"
                    + begun.json().path("id").asText();
            JsonNode done = await().atMost(PATIENCE)
                    .until(
                            () -> http.get(at, lead).json(),
                            b -> !b.path("state").asText().equals("running"));
            assertThat(done.path("state").asText()).isEqualTo("done");
            assertThat(done.at("/report/both").asInt()).isEqualTo(1);
            assertThat(done.at("/report/judged/others").asInt()).isEqualTo(1);
        }
    }

    @Test
    void openCasesFollowANewPolicyAndAShadowIsCounted() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            String lead = credentials.tokens().get("lead");
            Desk desk = new Desk(http, lead);
            http.postEvents(credentials.platformKey(), List.of(Events.flag("e-1", "r-1", "anna", "hate")));
            await().atMost(PATIENCE).until(() -> desk.cases().size() == 1);
            String caseId = desk.cases().get(0).path("id").asText();
            Instant due = Instant.parse(desk.look(caseId).path("deadline").asText());

            Reply brought = bring(http, lead, """
                    base: default-2026-11-01
                    version: ours-1
                    triage:
                      lanes:
                        - {name: panic_live, queue: panic, when: panic && live, clock: 2m, minimum: 2m}
                        - {name: threat_to_life, queue: threat-to-life, when: panic || immediateDanger, clock: 5m, minimum: 2m}
                        - {name: corroborated, queue: corroborated, when: reportCount > 0 && behaviour >= 0.5, clock: 10m, minimum: 2m}
                        - {name: minor_involved, queue: minors, when: minorInvolved, clock: 15m, minimum: 5m}
                        - {name: sextortion, queue: sextortion, when: reason == 'sextortion' || reason == 'hate', clock: 30m, minimum: 10m}
                        - {name: coercion, queue: coercion, when: group == 'coercion', clock: 2h, minimum: 15m}
                        - {name: other, queue: general, when: 'true', clock: 24h, minimum: 1h}
                    """);
            assertThat(brought.status()).as(brought.text()).isEqualTo(201);
            assertThat(http.post("/v1/policies/ours-1/shadow", lead, object().put("on", true))
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> {
                String id = "e-" + System.identityHashCode(new Object());
                http.postEvents(credentials.platformKey(), List.of(Events.flag(id, "r-" + id, "bob-" + id, "hate")));
                return metrics(service).contains("pullcord_policy_shadow_total{difference=\"moves\",");
            });
            activate(http, lead);
            assertThat(activate(http, credentials.tokens().get("admin")).status())
                    .isEqualTo(200);

            await().atMost(PATIENCE)
                    .until(() -> desk.look(caseId).path("queue").asText().equals("sextortion"));
            JsonNode moved = desk.look(caseId);
            assertThat(Instant.parse(moved.path("deadline").asText())).isBefore(due);
            assertThat(moved.path("policyVersion").asText()).isEqualTo("default-2026-11-01");
            assertThat(moved.path("timeline").toString()).contains("case_rescored");
        }
    }

    private static String metrics(ServiceProcess service) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.managementUrl().resolve("/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Reply bring(PullcordHttp http, String token, String yaml) {
        return http.post("/v1/policies", token, object().put("yaml", yaml));
    }

    private static Reply activate(PullcordHttp http, String token) {
        return http.post("/v1/policies/ours-1/activate", token, object());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

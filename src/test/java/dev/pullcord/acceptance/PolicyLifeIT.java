package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
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
        }
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

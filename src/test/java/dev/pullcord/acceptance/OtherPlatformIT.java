package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of one platform is there for another's people, whatever ids they come by. */
@Timeout(240)
class OtherPlatformIT {
    @TempDir
    Path folder;

    private static ObjectNode json() {
        return PullcordHttp.JSON.createObjectNode();
    }

    @Test
    void anotherPlatformsIdsAreNotThere() {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            DemoCredentials demo = service.credentials();
            assertThat(service.run("platform", "add", "other").exitCode()).isZero();
            assertThat(service.run("people", "add", "Olga", "--role", "admin", "--platform", "other")
                            .exitCode())
                    .isZero();
            String olga = service.run("people", "token", "Olga", "--platform", "other")
                    .output()
                    .strip();

            Desk moderator = new Desk(http, demo.tokens().get("moderator"));
            http.postEvents(demo.platformKey(), List.of(Events.flag("e-1", "rita", "acc-1", "harassment")));
            Desk.Held held = org.awaitility.Awaitility.await()
                    .until(moderator::claimNext, Optional::isPresent)
                    .orElseThrow();
            String c = held.caseId();
            moderator.decide(c, held.token(), "violation", "harassment", List.of("warn"));
            String action = moderator.look(c).path("actions").path(0).path("id").asText();
            String person = http.get("/v1/me", demo.tokens().get("lead"))
                    .json()
                    .path("id")
                    .asText();

            ObjectNode reason = json().put("token", held.token()).put("reason", "r");
            Map<String, Optional<ObjectNode>> calls = Map.ofEntries(
                    Map.entry("GET /v1/cases/" + c, Optional.empty()),
                    Map.entry("GET /v1/cases/" + c + "/reports", Optional.empty()),
                    Map.entry("POST /v1/claims/" + c, Optional.of(json())),
                    Map.entry("PUT /v1/claims/" + c, Optional.of(json().put("token", held.token()))),
                    Map.entry("DELETE /v1/claims/" + c, Optional.of(reason)),
                    Map.entry(
                            "POST /v1/cases/" + c + "/decisions",
                            Optional.of(json().put("token", held.token())
                                    .put("outcome", "insufficient")
                                    .put("reason", "r"))),
                    Map.entry(
                            "POST /v1/cases/" + c + "/approvals",
                            Optional.of(json().put("approve", true).put("reason", "r"))),
                    Map.entry("POST /v1/cases/" + c + "/notes", Optional.of(json().put("text", "hello"))),
                    Map.entry(
                            "POST /v1/cases/" + c + "/escalations",
                            Optional.of(reason.deepCopy().put("to", "lead"))),
                    Map.entry("POST /v1/actions/" + action + "/retry", Optional.of(json())),
                    Map.entry("GET /v1/people/" + person, Optional.empty()),
                    Map.entry("GET /v1/people/lead", Optional.empty()),
                    Map.entry("PATCH /v1/people/" + person, Optional.of(json().put("disabled", true))),
                    Map.entry("POST /v1/people/" + person + "/links", Optional.of(json())));

            calls.forEach((call, body) -> {
                String[] line = call.split(" ", 2);
                assertThat(http.call(line[0], line[1], Optional.of(olga), body.map(b -> (JsonNode) b))
                                .status())
                        .as(line[0] + " " + line[1].replaceAll("/[^/]{12,}", "/…"))
                        .isEqualTo(404);
            });
            for (String list : List.of("/v1/cases", "/v1/actions")) {
                assertThat(http.list(list, olga)).as(list).isEmpty();
            }
            assertThat(http.list("/v1/people", olga)).hasSize(1);
            assertThat(http.get("/v1/accounts/acc-1/links", olga).text()).doesNotContain(c);
            assertThat(moderator.look(c).path("state").asText()).as("untouched").isEqualTo("decided");
        }
    }
}

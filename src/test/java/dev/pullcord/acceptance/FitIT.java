package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From decisions at the desk to a candidate, and that one to a policy that waits for its second person. */
@Timeout(180)
class FitIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int OF_EACH = 40;

    @TempDir
    Path folder;

    @Test
    void decisionsBecomeACandidateThatTwoPeoplePutInForce() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            String lead = credentials.tokens().get("lead");
            ServiceProcess.Finished early = service.run("fit");
            assertThat(early.exitCode()).as(early.errors()).isZero();
            assertThat(early.output()).startsWith("TOO FEW");
            decide(http, credentials.platformKey(), new Desk(http, lead));
            Path file = folder.resolve("candidate.yaml");

            ServiceProcess.Finished fitted = service.run("fit", "--since", "1d", "--out", file.toString());

            assertThat(fitted.exitCode()).as(fitted.errors()).isZero();
            assertThat(fitted.output())
                    .startsWith("BETTER: ")
                    .contains("Learned from " + 2 * OF_EACH + " decisions on accounts, " + OF_EACH
                            + " of them violations")
                    .contains("holds the candidate fit-");
            String yaml = Files.readString(file);
            assertThat(yaml).contains("base: default-2026-11-01", "# Fitted from 80 decisions (40 violations)");
            JsonNode said = PullcordHttp.JSON.readTree(
                    service.run("fit", "--since", "1d", "--json").output());
            assertThat(said.path("written").asBoolean()).isFalse();
            assertThat(factor(said, "account")).isGreaterThan(1.2);
            assertThat(factor(said, "payment")).isEqualTo(1); // nobody paid anybody
            assertThat(said.at("/fit/report/after/logLoss").asDouble())
                    .isLessThan(said.at("/fit/report/before/logLoss").asDouble());
            String version = said.path("version").asText();
            assertThat(yaml).contains("version: " + version);

            ServiceProcess.Finished again = service.run("fit", "--since", "1d", "--out", file.toString());
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.errors()).contains("is there already");

            assertThat(inForce(http, lead)).isEqualTo("default-2026-11-01");
            assertThat(http.post("/v1/policies", lead, object().put("yaml", yaml))
                            .status())
                    .isEqualTo(201);
            assertThat(service.run("backtest", "--policy", file.toString()).output())
                    .contains(version + " beside default-2026-11-01");
            String activate = "/v1/policies/" + version + "/activate";
            assertThat(http.post(activate, lead, object()).status()).isEqualTo(202);
            assertThat(http.post(activate, credentials.tokens().get("admin"), object())
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> inForce(http, lead).equals(version));
        }
    }

    /** Flags of harassment alike; behind those that are founded, the platform had sanctioned the account before. */
    private static void decide(PullcordHttp http, String key, Desk desk) {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            events.add(Events.observed("s-" + i, "bad-" + i, "accountSanctioned", "measure", "suspended"));
            events.add(Events.flag("b-" + i, "r-" + i, "bad-" + i, "harassment"));
            events.add(Events.flag("g-" + i, "q-" + i, "good-" + i, "harassment"));
        }
        assertThat(http.postEvents(key, events).status()).isEqualTo(202);
        for (int i = 0; i < 2 * OF_EACH; i++) {
            Desk.Held held = await().atMost(PATIENCE)
                    .until(desk::claimNext, Optional::isPresent)
                    .orElseThrow();
            boolean bad = held.claimed().at("/case/account").asText().startsWith("bad-");
            String outcome = bad ? "violation" : i % 2 == 0 ? "no_violation" : "unfounded_report";
            assertThat(desk.decide(held.caseId(), held.token(), outcome, "harassment", List.of())
                            .status())
                    .isEqualTo(201);
        }
    }

    private static double factor(JsonNode said, String family) {
        for (JsonNode weight : said.at("/fit/report/weights")) {
            if (weight.path("name").asText().equals(family)) {
                return weight.path("after").asDouble();
            }
        }
        throw new AssertionError("no " + family + " in " + said);
    }

    private static String inForce(PullcordHttp http, String token) {
        return http.list("/v1/policies", token).stream()
                .filter(policy -> policy.path("active").asBoolean())
                .map(policy -> policy.path("version").asText())
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who was sanctioned comes back under another name: the device tells, and nobody is told which device. */
@Timeout(180)
class SharedDeviceIT {
    private static final String DEVICE = "hmac-sha256:9f86d081884c7d659a2f";

    @TempDir
    Path folder;

    private PullcordHttp http;
    private DemoCredentials credentials;

    @Test
    void aNewAccountOnASanctionedOnesDeviceIsSeenWithItsCase() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            credentials = service.credentials();
            http = new PullcordHttp(service.baseUrl());
            Desk desk = new Desk(http, credentials.tokens().get("moderator"));
            post(
                    Events.observed("e1", "acc-old", "deviceSeen", "deviceHash", DEVICE),
                    Events.observed("e2", "acc-old", "accountSanctioned", "measure", "suspended"),
                    Events.flag("e3", "rita", "acc-old", "harassment"));
            until(desk, "acc-old", "ACC-2");

            post(
                    Events.observed("e4", "acc-new", "accountCreated", "ageBand", "adult"),
                    Events.observed("e5", "acc-new", "deviceSeen", "deviceHash", DEVICE),
                    Events.flag("e6", "rita", "acc-new", "harassment"));
            JsonNode seen = until(desk, "acc-new", "ACC-1");

            JsonNode link = seen.at("/links/items/0");
            assertThat(link.path("account").asText()).isEqualTo("acc-old");
            assertThat(link.at("/shared/device").asInt()).isEqualTo(1);
            assertThat(link.path("openCase").asText()).startsWith("c");
            assertThat(seen.toString()).doesNotContain("9f86d081884c7d659a2f");

            PullcordHttp.Reply links =
                    http.get("/v1/accounts/acc-old/links", credentials.tokens().get("auditor"));
            assertThat(links.status()).isEqualTo(200);
            assertThat(links.json().at("/items/0/account").asText()).isEqualTo("acc-new");
            assertThat(http.get(
                                    "/v1/accounts/nobody/links",
                                    credentials.tokens().get("lead"))
                            .json()
                            .path("items"))
                    .isEmpty();
            assertThat(http.get("/v1/accounts/acc-old/links", credentials.platformKey())
                            .status())
                    .isEqualTo(403);

            service.stop();
            assertThat(service.run("audit", "verify").exitCode()).isZero();
        }
    }

    private void post(ObjectNode... events) {
        for (ObjectNode event : events) {
            assertThat(http.postEvents(credentials.platformKey(), List.of(event))
                            .status())
                    .isEqualTo(202);
        }
    }

    /** The account's case once this signal is in it. */
    private static JsonNode until(Desk desk, String account, String signal) {
        List<JsonNode> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            found.clear();
            for (JsonNode one : desk.cases()) {
                if (one.path("account").asText().equals(account)) {
                    found.add(desk.look(one.path("id").asText()));
                }
            }
            return found.size() == 1 && signals(found.get(0)).contains(signal);
        });
        return found.get(0);
    }

    private static List<String> signals(JsonNode seen) {
        List<String> signals = new ArrayList<>();
        seen.at("/risk/contributions").forEach(c -> signals.add(c.path("signal").asText()));
        return signals;
    }
}

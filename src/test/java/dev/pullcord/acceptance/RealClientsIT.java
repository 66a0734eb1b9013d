package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clients that others use. Skipped, by name, where Node or its packages cannot be had. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsIT {
    private static final Path SCRIPTS = Path.of("test", "js");

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private DemoCredentials credentials;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeThat(runs("node", "--version")).as("Node is there").isTrue();
        if (!Files.isDirectory(SCRIPTS.resolve("node_modules"))) {
            assumeThat(runs("npm", "ci", "--ignore-scripts"))
                    .as("npm gets the packages")
                    .isTrue();
        }
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
        credentials = service.credentials();
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"structured", "binary", "batched"})
    void theCloudEventsSdkIsUnderstood(String mode) throws Exception {
        ArrayNode events = events(mode);
        Ended ended = node(events.toString(), "post-events.mjs", mode, url(), credentials.platformKey());
        assertThat(ended.exitCode()).as(ended.output()).isZero();

        Desk desk = new Desk(
                new PullcordHttp(service.baseUrl()), credentials.tokens().get("senior"));
        String text = events.get(0).path("data").path("text").asText();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(desk.cases())
                        .filteredOn(c -> c.path("account").asText().equals("acc-" + mode))
                        .hasSize(1));
        String caseId = desk.cases().stream()
                .filter(c -> c.path("account").asText().equals("acc-" + mode))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        assertThat(desk.reports(caseId))
                .singleElement()
                .satisfies(report -> assertThat(report.path("text").asText()).isEqualTo(text));
    }

    @Test
    void theStandardWebhooksLibraryVerifiesOurCallbacks() throws Exception {
        PullcordHttp http = new PullcordHttp(service.baseUrl());
        assertThat(http.postEvents(
                                credentials.platformKey(),
                                List.of(Events.flag("for-callback", "acc-r", "acc-callback", "harassment")))
                        .status())
                .isEqualTo(202);
        Desk desk = new Desk(http, credentials.tokens().get("senior"));
        String caseId = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> desk.cases().stream()
                                .filter(c -> c.path("account").asText().equals("acc-callback"))
                                .map(c -> c.path("id").asText())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        PullcordHttp.Reply claim = new Desk(http, credentials.tokens().get("lead")).claim(caseId);
        assertThat(claim.status()).as(claim.text()).isEqualTo(201);
        String token = claim.json().path("claim").path("token").asText();
        assertThat(new Desk(http, credentials.tokens().get("lead"))
                        .decide(caseId, token, "violation", "harassment", List.of("warn"))
                        .status())
                .isEqualTo(201);

        Receiver.Call call = await().atMost(Duration.ofSeconds(20))
                .until(() -> receiver.calls().stream().findFirst(), Optional::isPresent)
                .orElseThrow();
        ObjectNode recorded = PullcordHttp.JSON.createObjectNode();
        recorded.set("headers", PullcordHttp.JSON.valueToTree(call.headers()));
        recorded.put("body", call.body());

        Ended verified = node(
                recorded.toString(),
                "verify-callback.mjs",
                credentials.callback().secret());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        JsonNode payload = PullcordHttp.JSON.readTree(verified.output()).path("payload");
        assertThat(payload.path("type").asText()).isEqualTo("warn");
        assertThat(payload.path("actionId").asText()).isEqualTo(call.actionId());

        recorded.put("body", call.body().replace("warn", "lock_meeting"));
        assertThat(node(
                                recorded.toString(),
                                "verify-callback.mjs",
                                credentials.callback().secret())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatTheStandardWebhooksLibrarySignsIsAccepted() throws Exception {
        String events = events("signed").toString();
        ServiceProcess.Finished made = service.run("platform", "signing-secret", credentials.platform());
        assertThat(made.exitCode()).as(made.toString()).isZero();
        Ended ended = node(events, "sign-events.mjs", made.output(), url(), credentials.platform());

        assertThat(ended.exitCode()).as(ended.output()).isZero();

        // The secret that signs the platform's actions is known to both sides: it does too.
        Ended shared = node(
                events("shared").toString(),
                "sign-events.mjs",
                credentials.callback().secret(),
                url(),
                credentials.platform());
        assertThat(shared.exitCode()).as(shared.output()).isZero();

        Ended forged = node(events, "sign-events.mjs", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", url());
        assertThat(forged.exitCode()).as(forged.output()).isEqualTo(1);
        assertThat(forged.output()).contains("\"status\":401");
    }

    private String url() {
        return service.baseUrl().resolve("/v1/events").toString();
    }

    /** The sample that the recordings are of, now, about an account of its own. */
    private static ArrayNode events(String mode) throws IOException {
        ArrayNode events = (ArrayNode)
                PullcordHttp.JSON.readTree(SCRIPTS.resolve("events.json").toFile());
        for (JsonNode event : events) {
            ((ObjectNode) event).put("id", mode + "-" + event.path("id").asText());
            ((ObjectNode) event).put("time", Instant.now().toString());
        }
        ((ObjectNode) events.get(0).path("data").path("subject")).put("accountId", "acc-" + mode);
        return events;
    }

    private record Ended(int exitCode, String output) {}

    private static Ended node(String input, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("pullcord-node-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(script + " does not end");
        }
        String said = Files.readString(out);
        Files.delete(out);
        return new Ended(process.exitValue(), said.strip());
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(SCRIPTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(90, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }
}

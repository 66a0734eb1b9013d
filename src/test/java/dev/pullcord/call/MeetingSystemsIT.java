package dev.pullcord.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.connectors.jitsi.Occupant;
import dev.pullcord.connectors.jitsi.Prosody;
import dev.pullcord.connectors.livekit.LiveKitConnectorContractIT;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.StandardWebhooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Meeting systems at a running service, one after the other on the same platform: what a LiveKit server sends, and people in conferences of a
 * real Prosody.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class MeetingSystemsIT {
    private static final String JOINED = """
            {"event":"participant_joined","room":{"sid":"RM_1","name":"m-1"},"participant":{"sid":"PA_1","identity":"acc-1",\
            "name":"%s"},"id":"EV_1","createdAt":"%d"}""";

    private static final String SECRET = "whsec_bW9kdWxlLXNlY3JldC1tb2R1bGUtc2VjcmV0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private String platform;
    private PullcordHttp pullcord;
    private Desk desk;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
        platform = service.credentials().platform();
        pullcord = new PullcordHttp(service.baseUrl());
        desk = new Desk(pullcord, service.credentials().tokens().get("lead"));
    }

    @AfterAll
    void stop() {
        service.close();
        receiver.close();
    }

    private String caseOf(String account) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> desk.cases().stream()
                                .filter(one -> one.path("account").asText().equals(account))
                                .map(one -> one.path("id").asText())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void whatLiveKitSendsIsBelievedByItsSignatureCountedOnceAndKeepsNoSecret() throws Exception {
        String body = JOINED.formatted("Rita \uD83D\uDE80", Instant.now().getEpochSecond());
        RawRequest genuine = LiveKitConnectorContractIT.signed(body, Instant.now());

        assertThat(post("livekit", platform, genuine, body).statusCode())
                .as("not set up yet")
                .isEqualTo(401);
        assertThat(service.run(
                                "url = http://127.0.0.1:9\napiKey = " + LiveKitConnectorContractIT.KEY
                                        + "\napiSecret = " + LiveKitConnectorContractIT.SECRET,
                                List.of("platform", "connect", platform, "livekit"))
                        .output())
                .contains("state    down", "no connection");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> post("livekit", platform, genuine, body).statusCode() == 202);
        assertThat(post("livekit", platform, genuine, body).statusCode())
                .as("sent again")
                .isEqualTo(202);

        HttpResponse<String> changed = post("livekit", platform, genuine, body.replace("acc-1", "acc-2"));
        HttpResponse<String> nobodys = post("livekit", "nobody", genuine, body);
        assertThat(changed.statusCode()).isEqualTo(401);
        assertThat(nobodys.statusCode()).isEqualTo(401);
        JsonNode said = new ObjectMapper().readTree(changed.body());
        assertThat(said.path("type").asText()).isEqualTo("/problems/bad-signature");
        assertThat(new ObjectMapper().readTree(nobodys.body()).path("type").asText())
                .isEqualTo("/problems/bad-signature");
        RawRequest other = LiveKitConnectorContractIT.signed("{\"event\":", Instant.now());
        assertThat(post("livekit", platform, other, "{\"event\":").statusCode()).isEqualTo(400);

        pullcord.postEvents(service.credentials().platformKey(), List.of(Events.panic("e-1", "acc-r", "acc-1")));
        caseOf("acc-1");
        PullcordHttp.Reply byJoinToken = pullcord.postEvents(
                LiveKitConnectorContractIT.joinToken(), List.of(Events.flag("f-1", "acc-x", "acc-2", "grooming")));
        assertThat(byJoinToken.status()).as(byJoinToken.text()).isEqualTo(202);
        assertThat(desk.reports(caseOf("acc-2")))
                .as("who reports, and where, is the token's to say")
                .singleElement()
                .satisfies(report ->
                        assertThat(report.toString()).contains("acc-alice").doesNotContain("acc-x"));
        assertThat(service.log()).doesNotContain("acc-1", LiveKitConnectorContractIT.SECRET);
        assertThat(service.run("audit", "export").output())
                .contains("connector_set")
                .doesNotContain(LiveKitConnectorContractIT.SECRET);
    }

    @Test
    void whoIsRemovedFromAConferenceIsGoneAndRefusedAndItsMeetingEnds(@TempDir Path prosodys) throws Exception {
        assumeThat(Prosody.isThere())
                .as("Prosody, which ./pullcord check installs")
                .isTrue();
        URI events = URI.create(service.baseUrl() + "/v1/connectors/jitsi/events?platform=" + platform);
        try (Prosody prosody = new Prosody(prosodys, events, SECRET, "token")) {
            assertThat(service.run(
                                    "url = " + prosody.commands() + "\nsecret = " + SECRET,
                                    List.of("platform", "connect", platform, "jitsi"))
                            .output())
                    .contains("state    up", "can      block_rejoin", "can      remove_participant");
            RawRequest known = new RawRequest("POST", events, signed("{}"), ByteBuffer.allocate(0), "");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                HttpResponse<String> said = post("jitsi", platform, known, "{}");
                assertThat(said.statusCode()).as(said.body()).isEqualTo(202);
            });
            try (Occupant alice = new Occupant(prosody.socket("acc-alice"), "room-7");
                    Occupant mallory = new Occupant(prosody.socket("acc-mallory"), "room-7");
                    Occupant again = new Occupant(prosody.socket("acc-mallory"), "room-7")) {
                alice.enter("alice");
                alice.hears("code='110'");
                mallory.enter("mallory");
                mallory.hears("code='110'");
                ObjectNode panic = Events.panicIn("e-jitsi", "acc-alice", "room-7");
                panic.withObject("/data").putObject("subject").put("accountId", "acc-mallory");
                pullcord.postEvents(service.credentials().platformKey(), List.of(panic));
                String caseId = caseOf("acc-mallory");
                await().atMost(Duration.ofSeconds(10)) // who is there is told beside the panic, not before it
                        .until(() -> desk.look(caseId).path("roster").toString().contains("\"mallory\""));

                decide(caseId, List.of("block_rejoin", "remove_participant"));
                mallory.hears("type='unavailable'", "code='307'");
                again.enter("another-name");
                again.hears("type='error'", "<forbidden");
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(statuses(caseId)).containsExactly("done", "done"));

                pullcord.postEvents(
                        service.credentials().platformKey(),
                        List.of(Events.panicIn("e-jitsi-2", "acc-alice", "room-7")));
                String second = await().atMost(Duration.ofSeconds(20))
                        .until(
                                () -> desk.cases().stream()
                                        .filter(one ->
                                                one.at("/subject/id").asText().equals("room-7"))
                                        .map(one -> one.path("id").asText())
                                        .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
                decide(second, List.of("end_meeting"));
                alice.hears("<destroy");
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> !desk.look(second).path("live").asBoolean());
            }
            assertThat(service.log()).doesNotContain("acc-mallory", "acc-alice", SECRET);
        }
    }

    private void decide(String caseId, List<String> actions) {
        PullcordHttp.Reply claim = desk.claim(caseId);
        assertThat(claim.status()).as(claim.text()).isEqualTo(201);
        PullcordHttp.Reply decided =
                desk.decide(caseId, claim.json().at("/claim/token").asText(), "violation", "sextortion", actions);
        assertThat(decided.status()).as(decided.text()).isEqualTo(201);
    }

    private List<String> statuses(String caseId) {
        return desk.look(caseId).path("actions").findValuesAsText("status");
    }

    private static Map<String, List<String>> signed(String body) {
        return StandardWebhooks.by(List.of(SECRET)).headers("known", Instant.now(), body).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }

    private HttpResponse<String> post(String connector, String to, RawRequest signed, String body) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(
                        URI.create(service.baseUrl() + "/v1/connectors/" + connector + "/events?platform=" + to))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        signed.headers().forEach((name, values) -> post.setHeader(name, values.get(0)));
        return http.send(post.build(), HttpResponse.BodyHandlers.ofString());
    }
}

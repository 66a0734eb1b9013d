package dev.pullcord.connectors.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.plugin.RawRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a LiveKit server sends to a running service. */
@Timeout(120)
class LiveKitEventsIT {
    private static final String JOINED = """
            {"event":"participant_joined","room":{"sid":"RM_1","name":"m-1"},"participant":{"sid":"PA_1","identity":"acc-1",\
            "name":"%s"},"id":"EV_1","createdAt":"%d"}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void isBelievedByItsSignatureCountedOnceAndKeepsNoSecret() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            String platform = service.credentials().platform();
            String body = JOINED.formatted("Rita \uD83D\uDE80", Instant.now().getEpochSecond());
            RawRequest genuine = LiveKitConnectorContractIT.signed(body, Instant.now());

            assertThat(post(service, platform, genuine, body).statusCode())
                    .as("not set up yet")
                    .isEqualTo(401);
            assertThat(service.run(
                                    "url = http://127.0.0.1:9\napiKey = " + LiveKitConnectorContractIT.KEY
                                            + "\napiSecret = " + LiveKitConnectorContractIT.SECRET,
                                    List.of("platform", "connect", platform, "livekit"))
                            .output())
                    .contains("state    down", "no connection");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> post(service, platform, genuine, body).statusCode() == 202);
            assertThat(post(service, platform, genuine, body).statusCode())
                    .as("sent again")
                    .isEqualTo(202);

            HttpResponse<String> changed = post(service, platform, genuine, body.replace("acc-1", "acc-2"));
            HttpResponse<String> nobodys = post(service, "nobody", genuine, body);
            assertThat(changed.statusCode()).isEqualTo(401);
            assertThat(nobodys.statusCode()).isEqualTo(401);
            JsonNode said = new ObjectMapper().readTree(changed.body());
            assertThat(said.path("type").asText()).isEqualTo("/problems/bad-signature");
            assertThat(new ObjectMapper().readTree(nobodys.body()).path("type").asText())
                    .isEqualTo("/problems/bad-signature");
            RawRequest other = LiveKitConnectorContractIT.signed("{\"event\":", Instant.now());
            assertThat(post(service, platform, other, "{\"event\":").statusCode())
                    .isEqualTo(400);

            PullcordHttp pullcord = new PullcordHttp(service.baseUrl());
            pullcord.postEvents(service.credentials().platformKey(), List.of(Events.panic("e-1", "acc-1", "m-1")));
            Desk desk = new Desk(pullcord, service.credentials().tokens().get("lead"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(desk.cases()).hasSize(1));
            assertThat(service.log()).doesNotContain("acc-1", LiveKitConnectorContractIT.SECRET);
            assertThat(service.run("audit", "export").output())
                    .contains("connector_set")
                    .doesNotContain(LiveKitConnectorContractIT.SECRET);
        }
    }

    private HttpResponse<String> post(ServiceProcess service, String platform, RawRequest signed, String body)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(service.baseUrl() + "/v1/connectors/livekit/events?platform=" + platform))
                        .header("content-type", "application/webhook+json")
                        .header("authorization", signed.header("authorization").orElseThrow())
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

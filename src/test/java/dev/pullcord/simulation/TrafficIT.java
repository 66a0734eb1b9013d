package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.pullcord.wire.JsonPlatformWire;
import dev.pullcord.wire.WorldCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrafficIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StubService service = new StubService();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlatformWire wire = new JsonPlatformWire(Optional.of(SECRET));
    private final InventedPlatform platform = new InventedPlatform(0, wire);

    @AfterEach
    void close() {
        platform.close();
        service.close();
    }

    @Test
    void anEveningIsPostedWhole() throws Exception {
        World world = new World(WorldCodec.readOwn("demo"));
        try (Traffic traffic = play(world, 1e6, 1)) {
            assertThat(traffic.await(PATIENCE)).isTrue();
            int expected =
                    world.evening(0, Clock.systemUTC().instant()).happenings().size();
            assertThat(service.events()).hasSize(expected);
            assertThat(traffic.posted()).isEqualTo(expected);
            assertThat(traffic.failure()).isEmpty();
        }
    }

    @Test
    void eveningsFollowOneAnotherWithNewIds() throws Exception {
        try (Traffic traffic = play(new World(WorldCodec.readOwn("demo")), 1e6, 2)) {
            assertThat(traffic.await(PATIENCE)).isTrue();
        }
        assertThat(service.events().size()).isGreaterThan(3000); // the stub counts each (source, id) once
    }

    @Test
    void whoMayNotJoinIsNotSeen() throws Exception {
        service.standing(account -> account.startsWith("acc-0")); // none of those made up for the scenes
        try (Traffic traffic = play(new World(WorldCodec.readOwn("demo")), 1e6, 1)) {
            assertThat(traffic.await(PATIENCE)).isTrue();
        }
        assertThat(service.events())
                .filteredOn(type("participant.joined"))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.path("data")
                                .path("participant")
                                .path("accountId")
                                .asText())
                        .startsWith("acc-0"));
        assertThat(service.events())
                .filteredOn(type("report.flagged"))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(
                                e.path("data").path("subject").path("accountId").asText())
                        .startsWith("acc-0"));
    }

    @Test
    void aRemovalIsDoneOnceAndReported() throws Exception {
        try (Traffic traffic = play(new World(WorldCodec.readOwn("demo")), 60, 1)) { // an hour a minute
            await().atMost(PATIENCE).until(() -> service.events().stream().anyMatch(type("participant.joined")));
            JsonNode joined = service.events().stream()
                    .filter(type("participant.joined"))
                    .findFirst()
                    .orElseThrow();
            String meeting = joined.path("data").path("meeting").path("id").asText();
            String participant = joined.path("data")
                    .path("participant")
                    .path("participantId")
                    .asText();
            String action = action("a1", meeting, participant);

            assertThat(order("a1", action, SECRET)).isEqualTo("200 {\"status\":\"done\"}");
            assertThat(order("a1", action, SECRET)).isEqualTo("200 {\"status\":\"already_done\"}");
            assertThat(order("a2", action("a2", meeting, participant), SECRET))
                    .isEqualTo("200 {\"status\":\"target_gone\"}");
            assertThat(order("a2", action("a2", meeting, participant), SECRET))
                    .isEqualTo("200 {\"status\":\"target_gone\"}");

            await().atMost(PATIENCE).until(() -> service.events().stream().anyMatch(type("action.confirmed")));
            assertThat(service.events()).filteredOn(type("participant.removed")).hasSize(1);
            assertThat(service.events())
                    .filteredOn(type("action.confirmed"))
                    .singleElement()
                    .satisfies(e ->
                            assertThat(e.path("data").path("actionId").asText()).isEqualTo("a1"));
            assertThat(traffic.failure()).isEmpty();
        }
    }

    @Test
    void anActionThatIsNotSignedIsNotDone() throws Exception {
        String forged = order("a1", action("a1", "m", "p"), "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        assertThat(forged).isEqualTo("401 ");
        assertThat(platform.answered()).isEmpty();
    }

    @Test
    void itStopsWhenClosedEvenIfTheServiceIsAway() throws Exception {
        service.close();
        Traffic traffic = play(new World(WorldCodec.readOwn("demo")), 1e6, 1);
        traffic.close();
        assertThat(traffic.await(Duration.ofMillis(1))).isTrue();
    }

    private static Predicate<JsonNode> type(String word) {
        return event -> event.path("type").asText().equals("dev.pullcord." + word + ".v1");
    }

    @Test
    void anEveningThatHasBegunHasSomethingToShowAtOnce() throws Exception {
        Instant before = Clock.systemUTC().instant();
        try (Traffic traffic = play(new World(WorldCodec.readOwn("demo")), 1, 1, Duration.ofMinutes(45))) {
            await().atMost(PATIENCE).until(() -> service.events().stream().anyMatch(type("report.flagged")));
            assertThat(traffic.failure()).isEmpty();
        }
        assertThat(service.events())
                .allSatisfy(e -> assertThat(Instant.parse(e.path("time").asText()))
                        .isBetween(
                                before.minus(Duration.ofMinutes(45)),
                                Clock.systemUTC().instant()));
    }

    private Traffic play(World world, double speed, int evenings) {
        return play(world, speed, evenings, Duration.ZERO);
    }

    private Traffic play(World world, double speed, int evenings, Duration begun) {
        Courier courier = new Courier(
                http,
                service.url(),
                "good",
                wire,
                Duration.ofMinutes(1),
                Clock.systemUTC(),
                time -> TimeUnit.MILLISECONDS.sleep(time.toMillis()));
        return new Traffic(
                world,
                platform,
                courier,
                http,
                new Traffic.Link(service.url(), "good", "/invented/demo"),
                wire,
                Clock.systemUTC(),
                new Traffic.Pace(speed, evenings, begun));
    }

    private static String action(String id, String meeting, String participant) {
        return "{\"actionId\":\"" + id
                + "\",\"caseId\":\"c\",\"type\":\"remove_participant\",\"target\":{\"meeting\":\"" + meeting
                + "\",\"participantId\":\"" + participant + "\"}}";
    }

    private String order(String id, String body, String secret) throws Exception {
        long now = Clock.systemUTC().instant().getEpochSecond();
        URI callback = platform.callback();
        HttpRequest request = HttpRequest.newBuilder(callback)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", new Webhook(secret).sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}

package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.pullcord.acceptance.Receiver.Mood;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NastyReceiverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of(
            "PULLCORD_DISPATCH_FIRST_DELAY", "50ms",
            "PULLCORD_DISPATCH_MAX_DELAY", "200ms",
            "PULLCORD_DISPATCH_ATTEMPT_TIMEOUT", "2s",
            "PULLCORD_DISPATCH_MAX_TRIES", "8");

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private PullcordHttp http;
    private DemoCredentials credentials;

    private void start() {
        service = ServiceProcess.demo(folder.resolve("data"), SETTINGS, receiver.url());
        http = new PullcordHttp(service.baseUrl());
        credentials = service.credentials();
    }

    @AfterEach
    void close() {
        service.close();
        receiver.close();
    }

    @Test
    void whatFailsHangsBabblesAndHangsUpIsReachedOnceInEffect() throws Exception {
        start();
        receiver.next(Mood.FAILS_500, Mood.HANGS, Mood.ANSWERS_GARBAGE, Mood.DOES_AND_HANGS_UP);

        String caseId = decideToWarn("acc-nasty");

        JsonNode action = awaitAction(caseId, "answered");
        String id = action.path("id").asText();
        assertThat(action.path("status").asText()).isEqualTo("already_done");
        assertThat(receiver.done()).containsExactly(id);
        assertThat(receiver.calls()).hasSize(5).allSatisfy(call -> {
            assertThat(call.actionId()).isEqualTo(id);
            new Webhook(credentials.callback().secret())
                    .verify(
                            call.body(),
                            java.net.http.HttpHeaders.of(
                                    call.headers().entrySet().stream()
                                            .collect(java.util.stream.Collectors.toMap(
                                                    Map.Entry::getKey, e -> List.of(e.getValue()))),
                                    (name, value) -> true));
        });
        // On a busy machine a try may run out of time before it reaches the receiver: then there are more than calls.
        List<JsonNode> tries = tries(desk("moderator").look(caseId), id);
        assertThat(tries).as("tries in the timeline").hasSizeGreaterThanOrEqualTo(5);
        assertThat(tries.get(tries.size() - 1).path("detail").path("status").asText())
                .isEqualTo("already_done");
    }

    @Test
    void whatNeverAnswersWellIsParkedInSightAndTriedAgainByHand() {
        start();
        receiver.usually(Mood.FAILS_500);

        String caseId = decideToWarn("acc-parked");

        JsonNode action = awaitAction(caseId, "failed");
        String id = action.path("id").asText();
        Desk lead = desk("lead");
        assertThat(lead.actions("failed").json().path("items"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("id").asText()).isEqualTo(id));
        assertThat(receiver.calls(id)).hasSize(8);

        assertThat(desk("moderator").retry(id).status()).isEqualTo(403);
        receiver.usually(Mood.DOES);
        assertThat(lead.retry(id).status()).isEqualTo(202);

        assertThat(awaitAction(caseId, "answered").path("status").asText()).isEqualTo("done");
        assertThat(receiver.done()).containsExactly(id);
        assertThat(lead.actions("failed").json().path("items")).isEmpty();
        assertThat(lead.retry(id).problem()).isEqualTo("not-failed");
    }

    private String decideToWarn(String account) {
        assertThat(http.postEvents(
                                credentials.platformKey(),
                                List.of(Events.flag("flag-" + account, "acc-r", account, "harassment")))
                        .status())
                .isEqualTo(202);
        Desk desk = desk("moderator");
        Desk.Held held = await().atMost(PATIENCE)
                .until(desk::claimNext, java.util.Optional::isPresent)
                .orElseThrow();
        PullcordHttp.Reply reply = desk.decide(held.caseId(), held.token(), "violation", "harassment", List.of("warn"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return held.caseId();
    }

    private JsonNode awaitAction(String caseId, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> desk("moderator").look(caseId).path("actions").path(0),
                        action -> action.path("state").asText().equals(state));
    }

    private static List<JsonNode> tries(JsonNode whole, String action) {
        return StreamSupport.stream(whole.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("detail").has("try")
                        && StreamSupport.stream(entry.path("detail").spliterator(), false)
                                .anyMatch(value -> value.asText().equals(action)))
                .toList();
    }

    private Desk desk(String role) {
        return new Desk(http, credentials.tokens().get(role));
    }
}

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
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who was removed comes back, and what was ordered for a time ends, while the service is killed again and again. */
@Timeout(180)
class PlansCrashIT {
    private static final int CALLS = 6;
    private static final int KILLS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private PullcordHttp http;
    private int events;

    @Test
    void eachJoinMakesOneRemovalAndEachEndOneReverse() throws Exception {
        Map<String, String> settings = Map.of("PULLCORD_FOLD_PARTITION_LEASE", "1s");
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())) {
            http = new PullcordHttp(service.baseUrl());
            DemoCredentials credentials = service.credentials();
            String key = credentials.platformKey();
            say(key, "joined", "p0");
            IntStream.range(0, CALLS).forEach(i -> flag(key, i));
            List<String> cases = decided(credentials.moderators().get(0).token());
            String leads = credentials.tokens().get("lead");

            for (int i = 1; i <= KILLS; i++) {
                String before = "p" + (i - 1);
                settles(leads, cases, before);
                say(key, "left", before);
                say(key, "joined", "p" + i);
                service.kill9();
                service.start();
                http = new PullcordHttp(service.baseUrl());
            }
            settles(leads, cases, "p" + KILLS);

            Desk lead = new Desk(http, leads);
            for (String id : cases) {
                for (int i = 1; i <= KILLS; i++) {
                    assertThat(removals(lead, id, "p" + i).stream()
                                    .filter(a -> a.path("because").asText().equals("join")))
                            .as("removals for one join")
                            .hasSizeLessThanOrEqualTo(1);
                }
                assertThat(of(lead, id, "unblock_rejoin")).as("one reverse").hasSize(1);
            }
            service.stop();
            assertThat(service.run("audit", "verify").exitCode()).isZero();
        }
    }

    /** Everybody who is there as this participant has been removed, and nothing is on its way. */
    private void settles(String token, List<String> cases, String participant) {
        Desk lead = new Desk(http, token);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> idle(lead)
                        && cases.stream()
                                .allMatch(id -> !removals(lead, id, participant).isEmpty()));
    }

    private static List<JsonNode> removals(Desk desk, String caseId, String participant) {
        return of(desk, caseId, "remove_participant").stream()
                .filter(a -> a.at("/target/participantId").asText().equals(participant))
                .filter(a -> a.path("state").asText().equals("answered"))
                .toList();
    }

    /** Each is blocked for two seconds, and removed for ten minutes. */
    private List<String> decided(String token) {
        Desk desk = new Desk(http, token);
        List<String> cases = new ArrayList<>();
        while (cases.size() < CALLS) {
            await().atMost(PATIENCE)
                    .until(() -> desk.claimNext()
                            .map(held -> cases.add(decide(token, held)))
                            .orElse(false));
        }
        return cases;
    }

    private String decide(String token, Desk.Held held) {
        ObjectNode decision = PullcordHttp.JSON
                .createObjectNode()
                .put("token", held.token())
                .put("outcome", "violation")
                .put("policy", "harassment")
                .put("reason", "seen");
        decision.withArray("actions")
                .addObject()
                .put("type", "remove_participant")
                .put("duration", "PT10M");
        decision.withArray("actions").addObject().put("type", "block_rejoin").put("duration", "PT2S");
        assertThat(http.post("/v1/cases/" + held.caseId() + "/decisions", token, decision)
                        .status())
                .isEqualTo(201);
        return held.caseId();
    }

    /** In every call, of whoever was flagged in it. */
    private void say(String key, String what, String participant) {
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String id = "plan-" + ++events;
            ObjectNode event = what.equals("joined")
                    ? Events.joined(id, "plan-call-" + i, participant, "plan-acc-" + i)
                    : Events.left(id, "plan-call-" + i, participant, "plan-acc-" + i);
            all.add(event);
        }
        assertThat(http.postEvents(key, all).json().path("accepted").asInt()).isEqualTo(CALLS);
    }

    private void flag(String key, int i) {
        ObjectNode flag = Events.flag("plan-flag-" + i, "plan-rita", "plan-acc-" + i, "harassment");
        ((ObjectNode) flag.path("data")).putObject("meeting").put("id", "plan-call-" + i);
        assertThat(http.postEvents(key, List.of(flag)).json().path("accepted").asInt())
                .isEqualTo(1);
    }

    private boolean idle(Desk desk) {
        return desk.actions("pending").json().path("items").isEmpty()
                && desk.actions("trying").json().path("items").isEmpty();
    }

    private static List<JsonNode> of(Desk desk, String caseId, String type) {
        return actions(desk, caseId).stream()
                .filter(a -> a.path("type").asText().equals(type))
                .toList();
    }

    private static List<JsonNode> actions(Desk desk, String caseId) {
        return StreamSupport.stream(desk.look(caseId).path("actions").spliterator(), false)
                .toList();
    }
}

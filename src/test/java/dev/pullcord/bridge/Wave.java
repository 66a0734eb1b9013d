package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.wire.DemoCredentials;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** So much work that what is seen of it is known. */
final class Wave {
    private Wave() {}

    /**
     * Two panics and two flags, one event twice, one that is none. Two cases decided, one with an action, the other decided anew by
     * somebody else; a third by two people, and a filing drafted of it.
     */
    static void of(PullcordHttp http, DemoCredentials credentials, String w) {
        String key = credentials.platformKey();
        // Each by somebody else: after so much that is hard, one would be given something harmless.
        Desk desk = new Desk(
                http, credentials.moderators().get(w.equals("b") ? 1 : 0).token());
        ObjectNode flag = Events.flag("flag-" + w, "rob-" + w, "mallory-" + w, "harassment");
        List<ObjectNode> events = List.of(
                Events.panic("panic-" + w, "ann-" + w, "trent-" + w),
                Events.panicIn("panic-in-" + w, "ann-" + w, "room-" + w),
                flag,
                Events.flag("grave-" + w, "rob-" + w, "oscar-" + w, "grooming"));
        assertThat(http.postEvents(key, events).status()).isEqualTo(202);
        assertThat(http.postEvents(key, List.of(flag)).json().path("duplicates").asInt())
                .isEqualTo(1);
        assertThat(http.postEvents(
                                key,
                                List.of(flag.deepCopy().put("id", "bad-" + w).put("type", "dev.pullcord.no.v1")))
                        .status())
                .isEqualTo(400);
        await().atMost(20, TimeUnit.SECONDS).until(() -> desk.cases().size() >= (w.equals("b") ? 8 : 4));
        Desk.Held found = desk.claimNext().orElseThrow();
        assertThat(desk.decide(found.caseId(), found.token(), "violation", "harassment", List.of("preserve_evidence"))
                        .status())
                .isEqualTo(201);
        Desk.Held nothing = desk.claimNext().orElseThrow();
        JsonNode decided = desk.decide(nothing.caseId(), nothing.token(), "no_violation", "harassment", List.of())
                .json();
        String senior = credentials.tokens().get("senior");
        assertThat(http.post(
                                "/v1/decisions/" + decided.path("id").asText() + "/corrections",
                                senior,
                                body(
                                        "{'outcome': 'no_violation', 'reason': 'for another reason', 'notifyReporter': true}"))
                        .status())
                .isEqualTo(201);
        Desk.Held grave = desk.claimNext().orElseThrow();
        assertThat(desk.decide(grave.caseId(), grave.token(), "violation", "grooming", List.of("suspend_account"))
                        .status())
                .isEqualTo(202);
        assertThat(http.post(
                                "/v1/cases/" + grave.caseId() + "/approvals",
                                senior,
                                body("{'approve': true, 'reason': 'I see the same'}"))
                        .status())
                .isEqualTo(201);
        assertThat(http.post(
                                "/v1/filings",
                                credentials.tokens().get("lead"),
                                body("{'case': '" + grave.caseId() + "', 'authority': 'ncmec'}"))
                        .status())
                .isEqualTo(201);
    }

    private static JsonNode body(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A desk on which everything that people can write is there, and every field of it holds what would harm a page that trusted it. */
final class HostileDesk {
    /** Script, a turn of direction, a tower of marks, a name without an end, a closing tag, a template. */
    static final String TEXT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> "
            + "\u202Eevil\u202C </textarea>{{7*7}}${7*7} " + "W".repeat(300) + " e" + "\u0301".repeat(1_450);

    /** So much of it as an id may be long. */
    static final String ACCOUNT = "<b onclick=alert(1)>\u202Eacc\u202C" + "W".repeat(120);

    private final Stage stage;

    private HostileDesk(Stage stage) {
        this.stage = stage;
    }

    /** Ids of what there is, for the pages that show one of it. */
    record Ids(String held, String closed, String proposed, String filing, String bulk) {}

    /** Fills it. The case of {@link #ACCOUNT} waits. */
    static Ids fill(Stage stage) {
        return new HostileDesk(stage).fill();
    }

    private static String cut(int length) {
        return TEXT.substring(0, Math.min(length, TEXT.length()));
    }

    private Ids fill() {
        reports();
        Desk lead = stage.as("lead");
        await().atMost(Duration.ofSeconds(20)).until(() -> lead.cases().size() == 8);
        String closed = caseOf("acc-closed");
        decide("lead", closed, body("violation").put("policy", "grooming"), "suspend_account", "P7D");
        decide("lead", caseOf("acc-vain"), body("unfounded_report"), "", "");
        String proposed = caseOf("acc-proposed");
        decide("lead", proposed, body("violation").put("policy", "hate"), "suspend_account", "");
        JsonNode claimed = post("lead", "/v1/claims/" + caseOf("acc-up"), JsonNodeFactory.instance.objectNode());
        post(
                "lead",
                "/v1/cases/" + caseOf("acc-up") + "/escalations",
                json("reason", cut(400))
                        .put("to", "admin")
                        .put("token", claimed.path("claim").path("token").asText()));
        post("lead", "/v1/cases/" + closed + "/notes", json("text", cut(1900)));
        tell("/v1/appeals", json("text", TEXT + "\u0301".repeat(2_000)).put("decisionId", closed + ".d1"));
        post(
                "lead",
                "/v1/cases/" + closed + "/releases",
                json("reason", cut(1900))
                        .put("recipient", cut(200))
                        .put("basis", cut(150))
                        .put("reference", cut(100)));
        ObjectNode hold = json("reason", cut(1900))
                .put("authority", cut(200))
                .put("basis", cut(150))
                .put("reference", cut(100));
        String held = post(
                        "lead",
                        "/v1/holds",
                        hold.put("case", closed)
                                .put(
                                        "expiresAt",
                                        Instant.now().plus(Duration.ofDays(10)).toString()))
                .path("id")
                .asText();
        stage.http().delete("/v1/holds/" + held, stage.token("lead"), json("reason", cut(500)));
        post("lead", "/v1/accounts/acc-closed/erasures", json("reason", cut(1900)));
        ObjectNode misuse = json("reason", cut(1900)).put("measure", "warning");
        misuse.putArray("cases").add(caseOf("acc-vain"));
        post("lead", "/v1/accounts/rita/misuses", misuse);
        post(
                "lead",
                "/v1/quality/gold",
                json("reason", cut(1900))
                        .put("case", closed)
                        .put("outcome", "violation")
                        .put("policy", "grooming"));
        ObjectNode token = json("name", cut(100));
        token.putArray("scopes").add("read");
        post("admin", "/v1/me/tokens", token);
        post(
                "admin",
                "/v1/people",
                json("name", cut(100).replaceAll("[\\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]", ""))
                        .put("role", "moderator")); // what turns others around, no name of a person has
        post(
                "lead",
                "/v1/policies",
                json("yaml", "base: default-2026-11-01\nversion: beside-1\ntree:\n  bulkAlone: 5\n"));
        String filing = post("lead", "/v1/filings", json("case", closed).put("authority", "ncmec"))
                .path("id")
                .asText();
        ObjectNode bulk = json("why", cut(1900));
        List.of("acc-b1", "acc-b2").forEach(account -> bulk.withArray("/cases").add(caseOf(account)));
        bulk.set("decision", json("reason", cut(1900)).put("outcome", "no_violation"));
        String bulkId = post("senior", "/v1/bulks", bulk).path("id").asText();
        return new Ids(caseOf(ACCOUNT), closed, proposed, filing, bulkId);
    }

    private void reports() {
        ObjectNode flag = Events.flag("hostile", cut(60), ACCOUNT, "sextortion");
        ObjectNode data = flag.withObject("/data");
        data.put("text", TEXT).put("minorInvolved", true).put("language", "en");
        data.withObject("/meeting").put("id", "mtg-hostile").put("title", cut(300));
        data.withObject("/reporter").put("displayName", cut(300));
        data.withObject("/ext").put("note", cut(300));
        data.putArray("evidence")
                .addObject()
                .put("id", "ev-1")
                .put("kind", "still")
                .put("capturedBy", "platform")
                .put("href", "https://viewer.example.invalid/ev-1");
        stage.tell(
                flag,
                Events.joined("j1", "mtg-hostile", "p-1", ACCOUNT),
                Events.joined("j2", "mtg-hostile", cut(90), cut(80)),
                Events.flag("f-closed", "rob", "acc-closed", "grooming"),
                Events.flag("f-vain", "rita", "acc-vain", "harassment"),
                Events.flag("f-proposed", "rob", "acc-proposed", "hate"),
                Events.flag("f-up", "rob", "acc-up", "harassment"),
                Events.flag("f-b1", "rob", "acc-b1", "hate"),
                Events.flag("f-b2", "rob", "acc-b2", "hate"),
                Events.panicIn("f-meeting", "acc-caller", "mtg-" + cut(90)));
    }

    private String caseOf(String account) {
        return stage.as("lead").cases().stream()
                .filter(c -> c.path("account").asText().equals(account))
                .map(c -> c.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private void decide(String role, String caseId, ObjectNode decision, String action, String duration) {
        JsonNode claimed = post(role, "/v1/claims/" + caseId, JsonNodeFactory.instance.objectNode());
        decision.put("token", claimed.path("claim").path("token").asText());
        if (!action.isEmpty()) {
            ObjectNode one = decision.putArray("actions").addObject().put("type", action);
            if (!duration.isEmpty()) {
                one.put("duration", duration);
            }
        }
        post(role, "/v1/cases/" + caseId + "/decisions", decision);
    }

    private static ObjectNode body(String outcome) {
        return json("reason", cut(1900)).put("outcome", outcome);
    }

    private static ObjectNode json(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }

    private JsonNode post(String role, String path, JsonNode body) {
        return done(path, stage.http().post(path, stage.token(role), body));
    }

    private void tell(String path, JsonNode body) {
        done(path, stage.http().post(path, stage.service.credentials().platformKey(), body));
    }

    private static JsonNode done(String path, Reply reply) {
        assertThat(reply.status()).as(path + " " + reply.text()).isBetween(200, 299);
        return reply.json();
    }
}

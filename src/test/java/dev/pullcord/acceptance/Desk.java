package dev.pullcord.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One person at the desk. */
public final class Desk {
    private final PullcordHttp http;
    private final String token;

    public Desk(PullcordHttp http, String token) {
        this.http = http;
        this.token = token;
    }

    /**
     * A claim as it was granted.
     *
     * @param caseId the case
     * @param token its fencing token
     * @param claimed the whole answer
     */
    public record Held(String caseId, String token, JsonNode claimed) {}

    /** The next case; empty when nothing waits or the service does not answer. */
    public Optional<Held> claimNext() {
        return http.offer("POST", "/v1/claims", Optional.of(token), Optional.of(object()))
                .filter(reply -> reply.status() == 201)
                .map(Reply::json)
                .map(json -> new Held(
                        json.path("case").path("id").asText(),
                        json.path("claim").path("token").asText(),
                        json));
    }

    /** This very case. */
    public Reply claim(String caseId) {
        return http.post("/v1/claims/" + caseId, token, object());
    }

    public Reply renew(String caseId, String claim) {
        return http.put("/v1/claims/" + caseId, token, object().put("token", claim));
    }

    public Reply release(String caseId, String claim) {
        return http.delete(
                "/v1/claims/" + caseId, token, object().put("token", claim).put("reason", "not mine"));
    }

    /** Decides; {@code violation} names the policy of the reason. */
    public Reply decide(String caseId, String claim, String outcome, String policy, List<String> actions) {
        return http.post("/v1/cases/" + caseId + "/decisions", token, decision(claim, outcome, policy, actions));
    }

    /** Decides at a service that may be gone; empty when it does not answer. */
    public Optional<Reply> offerDecision(
            String caseId, String claim, String outcome, String policy, List<String> actions) {
        return http.offer(
                "POST",
                "/v1/cases/" + caseId + "/decisions",
                Optional.of(token),
                Optional.of(decision(claim, outcome, policy, actions)));
    }

    /** Says whom a meeting's case is about, at a service that may be gone; empty when it does not answer. */
    public Optional<Reply> offerAttribution(String caseId, String claim, String account) {
        return http.offer(
                "POST",
                "/v1/cases/" + caseId + "/attributions",
                Optional.of(token),
                Optional.of(object().put("token", claim).put("account", account).put("reason", "the roster says so")));
    }

    private static ObjectNode decision(String claim, String outcome, String policy, List<String> actions) {
        ObjectNode decision =
                object().put("token", claim).put("outcome", outcome).put("reason", "seen and weighed");
        if (outcome.equals("violation")) {
            decision.put("policy", policy);
        }
        ArrayNode ordered = decision.putArray("actions");
        actions.forEach(type -> ordered.addObject().put("type", type));
        return decision;
    }

    /** Answers, as the second person, what was proposed. */
    public Reply answer(String caseId, boolean approve) {
        return http.post(
                "/v1/cases/" + caseId + "/approvals",
                token,
                object().put("approve", approve).put("reason", "looked at as well"));
    }

    public JsonNode look(String caseId) {
        Reply reply = http.get("/v1/cases/" + caseId, token);
        if (reply.status() == 403 && reply.text().contains("reason-needed")) { // a moderator, and not his
            http.post(
                    "/v1/cases/" + caseId + "/looks",
                    token,
                    JsonNodeFactory.instance.objectNode().put("reason", "to see what became of it"));
            reply = http.get("/v1/cases/" + caseId, token);
        }
        if (reply.status() != 200) {
            throw new AssertionError("case: " + reply.status() + " " + reply.text());
        }
        return reply.json();
    }

    public List<JsonNode> cases() {
        return http.list("/v1/cases", token);
    }

    public List<JsonNode> reports(String caseId) {
        return http.list("/v1/cases/" + caseId + "/reports", token).stream()
                .filter(r -> List.of("flagged", "panic").contains(r.path("type").asText()))
                .toList();
    }

    /** In which cases each report is, by event id; a report that is there twice is named twice. */
    public Map<String, List<String>> census() {
        Map<String, List<String>> found = new TreeMap<>();
        for (JsonNode one : cases()) {
            String caseId = one.path("id").asText();
            for (JsonNode report : reports(caseId)) {
                found.merge(report.path("eventId").asText(), List.of(caseId), (a, b) -> {
                    List<String> both = new java.util.ArrayList<>(a);
                    both.addAll(b);
                    return both;
                });
            }
        }
        return found;
    }

    public Reply actions(String state) {
        return http.get("/v1/actions?state=" + state, token);
    }

    public Reply retry(String actionId) {
        return http.post("/v1/actions/" + actionId + "/retry", token, object());
    }

    private static ObjectNode object() {
        return PullcordHttp.JSON.createObjectNode();
    }
}

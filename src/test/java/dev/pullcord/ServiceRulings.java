package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.ServiceLife.Grant;
import dev.pullcord.ServiceLife.Proposed;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What is decided in a {@link ServiceLife}, agreed to, taken back, contested and heard. */
final class ServiceRulings {
    private ServiceRulings() {}

    /** With a token that lives or one that does not; what is for good takes two. */
    static void decide(ServiceLife life, int n) {
        life.grant(n).ifPresent(g -> {
            Reply reply = life.house.http().post(path(g), g.holder.token(), decision(g, n));
            if (!life.lives(g)) {
                assertThat(reply.status())
                        .as("a stale token decides nothing: " + reply.text())
                        .isEqualTo(409);
            } else {
                assertThat(reply.status()).as(reply.text()).isIn(201, 202);
                took(life, g, reply);
                if (reply.status() == 201 && n % 4 == 0) {
                    undo(life, reply.json().path("id").asText(), g);
                }
            }
        });
    }

    private static String path(Grant g) {
        return "/v1/cases/" + g.caseId + "/decisions";
    }

    private static ObjectNode decision(Grant g, int n) {
        boolean violation = n % 2 == 0;
        ObjectNode body = ServiceLife.json()
                .put("token", g.token)
                .put("outcome", violation ? "violation" : "unfounded_report")
                .put("reason", "seen");
        if (violation) {
            body.put("policy", "harassment");
            body.putArray("actions")
                    .addObject()
                    .put("type", "preserve_evidence")
                    .withObject("/target")
                    .put("meeting", "kept");
        }
        return body;
    }

    private static void took(ServiceLife life, Grant g, Reply reply) {
        g.over = true;
        if (reply.status() == 202) {
            life.proposed.put(
                    g.caseId,
                    new Proposed(
                            g.holder,
                            Instant.parse(reply.json()
                                    .path("proposal")
                                    .path("expiresAt")
                                    .asText())));
        } else {
            decided(life, g.caseId, reply.json().path("id").asText(), g.holder);
        }
    }

    private static void decided(ServiceLife life, String caseId, String decisionId, ServiceHouse.Person by) {
        life.decisions.add(decisionId);
        life.deciders.computeIfAbsent(caseId, c -> new HashSet<>()).add(by.id());
    }

    private static void undo(ServiceLife life, String decisionId, Grant g) {
        Reply reply = life.house
                .http()
                .post(
                        "/v1/decisions/" + decisionId + "/undo",
                        g.holder.token(),
                        ServiceLife.json().put("reason", "a slip"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        decided(life, g.caseId, reply.json().path("decision").path("id").asText(), g.holder);
    }

    /** For good: one proposes, another agrees or does not. */
    static void propose(ServiceLife life, int n) {
        life.grant(n).filter(life::lives).ifPresent(g -> {
            ObjectNode body = ServiceLife.json()
                    .put("token", g.token)
                    .put("outcome", "violation")
                    .put("policy", "harassment")
                    .put("reason", "seen");
            body.putArray("actions").addObject().put("type", "suspend_account");
            Reply reply = life.house.http().post(path(g), g.holder.token(), body);
            if (reply.status() == 400 || reply.status() == 422) {
                return; // a meeting's case names nobody to suspend
            }
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            took(life, g, reply);
        });
    }

    static void answer(ServiceLife life, int n) {
        life.proposed.keySet().stream()
                .sorted()
                .skip(n % Math.max(1, life.proposed.size()))
                .findFirst()
                .ifPresent(caseId -> answer(life, caseId, n));
    }

    private static void answer(ServiceLife life, String caseId, int n) {
        Proposed waits = life.proposed.get(caseId);
        ServiceHouse.Person second =
                life.house.people().get(n % life.house.people().size());
        boolean approve = n % 7 > 1;
        Reply reply = new Desk(life.house.http(), second.token()).answer(caseId, approve);
        if (second.role().equals("moderator")) {
            assertThat(reply.problem()).isEqualTo("forbidden");
        } else if (reply.problem().equals("nothing-proposed")) { // over, or a panic brought it back to its queue
            boolean over = !waits.expiresAt().isAfter(life.house.clock().instant());
            assertThat(over || !life.look(caseId).path("state").asText().equals("awaiting_approval"))
                    .as("what waits can be answered")
                    .isTrue();
            life.proposed.remove(caseId);
        } else if (second.equals(waits.by())) {
            assertThat(reply.problem()).isEqualTo("own-decision");
        } else if (reply.problem().equals("own-decision")) {
            assertThat(life.deciders.getOrDefault(caseId, Set.of()).contains(second.id())
                            || hasProposed(life.look(caseId), second.id()))
                    .as("what he had a part in")
                    .isTrue();
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(approve ? 201 : 200);
            life.proposed.remove(caseId);
            if (approve) {
                decided(life, caseId, reply.json().path("id").asText(), waits.by());
                life.deciders.get(caseId).add(second.id());
            }
        }
    }

    /** Whether he has said at some time what should be done: then he is no second person for it. */
    private static boolean hasProposed(JsonNode c, String who) {
        for (JsonNode entry : c.path("timeline")) {
            if (entry.path("verb").asText().equals("decision_proposed")
                    && entry.path("actor").asText().equals(who)) {
                return true;
            }
        }
        return false;
    }

    /** Whether he had a part in a decision, or in one that it came, step by step, in the place of. */
    private static boolean hadPart(JsonNode all, JsonNode decision, String who) {
        if (decision.path("decidedBy").asText().equals(who)
                || decision.path("approvedBy").asText().equals(who)) {
            return true;
        }
        for (JsonNode before : all) {
            if (decision.has("supersedes")
                    && before.path("id")
                            .asText()
                            .equals(decision.path("supersedes").asText())) {
                return hadPart(all, before, who);
            }
        }
        return false;
    }

    /** Decided anew by somebody who had no part in it; what two decided waits for a second person, and counts until then. */
    static void correct(ServiceLife life, int n) {
        if (life.decisions.isEmpty()) {
            return;
        }
        String decision = life.decisions.get(n % life.decisions.size());
        String caseId = decision.substring(0, decision.indexOf('.'));
        ServiceHouse.Person by =
                life.house.people().get(n / 3 % life.house.people().size());
        JsonNode before = life.look(caseId);
        JsonNode last = before.path("decisions").path(before.path("decisions").size() - 1);
        Reply reply = life.house
                .http()
                .post(
                        "/v1/decisions/" + decision + "/corrections",
                        by.token(),
                        ServiceLife.json().put("outcome", "insufficient").put("reason", "it was somebody else"));
        boolean his = hadPart(before.path("decisions"), last, by.id());
        if (by.role().equals("moderator")) {
            assertThat(reply.problem()).isEqualTo("forbidden");
        } else if (!last.path("id").asText().equals(decision)) {
            assertThat(reply.problem()).isEqualTo("superseded");
        } else if (his) {
            assertThat(reply.problem()).isEqualTo("own-decision");
        } else if (last.path("outcome").asText().equals("insufficient")) {
            assertThat(reply.status()).as("it changes nothing: " + reply.text()).isEqualTo(422);
        } else if (!before.path("state").asText().equals("decided")) {
            assertThat(reply.problem()).isEqualTo("superseded");
        } else if (last.has("approvedBy")) {
            assertThat(reply.status()).as(reply.text()).isIn(202, 409);
            JsonNode after = life.look(caseId);
            assertThat(after.path("decisions")).as("it counts until then").isEqualTo(before.path("decisions"));
            assertThat(after.path("proposal")
                            .path("decision")
                            .path("supersedes")
                            .asText())
                    .isEqualTo(decision);
            if (reply.status() == 202) {
                Instant until = Instant.parse(
                        reply.json().path("proposal").path("expiresAt").asText());
                life.proposed.put(caseId, new Proposed(by, until));
                assertThat(life.house
                                .http()
                                .get("/v1/cases?proposed=true&limit=200", by.token())
                                .json()
                                .path("items"))
                        .extracting(item -> item.path("id").asText())
                        .contains(caseId);
            }
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            decided(life, caseId, reply.json().path("decision").path("id").asText(), by);
        }
    }

    static void contest(ServiceLife life, int n) {
        if (!life.decisions.isEmpty()) {
            String decision = life.decisions.get(n % life.decisions.size());
            Reply reply = life.house
                    .http()
                    .post(
                            "/v1/appeals",
                            life.house.key(),
                            ServiceLife.json().put("decisionId", decision).put("text", "it was not me"));
            assertThat(reply.status()).as(reply.text()).isIn(200, 201, 409);
            if (reply.status() == 201) {
                life.appeals.add(reply.json().path("id").asText());
            }
        }
    }

    static void hear(ServiceLife life, int n) {
        if (!life.appeals.isEmpty()) {
            String appeal = life.appeals.get(n % life.appeals.size());
            String caseId = appeal.substring(0, appeal.indexOf('.'));
            ServiceHouse.Person judge =
                    life.house.people().get(n % life.house.people().size());
            ObjectNode body = ServiceLife.json()
                    .put("outcome", n % 2 == 0 ? "overturn" : "uphold")
                    .put("reason", "heard");
            Reply reply = life.house.http().post("/v1/appeals/" + appeal + "/decisions", judge.token(), body);
            if (judge.role().equals("moderator")) {
                assertThat(reply.problem()).isEqualTo("forbidden");
            } else if (life.deciders.getOrDefault(caseId, Set.of()).contains(judge.id())) {
                assertThat(reply.status()).as("his own: " + reply.text()).isIn(403, 409);
            } else {
                assertThat(reply.status()).as(reply.text()).isIn(201, 403, 409);
            }
            if (reply.json().has("decision")) {
                decided(life, caseId, reply.json().path("decision").path("id").asText(), judge);
            }
        }
    }

    /** Redis dies in the midst of a decision; a panic comes before it is back. */
    static void crash(ServiceLife life, int n) {
        Optional<Grant> live = life.grant(n).filter(life::lives);
        CompletableFuture<Optional<Reply>> deciding = CompletableFuture.supplyAsync(() -> live.flatMap(g ->
                life.house.http().offer("POST", path(g), Optional.of(g.holder.token()), Optional.of(decision(g, n)))));
        life.house.killRedis();
        life.panic(n);
        Optional<Reply> reply = deciding.join();
        life.house.awaitReady();
        live.ifPresent(g -> {
            if (reply.map(Reply::status).filter(status -> status < 300).isPresent()) {
                took(life, g, reply.get());
                return;
            }
            JsonNode found = life.look(g.caseId); // it was done or it was not
            String state = found.path("state").asText();
            JsonNode last = found.path("decisions").path(found.path("decisions").size() - 1);
            if (state.equals("awaiting_approval")) {
                g.over = true;
                life.proposed.put(
                        g.caseId,
                        new Proposed(
                                g.holder,
                                Instant.parse(
                                        found.path("proposal").path("expiresAt").asText())));
            } else if (state.equals("decided")
                    && last.path("decidedBy").asText().equals(g.holder.id())) {
                g.over = true;
                decided(life, g.caseId, last.path("id").asText(), g.holder);
            } else {
                assertThat(state).isEqualTo("claimed");
            }
        });
    }
}

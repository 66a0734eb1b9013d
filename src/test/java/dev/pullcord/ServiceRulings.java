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
        decided(life, g.caseId, reply.json().path("decision").path("id").asText(decisionId), g.holder);
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
                .ifPresent(caseId -> {
                    Proposed waits = life.proposed.get(caseId);
                    ServiceHouse.Person second =
                            life.house.people().get(n % life.house.people().size());
                    Reply reply = new Desk(life.house.http(), second.token()).answer(caseId, n % 5 > 0);
                    if (second.role().equals("moderator")) {
                        assertThat(reply.problem()).isEqualTo("forbidden");
                    } else if (second.equals(waits.by())) {
                        assertThat(reply.problem()).as("own decision").isIn("own-decision", "not-awaiting-approval");
                    } else if (waits.expiresAt().isAfter(life.house.clock().instant())) {
                        if (reply.problem().equals("nothing-proposed")) { // a panic brought it back to its queue
                            assertThat(life.look(caseId).path("state").asText()).isNotEqualTo("awaiting_approval");
                            life.proposed.remove(caseId);
                            return;
                        }
                        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
                        life.proposed.remove(caseId);
                        if (n % 5 > 0) {
                            decided(life, caseId, reply.json().path("id").asText(), waits.by());
                            life.deciders.get(caseId).add(second.id());
                        }
                    } else {
                        life.proposed.remove(caseId);
                    }
                });
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
            } else if (reply.status() == 201 && reply.json().has("decision")) {
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
            if (reply.map(Reply::status).filter(status -> status == 201).isPresent()) {
                took(life, g, reply.get());
                return;
            }
            JsonNode found = life.look(g.caseId); // it was done or it was not
            JsonNode last = found.path("decisions").path(found.path("decisions").size() - 1);
            boolean done = found.path("state").asText().equals("decided")
                    && last.path("decidedBy").asText().equals(g.holder.id());
            if (done) {
                g.over = true;
                decided(life, g.caseId, last.path("id").asText(), g.holder);
            } else {
                assertThat(found.path("state").asText()).isEqualTo("claimed");
            }
        });
    }
}

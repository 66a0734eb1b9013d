package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One life of a desk, seen from outside: what a platform and its people send, and what must be true of every answer, whatever
 * the clock, a crash of Redis or another start of the service did meanwhile.
 */
final class ServiceLife {
    private static final List<String> REASONS =
            List.of("harassment", "grooming", "sextortion", "threat_to_life", "fraud_spam");
    private static final String OPTED_OUT = "sextortion"; // by the first of the moderators
    private static final Set<String> OPEN = Set.of("queued", "claimed", "awaiting_approval", "escalated", "snoozed");
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Somebody's hold of a case, as it was granted. */
    static final class Grant {
        final String caseId;
        final ServiceHouse.Person holder;
        final String token;
        Instant expiresAt;
        boolean over;

        Grant(String caseId, ServiceHouse.Person holder, String token, Instant expiresAt) {
            this.caseId = caseId;
            this.holder = holder;
            this.token = token;
            this.expiresAt = expiresAt;
        }
    }

    record Proposed(ServiceHouse.Person by, Instant expiresAt) {}

    private record Placed(Instant deadline, int decisions) {}

    final ServiceHouse house;
    private final String name;
    private final Map<String, String> sent = new HashMap<>(); // event id → account, meeting or nobody
    private final List<Grant> grants = new ArrayList<>();
    final Map<String, Proposed> proposed = new HashMap<>();
    final Map<String, Set<String>> deciders = new HashMap<>();
    final List<String> decisions = new ArrayList<>();
    final List<String> appeals = new ArrayList<>();
    private final Map<String, Placed> placed = new HashMap<>();

    ServiceLife(ServiceHouse house, String name) {
        this.house = house;
        this.name = name;
        Reply set = house.http()
                .put(
                        "/v1/me/preferences",
                        house.people().get(0).token(),
                        json().set("optOuts", json().arrayNode().add(OPTED_OUT)));
        assertThat(set.status()).isEqualTo(200);
    }

    static ObjectNode json() {
        return PullcordHttp.JSON.createObjectNode();
    }

    void flag(int n) {
        String account = account(n);
        send(Events.flag(eventId(), "rita-" + n % 7, account, REASONS.get(n % REASONS.size())), account);
    }

    void panic(int n) {
        String account = account(n);
        String meeting = name + "-call-" + n % 2;
        boolean names = n % 3 > 0;
        send(
                names ? Events.panic(eventId(), "rita", account) : Events.panicIn(eventId(), "rita", meeting),
                names ? account : meeting);
    }

    private String account(int n) {
        return name + "-acc-" + n % 4;
    }

    private String eventId() {
        return name + "-e" + sent.size();
    }

    private void send(ObjectNode event, String subject) {
        event.put("time", house.clock().instant().toString());
        Reply reply = house.http().postEvents(house.key(), List.of(event));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        sent.put(event.path("id").asText(), subject);
    }

    /** The platform is not sure that it arrived, and sends it once more. */
    void repeat(int n) {
        String account = account(0);
        ObjectNode event = Events.flag(name + "-again", "rita", account, "harassment");
        event.put("time", house.clock().instant().toString());
        for (int i = 0; i <= n % 2; i++) {
            assertThat(house.http().postEvents(house.key(), List.of(event)).status())
                    .isEqualTo(202);
        }
        sent.put(name + "-again", account);
    }

    void claimNext(int n) {
        ServiceHouse.Person person = house.moderator(n);
        new Desk(house.http(), person.token()).claimNext().ifPresent(held -> {
            if (n % 2 == 0 || held(person).isPresent()) {
                granted(held, person);
            } else { // two of his calls at once get one case
                granted(held, person);
                CompletableFuture<Optional<Desk.Held>> again =
                        CompletableFuture.supplyAsync(() -> new Desk(house.http(), person.token()).claimNext());
                Optional<Desk.Held> other = new Desk(house.http(), person.token()).claimNext();
                assertThat(other.map(Desk.Held::token)).isEqualTo(again.join().map(Desk.Held::token));
            }
            if (person.equals(house.people().get(0))) {
                held.claimed()
                        .path("case")
                        .path("reports")
                        .forEach(report -> assertThat(report.path("reason").asText())
                                .as("what he opted out of")
                                .isNotEqualTo(OPTED_OUT));
            }
        });
    }

    private Optional<Grant> held(ServiceHouse.Person person) {
        return grants.stream().filter(g -> g.holder.equals(person) && lives(g)).findFirst();
    }

    private void granted(Desk.Held held, ServiceHouse.Person person) {
        Optional<Grant> known =
                grants.stream().filter(g -> g.token.equals(held.token())).findFirst();
        if (known.isPresent()) {
            assertThat(known.get().holder).isEqualTo(person);
            assertThat(lives(known.get()))
                    .as("a claim that is over is not given again")
                    .isTrue();
            return;
        }
        assertThat(grants).noneMatch(g -> g.caseId.equals(held.caseId()) && lives(g));
        Instant expiresAt =
                Instant.parse(held.claimed().path("claim").path("expiresAt").asText());
        grants.add(new Grant(held.caseId(), person, held.token(), expiresAt));
    }

    boolean lives(Grant g) {
        return !g.over && g.expiresAt.isAfter(house.clock().instant());
    }

    /** The newest ones more often than those long over. */
    Optional<Grant> grant(int n) {
        return grants.isEmpty() ? Optional.empty() : Optional.of(grants.get(Math.max(0, grants.size() - 1 - n % 5)));
    }

    void renew(int n) {
        grant(n).ifPresent(g -> {
            Reply reply = new Desk(house.http(), g.holder.token()).renew(g.caseId, g.token);
            boolean careMayTakeIt = g.holder.equals(house.people().get(0)); // joined by what he opted out of
            if (lives(g) && reply.status() == 200) {
                g.expiresAt = Instant.parse(reply.json().path("expiresAt").asText());
            } else {
                assertThat(reply.status()).as(reply.text()).isEqualTo(409);
                assertThat(lives(g) && !careMayTakeIt)
                        .as("a live claim is renewed")
                        .isFalse();
                g.over = true;
            }
        });
    }

    void release(int n) {
        grant(n).ifPresent(g -> {
            int status = new Desk(house.http(), g.holder.token())
                    .release(g.caseId, g.token)
                    .status();
            assertThat(status).isEqualTo(lives(g) ? 204 : 409);
            g.over = true;
        });
    }

    void pass(int n) {
        house.pass(Duration.ofSeconds(n % 90));
    }

    void hoursPass(int n) {
        house.pass(Duration.ofMinutes(n % 200));
    }

    JsonNode look(String caseId) {
        return new Desk(house.http(), house.auditor().token()).look(caseId);
    }

    /** What is true at any time, of one case. */
    void check(int n) {
        if (grants.isEmpty()) {
            return;
        }
        String caseId = grants.get(n % grants.size()).caseId;
        JsonNode c = look(caseId);
        long live =
                grants.stream().filter(g -> g.caseId.equals(caseId) && lives(g)).count();
        assertThat(live).as("claims of a case").isLessThanOrEqualTo(1);
        if (c.path("state").asText().equals("claimed")) {
            String holder = c.path("claim").path("holder").asText();
            assertThat(grants)
                    .anyMatch(g -> g.caseId.equals(caseId) && g.holder.id().equals(holder));
        } else {
            assertThat(live)
                    .as("a live claim of what is " + c.path("state").asText())
                    .isZero();
        }
        c.path("decisions")
                .forEach(d -> assertThat(d.path("approvedBy").asText("nobody"))
                        .as("the second person")
                        .isNotEqualTo(d.path("decidedBy").asText()));
        Placed now = new Placed(
                Instant.parse(c.path("deadline").asText()), c.path("decisions").size());
        Placed before = placed.put(caseId, now);
        if (before != null && before.decisions == now.decisions) {
            assertThat(now.deadline)
                    .as("a deadline never moves later by itself")
                    .isBeforeOrEqualTo(before.deadline);
        }
    }

    /** Every report is in one case, no subject has two open ones, and every action came to its end. */
    void end() {
        Desk desk = new Desk(house.http(), house.auditor().token());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine(desk.census()).keySet()).containsAll(sent.keySet()));
        mine(desk.census())
                .forEach((event, cases) -> assertThat(cases).as(event).hasSize(1));
        Map<String, Integer> open = new HashMap<>();
        desk.cases().stream()
                .filter(c -> OPEN.contains(c.path("state").asText()))
                .forEach(c -> open.merge(c.path("subject").toString(), 1, Integer::sum));
        assertThat(open.values()).allMatch(count -> count == 1);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(house.http()
                            .list("/v1/actions?state=pending", house.auditor().token()))
                    .isEmpty();
            assertThat(house.http()
                            .list("/v1/actions?state=trying", house.auditor().token()))
                    .isEmpty();
        });
        assertThat(desk.actions("failed").json().path("items")).isEmpty();
    }

    private Map<String, List<String>> mine(Map<String, List<String>> census) {
        Map<String, List<String>> mine = new HashMap<>(census);
        mine.keySet().removeIf(event -> !event.startsWith(name + "-"));
        return mine;
    }
}

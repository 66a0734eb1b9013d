package dev.pullcord.acceptance;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was answered 202 outlives anything: the service and its Redis are killed again and again under load. */
@Timeout(420)
class CrashIT {
    private static final int EVENTS = 10_000;
    private static final int SERVICE_KILLS = 20;
    private static final int REDIS_KILLS = 10;
    private static final int BATCH = 25;
    private static final int POSTERS = 4;
    private static final int DESKS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final AtomicInteger acknowledged = new AtomicInteger();
    /** Decisions answered 201, by case; with the ids of their actions. */
    private final Map<String, Set<String>> decided = new ConcurrentHashMap<>();

    private final AtomicBoolean over = new AtomicBoolean();
    private volatile PullcordHttp http;

    @Test
    void everyAcceptedReportIsInOneCaseOnceAndNoActionIsLost() throws Exception {
        Map<String, String> settings = Map.of(
                "PULLCORD_FOLD_PARTITION_LEASE", "1s",
                "PULLCORD_CLAIMS_LEASE", "5s",
                "PULLCORD_CLAIMS_RENEW_EVERY", "1s",
                "PULLCORD_DISPATCH_FIRST_DELAY", "100ms",
                "PULLCORD_DISPATCH_MAX_DELAY", "1s");
        List<ObjectNode> events = events();
        Set<String> reports = events.stream()
                .filter(e -> e.path("type").asText().contains(".report."))
                .map(e -> e.path("id").asText())
                .collect(toCollection(TreeSet::new));

        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())) {
            http = new PullcordHttp(service.baseUrl());
            DemoCredentials credentials = service.credentials();

            ExecutorService hands = Executors.newFixedThreadPool(POSTERS + DESKS);
            try {
                List<Future<Void>> posters = post(hands, events, credentials.platformKey());
                List<Future<Void>> desks = decide(hands, credentials);
                killAllAlong(service, posters);
                for (Future<Void> poster : posters) {
                    poster.get();
                }
                over.set(true);
                for (Future<Void> desk : desks) {
                    desk.get();
                }
            } finally {
                hands.shutdownNow();
            }

            assertThat(acknowledged).hasValue(EVENTS);
            Desk lead = new Desk(http, credentials.tokens().get("lead"));
            assertEachReportIsInOneCaseOnce(lead, reports);
            assertEveryDecisionStandsOnceAndItsActionsArrived(lead, receiver);

            service.stop();
            ServiceProcess.Finished verified = service.run("audit", "verify");
            assertThat(verified.exitCode()).as(verified.toString()).isZero();
        }
    }

    /** Flags, panics with and without a name, comings and blocks; the same each time. */
    private static List<ObjectNode> events() {
        Random random = new Random(11);
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String id = "e" + i;
            String account = "acc-" + random.nextInt(250);
            String other = "acc-r" + random.nextInt(2000);
            int kind = random.nextInt(100);
            if (kind < 65) {
                events.add(Events.flag(id, other, account, kind < 20 ? "sextortion" : "harassment"));
            } else if (kind < 72) {
                events.add(Events.panic(id, other, account));
            } else if (kind < 76) {
                events.add(Events.panicIn(id, other, "mtg-" + random.nextInt(20)));
            } else if (kind < 90) {
                events.add(Events.joined(id, "mtg-" + random.nextInt(20), "p" + i, other));
            } else {
                events.add(Events.blocked(id, account, other));
            }
        }
        return events;
    }

    private List<Future<Void>> post(ExecutorService hands, List<ObjectNode> events, String key) {
        Queue<List<ObjectNode>> batches = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < events.size(); i += BATCH) {
            batches.add(events.subList(i, Math.min(events.size(), i + BATCH)));
        }
        List<Future<Void>> posters = new ArrayList<>();
        for (int i = 0; i < POSTERS; i++) {
            posters.add(hands.submit((Callable<Void>) () -> {
                for (List<ObjectNode> batch = batches.poll(); batch != null; batch = batches.poll()) {
                    post(batch, key);
                }
                return null;
            }));
        }
        return posters;
    }

    /** Posts until every event was answered with yes, as a platform must. */
    private void post(List<ObjectNode> batch, String key) {
        List<ObjectNode> left = batch;
        while (!left.isEmpty()) {
            List<ObjectNode> now = left;
            Optional<Reply> reply = http.offerEvents(key, now);
            if (reply.isEmpty() || !reply.get().json().has("rejected")) {
                int status = reply.map(Reply::status).orElse(0);
                assertThat(status).as("an answer to events").isIn(0, 202, 429, 500, 503);
                breathe();
                continue;
            }
            List<ObjectNode> again = new ArrayList<>();
            for (JsonNode refused : reply.get().json().path("rejected")) {
                assertThat(refused.path("problem").path("status").asInt())
                        .as(refused.toString())
                        .isIn(429, 503);
                again.add(now.get(refused.path("index").asInt()));
            }
            acknowledged.addAndGet(now.size() - again.size());
            if (!again.isEmpty()) {
                breathe();
            }
            left = again;
        }
    }

    private List<Future<Void>> decide(ExecutorService hands, DemoCredentials credentials) {
        List<Future<Void>> desks = new ArrayList<>();
        for (int i = 0; i < DESKS; i++) {
            String token = credentials.moderators().get(i).token();
            desks.add(hands.submit((Callable<Void>) () -> {
                while (!over.get()) {
                    workOne(new Desk(http, token));
                }
                return null;
            }));
        }
        return desks;
    }

    private void workOne(Desk desk) {
        Optional<Desk.Held> held = desk.claimNext();
        if (held.isEmpty()) {
            breathe();
            return;
        }
        String caseId = held.get().caseId();
        boolean violation = Math.floorMod(caseId.hashCode(), 3) != 0;
        boolean ofMeeting =
                held.get().claimed().at("/case/subject/kind").asText().equals("meeting");
        if (ofMeeting && Math.floorMod(caseId.hashCode(), 8) != 0) { // its reports go where the account lies
            // Whether it was done shows in the end: its answer may be lost.
            desk.offerAttribution(caseId, held.get().token(), "acc-" + Math.floorMod(caseId.hashCode(), 250));
            return;
        }
        desk.offerDecision(
                        caseId,
                        held.get().token(),
                        violation ? "violation" : "no_violation",
                        "harassment",
                        violation ? List.of(ofMeeting ? "end_meeting" : "warn") : List.of())
                .filter(reply -> reply.status() == 201)
                .ifPresent(reply -> {
                    Set<String> actions = new HashSet<>();
                    reply.json()
                            .path("actions")
                            .forEach(action -> actions.add(action.path("id").asText()));
                    assertThat(decided.put(caseId, actions))
                            .as("a case decided twice: " + caseId)
                            .isNull();
                });
    }

    /** Kills at even steps of the progress, in the midst of what is under way: twice the service, then Redis. */
    private void killAllAlong(ServiceProcess service, List<Future<Void>> posters) {
        int kills = SERVICE_KILLS + REDIS_KILLS;
        int redisKilled = 0;
        int serviceKilled = 0;
        for (int i = 1; i <= kills; i++) {
            int next = EVENTS * i / (kills + 1);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .failFast("the service ended by itself", () -> !service.isAlive())
                    .until(() -> acknowledged.get() >= next || posters.stream().allMatch(Future::isDone));
            assertThat(posters).as("posters that still post").anyMatch(poster -> !poster.isDone());
            if (i % 3 == 0) {
                await().atMost(PATIENCE).until(service::killRedis9);
                redisKilled++;
            } else {
                service.kill9();
                service.start();
                http = new PullcordHttp(service.baseUrl());
                serviceKilled++;
            }
        }
        assertThat(redisKilled).isEqualTo(REDIS_KILLS);
        assertThat(serviceKilled).isEqualTo(SERVICE_KILLS);
    }

    private static void assertEachReportIsInOneCaseOnce(Desk desk, Set<String> reports) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                List<JsonNode> cases = desk.cases();
                boolean arrived =
                        cases.stream().allMatch(c -> !c.path("state").asText().equals("closed") || c.has("movedTo"));
                return arrived
                        && cases.stream()
                                        .mapToLong(c -> c.path("reportCount").asLong())
                                        .sum()
                                >= reports.size();
            });
        } catch (ConditionTimeoutException e) {
            // the census below says which are missing
        }
        Map<String, List<String>> census = desk.census();
        assertThat(census.keySet()).isEqualTo(reports);
        assertThat(census)
                .allSatisfy((report, cases) ->
                        assertThat(cases).as("the cases of report " + report).hasSize(1));
    }

    private void assertEveryDecisionStandsOnceAndItsActionsArrived(Desk lead, Receiver receiver) {
        assertThat(decided).as("cases decided under fire").hasSizeGreaterThan(10);
        assertThat(lead.cases().stream().filter(c -> c.has("movedTo")))
                .as("cases attributed under fire, %d decided", decided.size())
                .isNotEmpty();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> waiting(lead, "pending") == 0 && waiting(lead, "trying") == 0);
        assertThat(waiting(lead, "failed")).as("actions given up").isZero();

        Set<String> ordered = new HashSet<>();
        for (JsonNode one : lead.cases()) {
            String caseId = one.path("id").asText();
            if (!one.path("state").asText().equals("decided")) {
                assertThat(decided).doesNotContainKey(caseId);
                continue;
            }
            JsonNode whole = lead.look(caseId);
            assertThat(whole.path("decisions")).as("decisions of " + caseId).hasSize(1);
            Set<String> actions = new HashSet<>();
            whole.path("actions").forEach(action -> {
                actions.add(action.path("id").asText());
                assertThat(action.path("state").asText()).isEqualTo("answered");
                assertThat(action.path("status").asText()).isIn("done", "already_done");
            });
            ordered.addAll(actions);
            if (decided.containsKey(caseId)) {
                assertThat(actions).isEqualTo(decided.get(caseId));
            }
        }
        assertThat(receiver.done()).isEqualTo(ordered);
        Set<String> promised = decided.values().stream().flatMap(Set::stream).collect(toSet());
        assertThat(ordered).containsAll(promised);
    }

    private static int waiting(Desk lead, String state) {
        return lead.actions(state).json().path("items").size();
    }

    private static void breathe() {
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
    }
}

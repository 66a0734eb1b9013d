package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Role;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Reads all there is of a ground's cases, key by key and past the ports, and says whether it hangs together: what must
 * hold after every step, whoever made it.
 */
final class StoredCases {
    private final RedisClusterAsyncCommands<String, String> redis;
    private final Keys keys;
    private final Ground ground;
    private final Map<String, Long> deadlines = new HashMap<>();
    private final Map<ChainId, AuditEntry> heads = new HashMap<>();
    private final Map<String, Integer> decided = new HashMap<>();
    private final Set<String> onTheirWay = new HashSet<>();
    private Map<String, Long> attributed = Map.of();

    /** What never changes once it is written is read once, or most of a step would go into reading it again; the chains are verified whole at the end. */
    private final Map<String, AuditEntry> entries = new HashMap<>();

    private final Map<String, String> receipts = new HashMap<>();

    StoredCases(RedisLink link, String prefix, Ground ground) {
        this.redis = link.commands();
        this.keys = new Keys(prefix);
        this.ground = ground;
    }

    /**
     * Fails if anything does not hang together.
     *
     * @param subjects whom there may be cases about
     * @param accepted receipts of the reports that were accepted
     * @param folded whether all that was accepted has been folded: then each report is in a case
     */
    void check(List<Subject> subjects, Set<String> accepted, boolean folded) {
        Set<String> inACase = new HashSet<>();
        onTheirWay.clear();
        Map<String, String> openBySubject = new HashMap<>();
        Map<Subject, CompletionStage<String>> opened = new HashMap<>();
        for (Subject subject : subjects) {
            String key = keys.subject(subject.partition(ground.platform()), subject);
            opened.put(subject, redis.hget(key, "open_case"));
        }
        for (Partition partition : ground.partitions()) {
            check(partition, inACase, openBySubject);
        }
        for (Subject subject : subjects) {
            String open = now(opened.get(subject));
            assertThat(openBySubject.get(subject.kind() + subject.id()))
                    .as("the open case of its subject")
                    .isEqualTo(open);
        }
        inACase.addAll(onTheirWay); // some may have arrived already
        assertThat(accepted).as("reports in cases were accepted").containsAll(inACase);
        if (folded) {
            assertThat(inACase).as("every accepted report is in a case").isEqualTo(accepted);
        }
    }

    private void check(Partition partition, Set<String> inACase, Map<String, String> openBySubject) {
        CompletionStage<List<String>> ids = redis.zrange(keys.cases(partition), 0, -1);
        CompletionStage<List<ScoredValue<String>>> claims = redis.zrangeWithScores(keys.claims(partition), 0, -1);
        CompletionStage<List<ScoredValue<String>>> approvals = redis.zrangeWithScores(keys.approvals(partition), 0, -1);
        Map<String, CompletionStage<List<ScoredValue<String>>>> queues = new TreeMap<>();
        for (String queue : Ground.queues()) {
            Place.open(queue, Role.ADMIN)
                    .forEach(place -> queues.put(place, redis.zrangeWithScores(keys.queue(partition, place), 0, -1)));
        }
        CompletionStage<List<ScoredValue<String>>> moving = redis.zrangeWithScores(keys.attributed(partition), 0, -1);
        CompletionStage<List<ScoredValue<String>>> snoozed = redis.zrangeWithScores(keys.snoozed(partition), 0, -1);
        CompletionStage<List<ScoredValue<String>>> leaving = redis.zrangeWithScores(keys.outbox(partition), 0, -1);
        Map<ChainId, CompletionStage<List<AuditEntry>>> news = news(partition);
        attributed = scores(now(moving));
        Map<String, Long> asleep = scores(now(snoozed));
        Map<String, Map<String, Long>> waiting = new TreeMap<>();
        queues.forEach((q, found) -> waiting.put(q, scores(now(found))));
        Map<String, Long> claimed = scores(now(claims));
        Map<String, Long> proposed = scores(now(approvals));
        List<StoredCase> cases =
                now(ids).stream().map(id -> read(partition, id)).toList();
        Map<String, Long> outbox = scores(now(leaving));

        Set<String> known = cases.stream().map(c -> c.id).collect(Collectors.toSet());
        assertThat(claimed.keySet()).isSubsetOf(known);
        waiting.values().forEach(q -> assertThat(q.keySet()).isSubsetOf(known));
        Map<String, CompletionStage<String>> strikes = new HashMap<>();
        for (StoredCase c : cases) {
            strikes.put(c.id, redis.hget(keys.strikes(partition, now(c.hash).get("subject_id")), c.id));
        }
        for (StoredCase c : cases) {
            place(c, waiting, claimed, proposed);
            if (now(c.hash).get("state").equals("snoozed")) {
                assertThat(asleep)
                        .containsEntry(c.id, Long.parseLong(now(c.hash).get("snooze_expires_at_ms")));
            }
            reports(partition, c, inACase);
            decision(partition, c, outbox, now(strikes.get(c.id)));
            if (!List.of("decided", "appealed", "closed").contains(now(c.hash).get("state"))) {
                String subject = now(c.hash).get("subject_kind").toUpperCase(java.util.Locale.ROOT)
                        + now(c.hash).get("subject_id");
                assertThat(openBySubject.put(subject, c.id))
                        .as("a second open case")
                        .isNull();
            }
        }
        chains(news);
    }

    private record StoredCase(
            String id,
            CompletionStage<Map<String, String>> hash,
            CompletionStage<List<String>> reports,
            CompletionStage<List<String>> decisions,
            CompletionStage<Map<String, String>> actions,
            CompletionStage<List<String>> timeline) {}

    private StoredCase read(Partition partition, String id) {
        return new StoredCase(
                id,
                redis.hgetall(keys.reviewCase(partition, id)),
                redis.lrange(keys.reports(partition, id), 0, -1),
                redis.lrange(keys.decisions(partition, id), 0, -1),
                redis.hgetall(keys.actions(partition, id)),
                redis.lrange(keys.timeline(partition, id), 0, -1));
    }

    private void place(
            StoredCase c,
            Map<String, Map<String, Long>> waiting,
            Map<String, Long> claimed,
            Map<String, Long> proposed) {
        Map<String, String> hash = now(c.hash);
        long deadline = Long.parseLong(hash.get("deadline_ms"));
        assertThat(deadline)
                .as("a deadline never moves later")
                .isLessThanOrEqualTo(deadlines.getOrDefault(c.id, Long.MAX_VALUE));
        deadlines.put(c.id, deadline);
        List<String> where = waiting.entrySet().stream()
                .filter(q -> q.getValue().containsKey(c.id))
                .map(Map.Entry::getKey)
                .toList();
        switch (hash.get("state")) {
            case "queued", "escalated" -> {
                assertThat(where).as("queues of a waiting case").containsExactly(hash.get("queue"));
                assertThat(waiting.get(hash.get("queue"))).containsEntry(c.id, deadline);
                assertThat(claimed).doesNotContainKey(c.id);
                assertThat(hash).doesNotContainKeys("claim_token", "claim_holder", "claim_expires_at_ms");
            }
            case "claimed" -> {
                assertThat(where).as("queues of a claimed case").isEmpty();
                assertThat(claimed).containsEntry(c.id, Long.parseLong(hash.get("claim_expires_at_ms")));
                assertThat(hash).containsKeys("claim_token", "claim_holder");
            }
            case "awaiting_approval" -> {
                assertThat(where).as("queues of a proposed case").isEmpty();
                assertThat(claimed).doesNotContainKey(c.id);
                assertThat(proposed).containsEntry(c.id, Long.parseLong(hash.get("proposal_expires_at_ms")));
                assertThat(hash).doesNotContainKeys("claim_token", "claim_holder", "claim_expires_at_ms");
            }
            case "snoozed" -> {
                assertThat(where).as("queues of a case put off").isEmpty();
                assertThat(claimed).doesNotContainKey(c.id);
                assertThat(hash).doesNotContainKeys("claim_token", "claim_holder", "claim_expires_at_ms");
                assertThat(hash).containsKey("snooze_expires_at_ms");
            }
            case "decided" -> {
                assertThat(where).as("queues of a decided case").isEmpty();
                assertThat(claimed).doesNotContainKey(c.id);
                assertThat(hash).doesNotContainKeys("claim_token", "claim_holder", "claim_expires_at_ms");
            }
            case "appealed" -> {
                assertThat(where).as("queues of a contested case").isEmpty();
                assertThat(claimed).doesNotContainKey(c.id);
            }
            case "closed" -> {
                assertThat(where).as("queues of a closed case").isEmpty();
                assertThat(claimed).doesNotContainKey(c.id);
                assertThat(hash).doesNotContainKeys("claim_token", "claim_holder", "claim_expires_at_ms");
                if (!hash.get("decision_count").equals("0")) {
                    break; // its appeals are heard
                }
                assertThat(hash).containsKey("account");
                assertThat(attributed.containsKey(c.id))
                        .as("a case whose reports are still to go is listed")
                        .isEqualTo(!hash.containsKey("moved_to"));
            }
            default -> throw new AssertionError("no step leads to " + hash.get("state"));
        }
    }

    private void reports(Partition partition, StoredCase c, Set<String> inACase) {
        List<String> logIds = now(c.reports);
        assertThat(now(c.hash).get("report_count")).isEqualTo(Integer.toString(logIds.size()));
        List<String> fresh = logIds.stream()
                .filter(id -> !receipts.containsKey(partition.number() + " " + id))
                .toList();
        if (!fresh.isEmpty()) {
            now(ground.log().readAll(partition, fresh))
                    .forEach(logged -> receipts.put(partition.number() + " " + logged.logId(), logged.receipt()));
        }
        for (String logId : logIds) {
            String receipt = receipts.get(partition.number() + " " + logId);
            assertThat(receipt).as("a case's report is in the log").isNotNull();
            if (attributed.containsKey(c.id)) {
                onTheirWay.add(receipt);
            } else {
                assertThat(inACase.add(receipt))
                        .as("a report is in one case, once")
                        .isTrue();
            }
        }
    }

    /** Decision, state, audit entry and actions: all of them or none. */
    private void decision(Partition partition, StoredCase c, Map<String, Long> outbox, String strike) {
        List<String> decisions = now(c.decisions);
        if (now(c.hash).get("state").equals("decided")) {
            assertThat(decisions).isNotEmpty();
        }
        assertThat(now(c.hash).get("decision_count")).isEqualTo(Integer.toString(decisions.size()));
        List<AuditEntry> ofDecisions = new ArrayList<>();
        for (String place : now(c.timeline)) {
            if (place.startsWith("desk ")) {
                ChainId chain = Ground.chain(partition, ChainId.Hand.DESK);
                long seq = Long.parseLong(place.substring(5));
                AuditEntry entry = entries.computeIfAbsent(
                        partition.number() + " " + place,
                        unread -> now(ground.audit().read(chain, seq, 1)).get(0));
                if (entry.draft().detail().containsKey("decisionDigest")) {
                    ofDecisions.add(entry);
                }
            }
        }
        assertThat(ofDecisions).as("audit entries of the decisions").hasSameSizeAs(decisions);
        Set<String> actions = now(c.actions).keySet().stream()
                .filter(f -> f.endsWith(":order"))
                .map(f -> c.id + "." + f.substring(0, f.indexOf(':')))
                .collect(Collectors.toSet());
        Set<String> ordered = new HashSet<>();
        for (int i = 0; i < decisions.size(); i++) {
            String stored = decisions.get(i);
            assertThat(ofDecisions.get(i).draft().detail()).containsEntry("decisionDigest", AuditChain.digest(stored));
            var decision = StoredJson.read(stored, dev.pullcord.review.Decision.class);
            assertThat(decision.id()).isEqualTo(c.id + ".d" + (i + 1));
            decision.actions().forEach(a -> ordered.add(a.id()));
        }
        now(c.actions).keySet().stream()
                .filter(f -> f.endsWith(":follows"))
                .map(f -> c.id + "." + f.substring(0, f.indexOf(':')))
                .forEach(id -> assertThat(ordered.add(id))
                        .as("what follows has an id of its own")
                        .isTrue());
        assertThat(actions).isEqualTo(ordered);
        for (String action : actions) {
            String state = now(c.actions).get(action.substring(c.id.length() + 1) + ":state");
            assertThat(outbox.containsKey(action))
                    .as("an action on its way is in the outbox")
                    .isEqualTo(state.equals("pending") || state.equals("trying"));
        }
        strike(strike, decisions);
        plan(now(c.actions));
        assertThat(decided.merge(c.id, decisions.size(), Math::max))
                .as("no decision is ever gone")
                .isEqualTo(decisions.size());
    }

    /** An action is done anew once at most for each thing that made it, and no more often than policy allows. */
    private static void plan(Map<String, String> actions) {
        Set<String> joins = new HashSet<>();
        Set<String> follow = new HashSet<>();
        actions.forEach((field, value) -> {
            String suffix = field.substring(0, field.indexOf(':'));
            if (field.endsWith(":because") && value.startsWith("join ")) {
                assertThat(joins.add(value)).as("one order for a join").isTrue();
            }
            if (field.endsWith(":follows")) {
                String type = StoredJson.read(actions.get(suffix + ":order"), dev.pullcord.review.ActionOrder.class)
                        .type()
                        .code();
                assertThat(follow.add(value + " " + type))
                        .as("one successor of its kind")
                        .isTrue();
            }
            if (field.endsWith(":shown_by")) {
                assertThat(actions.get(suffix + ":tries"))
                        .as("what took effect was tried")
                        .isNotEqualTo("0");
            }
            if (field.endsWith(":joins")) {
                assertThat(Integer.parseInt(value))
                        .isLessThanOrEqualTo(Ground.PACK.plans().removeAgain());
            }
            if (field.endsWith(":resent")) {
                assertThat(Integer.parseInt(value))
                        .isLessThanOrEqualTo(Ground.PACK.plans().sendAgain());
            }
        });
    }

    /** What a case counts against its account is what its last decision says. */
    private static void strike(String counted, List<String> decisions) {
        String last = decisions.isEmpty()
                ? null
                : StoredJson.read(decisions.get(decisions.size() - 1), dev.pullcord.review.Decision.class)
                        .strike()
                        .map(StoredJson::write)
                        .orElse(null);
        assertThat(counted).as("what its last decision counts").isEqualTo(last);
    }

    /** What each chain has since the last check. */
    private Map<ChainId, CompletionStage<List<AuditEntry>>> news(Partition partition) {
        Map<ChainId, CompletionStage<List<AuditEntry>>> news = new HashMap<>();
        for (ChainId.Hand hand : ChainId.Hand.values()) {
            ChainId chain = Ground.chain(partition, hand);
            AuditEntry head = heads.get(chain);
            news.put(chain, ground.audit().read(chain, head == null ? 1 : head.seq() + 1, 1_000));
        }
        return news;
    }

    /** Each chain goes on from where the last check left it. */
    private void chains(Map<ChainId, CompletionStage<List<AuditEntry>>> news) {
        news.forEach((chain, read) -> {
            AuditEntry head = heads.get(chain);
            long seq = head == null ? 0 : head.seq();
            String hash = head == null ? AuditChain.GENESIS : head.hash();
            for (AuditEntry entry : now(read)) {
                assertThat(AuditChain.fault(entry, seq + 1, hash)).isEmpty();
                seq = entry.seq();
                hash = entry.hash();
                heads.put(chain, entry);
            }
        });
    }

    private static Map<String, Long> scores(List<ScoredValue<String>> values) {
        return values.stream().collect(Collectors.toMap(ScoredValue::getValue, v -> (long) v.getScore()));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.OutboxContract;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.StoredJson;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The outbox in Redis keeps what the one in memory keeps, and writes each try down. */
@Isolated("the fixture empties Redis before each test")
class RedisOutboxIT extends OutboxContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Platform platform =
            new Platform("tandem", 4, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());
    private final Keys keys = new Keys("test");
    private final AuditedScript audited = new AuditedScript(redis.link(), keys);
    private final RedisOutbox outbox = new RedisOutbox(redis.link(), keys, audited, new Damage(kind -> {}));

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected Platform platform() {
        return platform;
    }

    /** As decide_case writes it, with as little of the case as can be: that has its own tests. */
    @Override
    protected String decided(Instant at, Target target, ActionType... types) {
        Partition partition = new Partition(platform.id(), RANDOM.nextInt(platform.partitions()));
        String caseId = CaseId.create(partition, RANDOM);
        RedisFixture.await(redis.commands().hset(keys.reviewCase(partition, caseId), "decision_count", "1"));
        for (int i = 0; i < types.length; i++) {
            String suffix = "d1.a" + (i + 1);
            ActionOrder order = new ActionOrder(caseId + "." + suffix, types[i], target, Optional.empty());
            Map<String, String> fields = new HashMap<>();
            fields.put(suffix + ":order", StoredJson.write(order));
            fields.put(suffix + ":state", "pending");
            fields.put(suffix + ":tries", "0");
            fields.put(suffix + ":created_at_ms", CaseFields.millis(at));
            fields.put(suffix + ":next_try_at_ms", CaseFields.millis(at));
            fields.put(suffix + ":reason_code", "harassment");
            fields.put(
                    suffix + ":after",
                    IntStream.rangeClosed(1, i).mapToObj(n -> "d1.a" + n).collect(Collectors.joining(" ")));
            RedisFixture.await(redis.commands().hset(keys.actions(partition, caseId), fields));
            RedisFixture.await(redis.commands().zadd(keys.outbox(partition), (double) at.toEpochMilli(), order.id()));
        }
        return caseId;
    }

    @Test
    void everyRecordedTryStandsInTheCasesTimeline() {
        String caseId = decided(T0, Target.account("mallory"), ActionType.WARN);
        Partition partition =
                CaseId.partition(platform.id(), platform.partitions(), caseId).orElseThrow();
        Action due = RedisFixture.await(outbox.due(partition, T0, 1)).get(0);
        Action begun = RedisFixture.await(outbox.begin(partition, due, T0, T0.plusSeconds(15)))
                .orElseThrow();
        RedisFixture.await(outbox.record(
                partition, begun, Action.State.ANSWERED, "done", "said so", Optional.empty(), T0.plusMillis(3)));

        RedisAuditLog audit = new RedisAuditLog(redis.link(), keys, audited);
        ChainId chain = new ChainId(platform.id(), partition.number(), ChainId.Hand.DISPATCH);

        assertThat(RedisFixture.await(audit.read(chain, 1, 10))).singleElement().satisfies(entry -> {
            assertThat(entry.draft().verb()).isEqualTo("action_tried");
            assertThat(entry.draft().caseId()).contains(caseId);
            assertThat(entry.draft().detail())
                    .containsEntry("try", "1")
                    .containsEntry("status", "done")
                    .containsEntry("detail", "said so");
        });
        assertThat(RedisFixture.await(redis.commands().lrange(keys.timeline(partition, caseId), 0, -1)))
                .containsExactly("dispatch 1");
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chains when several processes write them, and when Redis is not what it was. */
class AuditedScriptIT {
    private static final Instant T0 = Events.T0;
    private static final ChainId CHAIN = new ChainId("tandem", 0, ChainId.Hand.DESK);
    private static final Moderator ANN = Ground.moderator("ann");

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private Ground one;
    private Ground other;

    @BeforeEach
    void twoProcesses() {
        one = process();
        other = process();
    }

    private Ground process() {
        return RedisGround.on(RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC)), 1);
    }

    @Test
    void twoProcessesWriteOneChain() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(one.audit().append(CHAIN, draft(i)).toCompletableFuture());
            all.add(other.audit().append(CHAIN, draft(i)).toCompletableFuture());
        }
        all.forEach(Ground::now);

        assertThat(Ground.now(one.audit().read(CHAIN, 1, 1_000))).hasSize(100);
        assertThat(one.auditFaults()).isEmpty();
    }

    /** As after a failover to a replica that had not got the last entries, on which another process went on. */
    @Test
    void aHeadOfTheSameLengthButAnotherHistoryIsNotLinkedTo() {
        Ground.now(one.audit().append(CHAIN, draft(1)));
        Ground.now(one.audit().append(CHAIN, draft(2)));
        Ground.now(redis.commands().del(keys.audit(CHAIN)));
        Ground.now(other.audit().append(CHAIN, draft(3)));
        Ground.now(other.audit().append(CHAIN, draft(4)));

        Ground.now(one.audit().append(CHAIN, draft(5)));

        assertThat(Ground.now(one.audit().read(CHAIN, 1, 9))).hasSize(3);
        assertThat(one.auditFaults()).isEmpty();
    }

    @Test
    void aChainThatIsGoneBeginsAnew() {
        Ground.now(one.audit().append(CHAIN, draft(1)));
        Ground.now(redis.commands().del(keys.audit(CHAIN)));

        Ground.now(one.audit().append(CHAIN, draft(2)));

        assertThat(one.auditFaults()).isEmpty();
    }

    /** Redis takes no entry at or below one that was cut off the end, and does not undo what a script wrote before. */
    @Test
    void whereTheEntryCannotBeWrittenNothingIsDecided() {
        Case open = one.flagged("e1", "mallory", T0);
        ClaimReply claimed =
                Ground.now(one.queue().claim(one.platform(), open.id(), ANN, "token", T0, T0.plusSeconds(60)));
        Case mine = ((ClaimReply.Claimed) claimed).claimed();
        Ground.now(redis.commands().xdel(keys.audit(CHAIN), "1-0"));
        Decision decision = one.decision(mine, ANN, T0, List.of());

        for (Ground ground : List.of(one, other)) {
            assertThatThrownBy(() -> Ground.now(ground.queue()
                            .decide(one.platform(), mine, ANN, "token", decision, "other", Optional.empty(), T0)))
                    .hasMessageContaining("XADD");
        }

        assertThat(one.find(open.id())).isEqualTo(mine);
        assertThat(Ground.now(one.queue().decisions(one.platform(), open.id()))).isEmpty();
        assertThat(one.open(Subject.account("mallory"))).contains(mine);
        assertThat(one.auditFaults())
                .singleElement()
                .asString()
                .isEqualTo("tandem partition 0, desk 1: the chain ends before it, but 1 entries were written");
    }

    @Test
    void anOpenCaseThatIsMissingIsSaidAndNotTriedForEver() {
        Subject mallory = Subject.account("mallory");
        String caseId = one.panic("p1", mallory, T0).caseId().orElseThrow();
        Ground.now(redis.commands().del(keys.reviewCase(one.partitionOf("mallory"), caseId)));
        one.flag("e1", "mallory", T0);

        assertThatThrownBy(() -> one.panic("p2", mallory, T0)).hasMessageContaining("open case is missing");
        assertThatThrownBy(() -> one.foldAll(T0)).hasMessageContaining("open case is missing");
    }

    private static AuditDraft draft(int i) {
        return AuditDraft.byService(T0.plusMillis(i), "case_seen", "c000-1", Map.of("n", Integer.toString(i)));
    }
}

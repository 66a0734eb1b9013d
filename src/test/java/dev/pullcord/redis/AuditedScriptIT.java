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
import dev.pullcord.review.ReviewQueue.DecideReply;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
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

    @Test
    void entriesStandInTheOrderTheyWereAskedForAlsoWhenRedisForgotTheScript() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (i == 100) {
                all.add(redis.commands().scriptFlush().toCompletableFuture());
            }
            all.add(one.audit().append(CHAIN, draft(i)).toCompletableFuture());
        }
        all.forEach(Ground::now);

        assertThat(Ground.now(one.audit().read(CHAIN, 1, 1_000)))
                .extracting(entry -> Integer.parseInt(entry.draft().detail().get("n")))
                .hasSize(200)
                .isSorted();
        assertThat(one.auditFaults()).isEmpty();
    }

    /** As after a failover to a replica that had not got the last entries, on which another process went on. */
    @Test
    void aHeadOfTheSameLengthButAnotherHistoryIsNotLinkedTo() {
        Ground.now(one.audit().append(CHAIN, draft(1)));
        Ground.now(one.audit().append(CHAIN, draft(2)));
        Ground.now(redis.commands().del(keys.audit(CHAIN), timeline()));
        Ground.now(other.audit().append(CHAIN, draft(3)));
        Ground.now(other.audit().append(CHAIN, draft(4)));

        Ground.now(one.audit().append(CHAIN, draft(5)));

        assertThat(Ground.now(one.audit().read(CHAIN, 1, 9))).hasSize(3);
        assertThat(one.auditFaults()).isEmpty();
    }

    @Test
    void aChainThatIsGoneBeginsAnew() {
        Ground.now(one.audit().append(CHAIN, draft(1)));
        Ground.now(redis.commands().del(keys.audit(CHAIN), timeline()));

        Ground.now(one.audit().append(CHAIN, draft(2)));

        assertThat(one.auditFaults()).isEmpty();
    }

    /** Redis takes no entry below the highest place ever written, and does not undo what a script wrote before. */
    @Test
    void whereTheEntryCannotBeWrittenNothingIsDecided() {
        Case mine = claimed();
        String jump = "return redis.call('XSETID', KEYS[1], '100-0')";
        Ground.now(redis.commands().eval(jump, ScriptOutputType.STATUS, keys.audit(CHAIN)));

        assertThatThrownBy(() -> decide(mine)).hasMessageContaining("XADD");

        assertThat(one.find(mine.id())).isEqualTo(mine);
        assertThat(Ground.now(one.queue().decisions(one.platform(), mine.id()))).isEmpty();
        assertThat(one.open(Subject.account("mallory"))).contains(mine);
    }

    @Test
    void workGoesOnBehindAnEndThatWasCutOffAndTheGapShows() {
        Case mine = claimed();
        Ground.now(redis.commands().xdel(keys.audit(CHAIN), "1-0"));
        assertThat(one.auditFaults())
                .singleElement()
                .asString()
                .isEqualTo("tandem partition 0, desk 1: the chain ends before it, but 1 entries were written");

        assertThat(decide(mine)).isEqualTo(DecideReply.DECIDED);

        assertThat(one.auditFaults())
                .singleElement()
                .asString()
                .isEqualTo("tandem partition 0, desk 1: entry 1 is missing, 2 stands in its place");
    }

    @Test
    void aDecisionThatWasChangedLaterIsFoundByItsEntry() {
        Case mine = claimed();
        decide(mine);
        String key = keys.decisions(mine.partition(), mine.id());
        String stored = Ground.now(redis.commands().lindex(key, 0));
        assertThat(one.auditFaults()).isEmpty();

        Ground.now(redis.commands().lset(key, 0, stored.replace("seen and weighed", "seen and waved on")));
        assertThat(one.auditFaults())
                .singleElement()
                .asString()
                .isEqualTo("tandem partition 0, desk 2: the decision it names was changed");

        Ground.now(redis.commands().del(key));
        assertThat(one.auditFaults()).singleElement().asString().endsWith("the decision it names is gone");
    }

    @Test
    void anEntryThatCannotEvenBeReadIsFoundAndDoesNotEndTheWalk() {
        Ground.now(one.audit().append(CHAIN, draft(1)));
        Ground.now(redis.commands().xadd(keys.audit(CHAIN), new XAddArgs().id("2-0"), Map.of("x", "y")));
        one.flagged("e1", "mallory", T0);

        assertThat(one.auditFaults())
                .singleElement()
                .asString()
                .isEqualTo("tandem partition 0, desk 2: entry 2 does not follow the one before it");
    }

    private Case claimed() {
        Case open = one.flagged("e1", "mallory", T0);
        ClaimReply claimed =
                Ground.now(one.queue().claim(one.platform(), open.id(), ANN, "token", T0, T0.plusSeconds(60)));
        return ((ClaimReply.Claimed) claimed).claimed();
    }

    private DecideReply decide(Case mine) {
        Decision decision = one.decision(mine, ANN, T0, List.of());
        return Ground.now(
                one.queue().decide(one.platform(), mine, ANN, "token", decision, "other", Optional.empty(), T0));
    }

    @Test
    void anOpenCaseThatIsMissingIsSaidAndNotTriedForEver() {
        Subject mallory = Subject.account("mallory");
        String caseId = one.panic("p1", mallory, T0).caseId().orElseThrow();
        Ground.now(redis.commands().del(keys.reviewCase(one.partitionOf("mallory"), caseId)));
        one.flag("e1", "mallory", T0);

        assertThatThrownBy(() -> one.panic("p2", mallory, T0)).hasMessageContaining("is damaged");
        assertThatThrownBy(() -> one.foldAll(T0)).hasMessageContaining("is damaged");
    }

    private String timeline() {
        return keys.timeline(one.partitionOf("anybody"), "c000-1");
    }

    private static AuditDraft draft(int i) {
        return AuditDraft.byService(T0.plusMillis(i), "case_seen", "c000-1", Map.of("n", Integer.toString(i)));
    }
}

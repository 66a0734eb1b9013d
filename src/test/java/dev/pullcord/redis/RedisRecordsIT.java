package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.KeptCase;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.evidence.Records;
import dev.pullcord.evidence.Records.Forgot;
import dev.pullcord.evidence.Records.Totals;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.Sample;
import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.Role;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import io.lettuce.core.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case is forgotten on a real Redis: wholly, once, and not while anything speaks against it. */
class RedisRecordsIT {
    private static final Instant T0 = Events.T0;
    private static final Instant LATER = T0.plus(Duration.ofDays(400));
    private static final Moderator DORA = Ground.moderator("dora");

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final RedisStore store = RedisGround.sealed(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final RedisStore later = RedisGround.sealed(redis.link(), prefix, Clock.fixed(LATER, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void nothingOfACaseIsLeftButItsProof() {
        for (int n = 1; n < 230; n++) {
            ground.flag("f" + n, "mallory", T0);
        }
        Case open = ground.flagged("last", "mallory", T0);
        Acceptance first = ground.flag("f1", "mallory", T0); // known again
        now(store.log()
                .accept(
                        ground.platform(),
                        Events.withdrawal("w1", first.receipt()),
                        Subject.account("mallory"),
                        Optional.of(logId(first.receipt())),
                        T0));
        ground.foldAll(T0);
        ground.decide(ground.find(open.id()), T0);
        told();
        Case c = ground.find(open.id());
        now(store.queue()
                .remember(
                        ground.platform(),
                        c.id(),
                        AuditDraft.byService(T0, "note_added", c.id(), Map.of("text", "a note"))));

        forgetAll(later.records());

        assertThat(now(store.queue().find(ground.platform(), c.id()))).isEmpty();
        assertThat(now(store.log().findByReceipt(ground.platform(), first.receipt())))
                .isEmpty();
        assertThat(left())
                .allSatisfy((key, value) -> assertThat(key + value)
                        .doesNotContain("mallory")
                        .doesNotContain("Wörter")
                        .doesNotContain("my mistake")
                        .doesNotContain(first.receipt()));
        assertThat(left().keySet()).noneMatch(key -> key.contains("case:") || key.contains("event:"));
        assertThat(totals(c.partition())).isEqualTo(new Totals(1, 230, 1, 1));
        assertThat(verbs(c.partition())).endsWith("case_forgetting", "case_forgotten");
    }

    /** After each possible last step: whoever is next finishes it, and counts it once. */
    @Test
    void whatWasCutOffAnywhereIsFinishedByTheNext() {
        Case c = decided("mallory", 130);
        int cuts = 0;
        for (int lasts = 0; now(store.queue().find(ground.platform(), c.id())).isPresent() || begun() > 0; lasts++) {
            assertThat(lasts).isLessThan(60);
            try {
                forgetAll(dying(later.records(), lasts % 7));
            } catch (RuntimeException cut) {
                cuts++;
            }
        }

        assertThat(cuts).isGreaterThan(2);
        assertThat(left().keySet()).noneMatch(key -> key.contains("case:") || key.contains("event:"));
        assertThat(totals(c.partition())).isEqualTo(new Totals(1, 130, 0, 1));
        assertThat(verbs(c.partition())).containsOnlyOnce("case_forgetting").containsOnlyOnce("case_forgotten");
    }

    @Test
    void aHoldOnTheCaseOrItsAccountKeepsIt() {
        Case c = decided("mallory", 1);
        KeptCase kept = kept(c);
        LegalHold onCase = placed(Target.ofCase(c.id()));
        assertThat(forget(kept)).isEqualTo(Forgot.HELD);
        release(onCase);
        LegalHold onAccount = placed(Target.account("mallory"));
        placed(Target.account("alice"));
        assertThat(forget(kept)).isEqualTo(Forgot.HELD);
        assertThat(ground.find(c.id())).isEqualTo(c);
        release(onAccount);

        assertThat(forget(kept)).isEqualTo(Forgot.FORGOTTEN);
        assertThat(forget(kept)).isEqualTo(Forgot.MOVED);
    }

    /** What it kept from its account is forgotten with it, but for what still holds. */
    @ParameterizedTest
    @CsvSource({"over, false", "released, false", "lifted, false", "holds, true", "forGood, true"})
    void heldPayoutsAreForgottenOnceTheyAreHeldNoMore(String how, boolean stays) {
        Case c = decided("mallory", 1);
        Optional<Instant> until = switch (how) {
            case "over" -> Optional.of(T0.plusSeconds(60));
            case "holds" -> Optional.of(LATER.plusSeconds(60));
            default -> Optional.empty();
        };
        payouts(c.id(), true, until, T0);
        switch (how) {
            case "released" -> payouts(c.id(), false, Optional.empty(), T0.plusSeconds(9));
            case "lifted" -> payouts("another", false, Optional.empty(), T0.plusSeconds(9));
            default -> {}
        }

        assertThat(forget(kept(c))).isEqualTo(Forgot.FORGOTTEN);

        assertThat(now(redis.link().commands().hgetall(keys.standing(c.partition(), Right.PAYOUT, "mallory")))
                        .keySet()
                        .stream()
                        .anyMatch(field -> field.startsWith(c.id())))
                .isEqualTo(stays);
    }

    private void payouts(String caseId, boolean held, Optional<Instant> until, Instant at) {
        now(store.outbox()
                .setStanding(ground.platform(), caseId, new StandingChange(Right.PAYOUT, "mallory", held, until), at));
    }

    @Test
    void aCaseThatMovedSinceItWasReadStays() {
        Case c = decided("mallory", 1);
        KeptCase kept = kept(c);
        RedisFixture.await(redis.commands().hincrby(keys.reviewCase(c.partition(), c.id()), "version", 1));

        assertThat(forget(kept)).isEqualTo(Forgot.MOVED);
        KeptCase again = kept(ground.find(c.id()));
        now(store.filings()
                .draft(
                        ground.platform(),
                        Sample.draft(c.id(), false),
                        Optional.empty(),
                        AuditDraft.byService(T0, "filing_drafted", c.id(), Map.of())));
        assertThat(kept(ground.find(c.id())).waits()).containsExactly(KeptCase.Waits.FILING);
        forgetAll(later.records());
        assertThat(now(store.records().find(ground.platform(), c.partition(), c.id())))
                .isPresent();
        assertThat(again.waits()).isEmpty();
    }

    @Test
    void anOpenCaseAndOneWhoseReportersAreNotToldAreNotTouched() {
        Case open = ground.flagged("e1", "alice", T0);
        Case untold = ground.flagged("e2", "mallory", T0);
        ground.decide(untold, T0);
        RedisFixture.await(redis.commands().zadd(keys.untold(untold.partition()), 1, untold.id()));

        forgetAll(later.records());

        assertThat(ground.find(open.id())).isEqualTo(open);
        assertThat(left().toString()).contains("mallory");
    }

    @Test
    void reportsThatCameFromAMeetingsCaseGoFromBothLogs() {
        Subject call = Subject.meeting("call-9");
        ground.panic("e1", call, T0);
        Case from = ground.open(call).orElseThrow();
        now(store.queue().claim(ground.platform(), from.id(), DORA, "t", T0, T0.plusSeconds(60)));
        assertThat(now(store.attributions().attribute(from, DORA, "t", "mallory", "the roster says so", T0)))
                .isEqualTo(HolderReply.DONE);
        now(store.attributions().carryOver(ground.platform(), from.id(), T0));
        ground.foldAll(T0);
        ground.decide(ground.open(Subject.account("mallory")).orElseThrow(), T0);
        told();

        forgetAll(later.records());

        assertThat(left().keySet())
                .noneMatch(key -> key.contains("case:")
                        || key.contains("event:")
                        || key.contains("taken:")
                        || key.contains("settled:"));
        assertThat(left().toString()).doesNotContain("mallory").doesNotContain("Wörter");
    }

    @Test
    void whatWasOnlyObservedGoesByItsAgeAndReportsDoNot() {
        ground.take(Events.device("o1", "mallory", "a".repeat(43)), Subject.account("mallory"), T0);
        ground.foldAll(T0);
        Case open = ground.flagged("e1", "alice", T0);
        ground.take(Events.device("o4", "dave", "d".repeat(43)), Subject.account("dave"), T0);
        ground.foldAll(T0);
        ground.take(Events.device("o3", "carol", "c".repeat(43)), Subject.account("carol"), T0); // nobody folded it
        ground.take(Events.device("o2", "bob", "b".repeat(43)), Subject.account("bob"), LATER);
        placed(Target.account("dave"));

        forgetAll(later.records());

        assertThat(ground.logged(Subject.account("dave"))).hasSize(1);
        assertThat(ground.load(Subject.account("dave")).appliedLogId()).isNotEqualTo("0-0");
        assertThat(ground.logged(Subject.account("mallory"))).isEmpty();
        assertThat(ground.logged(Subject.account("alice"))).hasSize(1);
        assertThat(ground.logged(Subject.account("bob"))).hasSize(1);
        assertThat(ground.logged(Subject.account("carol"))).hasSize(1);
        assertThat(ground.open(Subject.account("alice"))).contains(open);
        assertThat(ground.load(Subject.account("mallory")).appliedLogId()).isEqualTo("0-0");
        assertThat(ground.partitions().stream().map(this::totals).reduce(Totals.NONE, Totals::plus))
                .isEqualTo(new Totals(0, 0, 1, 1));
    }

    private Case decided(String account, int flags) {
        for (int n = 1; n < flags; n++) {
            ground.flag(account + n, account, T0);
        }
        Case open = ground.flagged(account + "-last", account, T0);
        ground.decide(open, T0);
        told();
        return ground.find(open.id());
    }

    /** The loop that tells reporters' records has been. */
    private void told() {
        ground.partitions().forEach(p -> RedisFixture.await(redis.commands().del(keys.untold(p))));
    }

    private String logId(String receipt) {
        return now(store.log().findByReceipt(ground.platform(), receipt))
                .orElseThrow()
                .logId();
    }

    private KeptCase kept(Case c) {
        return now(later.records().find(ground.platform(), c.partition(), c.id()))
                .orElseThrow();
    }

    private Forgot forget(KeptCase kept) {
        return now(later.records()
                .forget(
                        ground.platform(),
                        kept,
                        LATER,
                        AuditDraft.byService(LATER, "case_forgetting", kept.id(), new TreeMap<>())));
    }

    private LegalHold placed(Target target) {
        HoldDesk.Reply reply = now(desk().place(
                        ground.platform(),
                        new Moderator("lena", "tandem", "lena", Role.LEAD),
                        target,
                        new LegalHold.Order("a court", Optional.empty(), "an order", "asked for"),
                        LATER.plusSeconds(60)));
        return ((HoldDesk.Reply.Stands) reply).hold();
    }

    private void release(LegalHold hold) {
        now(desk().release(ground.platform(), new Moderator("lena", "tandem", "l", Role.LEAD), hold.id(), "over"));
        now(desk().answer(ground.platform(), new Moderator("leo", "tandem", "l", Role.LEAD), hold.id(), true, "yes"));
    }

    private HoldDesk desk() {
        return new HoldDesk(store.holds(), new SecureRandom(), Clock.fixed(LATER, ZoneOffset.UTC));
    }

    private void forgetAll(Records records) {
        Retention retention = new Retention(records, platform -> Ground.PACK, Clock.fixed(LATER, ZoneOffset.UTC));
        for (Partition partition : ground.partitions()) {
            RedisFixture.await(redis.commands().del(keys.retention(partition))); // an hour has passed
            for (int step = 0; now(retention.step(ground.platform(), partition)).more(); step++) {
                assertThat(step).isLessThan(100);
            }
        }
    }

    private int begun() {
        return ground.partitions().stream()
                .mapToInt(p -> now(store.records().begun(p, 10)).size())
                .sum();
    }

    /** These records, whose process dies after so many writes. */
    private static Records dying(Records records, int writes) {
        int[] left = {writes};
        return (Records) Proxy.newProxyInstance(
                Records.class.getClassLoader(), new Class<?>[] {Records.class}, (proxy, method, args) -> {
                    boolean writing =
                            List.of("forget", "goOn", "sweep", "remember").contains(method.getName());
                    if (writing && left[0]-- <= 0) {
                        return CompletableFuture.failedFuture(new IllegalStateException("cut off"));
                    }
                    try {
                        return method.invoke(records, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Totals totals(Partition partition) {
        return now(store.records().totals(partition));
    }

    private List<String> verbs(Partition partition) {
        return RedisFixture.await(redis.commands().xrange(keys.audit(RedisRecords.chain(partition)), Range.unbounded()))
                .stream()
                .map(entry -> entry.getBody().get("verb"))
                .toList();
    }

    /** All that is kept, but the chains. */
    private Map<String, String> left() {
        Map<String, String> all = new TreeMap<>();
        for (String key : redis.keys(prefix)) {
            if (!key.contains("}:audit:")) {
                all.put(key, value(key));
            }
        }
        return all;
    }

    private String value(String key) {
        return switch (RedisFixture.await(redis.commands().type(key))) {
            case "string" -> RedisFixture.await(redis.commands().get(key));
            case "hash" -> RedisFixture.await(redis.commands().hgetall(key)).toString();
            case "list" ->
                RedisFixture.await(redis.commands().lrange(key, 0, -1)).toString();
            case "zset" ->
                RedisFixture.await(redis.commands().zrange(key, 0, -1)).toString();
            case "set" -> RedisFixture.await(redis.commands().smembers(key)).toString();
            default ->
                RedisFixture.await(redis.commands().xrange(key, Range.unbounded()))
                        .toString();
        };
    }
}

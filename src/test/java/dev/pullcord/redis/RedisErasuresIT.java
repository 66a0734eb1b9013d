package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.SubjectAccess;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an account asks for itself, on a real Redis. */
class RedisErasuresIT {
    private static final Instant T0 = Events.T0;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEEP = Ground.PACK.retention().other().keep();
    private static final Subject MALLORY = Subject.account("mallory");
    private static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);
    private static final Moderator LEO = new Moderator("leo", "tandem", "leo", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void whatMayGoIsGoneBeforeItsTimeAndWhatMayNotIsNamed() {
        Case old = decided("old", T0);
        Case recent = decided("recent", T0.plus(DAY.multipliedBy(100)));
        observed("o1");
        Instant asked = T0.plus(KEEP).plus(DAY);
        now(erasing(asked).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(asked);

        Erasure stands = erasure(asked);
        assertThat(stands.erased()).isEqualTo(new Erasure.Erased(1, 0));
        assertThat(stands.kept())
                .containsExactly(
                        new Erasure.Kept(
                                "case",
                                Optional.of(recent.id()),
                                "kept",
                                Optional.of(T0.plus(DAY.multipliedBy(100)).plus(KEEP))),
                        new Erasure.Kept("observed", Optional.empty(), "cases", Optional.empty()));
        assertThat(now(store.queue().find(ground.platform(), old.id()))).isEmpty();
        assertThat(ground.logged(MALLORY)).hasSize(2); // the other case's report, and what was observed

        Instant end = stands.nextAt().orElseThrow();
        run(end.minusMillis(1));
        assertThat(erasure(end)).isEqualTo(stands);
        run(end);

        assertThat(erasure(end).nextAt()).isEmpty();
        assertThat(erasure(end).erased()).isEqualTo(new Erasure.Erased(2, 1));
        assertThat(ground.logged(MALLORY)).isEmpty();
        assertThat(ground.load(MALLORY).appliedLogId()).isEqualTo("0-0");
        assertThat(redis.keys(prefix).toString()).doesNotContain("case:").doesNotContain("subject:");
    }

    @Test
    void aHoldOnTheAccountStopsAllOfIt() {
        decided("old", T0);
        observed("o1");
        Instant asked = T0.plus(KEEP).plus(DAY);
        LegalHold hold = ((HoldDesk.Reply.Stands) now(desk(asked)
                        .place(
                                ground.platform(),
                                LENA,
                                LegalHold.Target.account("mallory"),
                                new LegalHold.Order("a court", Optional.empty(), "an order", "asked for"),
                                asked.plus(DAY.multipliedBy(90)))))
                .hold();
        now(erasing(asked).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(asked);

        assertThat(erasure(asked).kept())
                .containsExactly(new Erasure.Kept("account", Optional.empty(), "held", Optional.empty()));
        assertThat(ground.logged(MALLORY)).hasSize(2);

        now(desk(asked).release(ground.platform(), LENA, hold.id(), "over"));
        now(desk(asked).answer(ground.platform(), LEO, hold.id(), true, "yes"));
        run(asked.plus(DAY));

        assertThat(erasure(asked).nextAt()).isEmpty();
        assertThat(ground.logged(MALLORY)).isEmpty();
    }

    @Test
    void anOpenCaseKeepsWhatItIsMadeOf() {
        observed("o1");
        Case open = ground.flagged("e1", "mallory", T0);
        now(erasing(T0).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(T0);

        assertThat(erasure(T0).kept())
                .contains(new Erasure.Kept("case", Optional.of(open.id()), "open", Optional.empty()));
        assertThat(ground.open(MALLORY)).contains(open);
        assertThat(ground.logged(MALLORY)).hasSize(2);
    }

    @Test
    void askedManyTimesItIsOneWish() {
        observed("o1");
        List<CompletableFuture<Erasure>> all = IntStream.range(0, 6)
                .mapToObj(n -> erasing(T0)
                        .ask(ground.platform(), LENA, "mallory", "he asked by mail")
                        .toCompletableFuture())
                .toList();

        List<Erasure> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers).containsOnly(erasure(T0));
        run(T0);
        Erasure done = erasure(T0);
        assertThat(done.nextAt()).isEmpty();
        assertThat(now(erasing(T0.plus(DAY)).ask(ground.platform(), LEO, "mallory", "again"))
                        .nextAt())
                .contains(T0.plus(DAY));
        assertThat(RedisFixture.await(redis.commands()
                                .hgetall(keys.erasure(ground.partitionOf("mallory"), Keys.digest("mallory"))))
                        .toString())
                .doesNotContain("mallory");
    }

    @Test
    void anAccountIsToldWhatWasSeenAndDecidedAndNeverWhoReported() {
        observed("o1");
        ground.take(Events.blocked("o2", "mallory", "rita"), MALLORY, T0);
        decided("old", T0);
        ground.flagged("e9", "mallory", T0.plusSeconds(9));

        SubjectAccess.Part part = now(new SubjectAccess(store.queue(), store.strikes(), store.log())
                .part(ground.platform(), "mallory", Optional.empty()));

        assertThat(part.decisions()).hasSize(1);
        assertThat(part.observed()).hasSize(1);
        assertThat(part.next()).isEmpty();
        assertThat(part.observed().toString()).doesNotContain("rita");
    }

    private void observed(String id) {
        ground.take(Events.device(id, "mallory", "a".repeat(43)), MALLORY, T0);
        ground.foldAll(T0);
    }

    private Case decided(String eventId, Instant at) {
        Case open = ground.flagged(eventId, "mallory", at);
        ground.decide(open, at);
        ground.partitions().forEach(p -> RedisFixture.await(redis.commands().del(keys.untold(p))));
        return ground.find(open.id());
    }

    private Erasing erasing(Instant at) {
        return new Erasing(
                store.erasures(),
                store.records(),
                store.holds(),
                store.queue(),
                platform -> Ground.PACK,
                Clock.fixed(at, ZoneOffset.UTC));
    }

    private HoldDesk desk(Instant at) {
        return new HoldDesk(store.holds(), new SecureRandom(), Clock.fixed(at, ZoneOffset.UTC));
    }

    private Erasure erasure(Instant at) {
        return now(erasing(at).find(ground.platform(), "mallory")).orElseThrow();
    }

    /** What the owner of each partition does at this time. */
    private void run(Instant at) {
        Retention retention = new Retention(store.records(), platform -> Ground.PACK, Clock.fixed(at, ZoneOffset.UTC));
        for (Partition partition : ground.partitions()) {
            int steps = 0;
            while (now(retention.step(ground.platform(), partition)).more()
                    || now(erasing(at).step(ground.platform(), partition))) {
                assertThat(steps++).isLessThan(100);
            }
        }
    }
}

package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.KeptCase.Waits;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.RetentionPolicy;
import dev.pullcord.review.Role;
import dev.pullcord.wire.PolicyCodec;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final Instant T0 = Sample.T0;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Platform PLATFORM = Ground.tandem(1);
    private static final Partition PARTITION = new Partition("tandem", 0);

    private Instant now = T0;
    private PolicyPack pack = PolicyCodec.defaults();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final InMemoryHolds holds = new InMemoryHolds(id -> true);
    private final InMemoryRecords records = new InMemoryRecords(holds);
    private final Retention retention = new Retention(records, platform -> pack, clock);
    private final HoldDesk desk = new HoldDesk(holds, new SecureRandom(), clock);

    @Test
    void aCaseHasTwoClocksAndTheDutyToKeepWins() {
        RetentionPolicy policy = pack.retention();
        KeptCase other = ended("c000-00000000000000000001", false, Optional.empty(), Optional.empty());
        KeptCase filed = ended("c000-00000000000000000002", true, Optional.of(T0.plus(DAY)), Optional.empty());
        KeptCase counts = ended(
                "c000-00000000000000000003", false, Optional.empty(), Optional.of(T0.plus(Duration.ofDays(1_000))));

        assertThat(other.clocks(policy).keepUntil())
                .isEqualTo(T0.plus(policy.other().keep()));
        assertThat(other.clocks(policy).deleteBy())
                .isEqualTo(T0.plus(policy.other().deleteBy()));
        assertThat(filed.clocks(policy).keepUntil())
                .isEqualTo(T0.plus(DAY).plus(policy.filed().keep()));
        assertThat(counts.clocks(policy).deleteBy()).isEqualTo(T0.plus(Duration.ofDays(1_000)));
    }

    @Test
    void aCaseGoesWithinTheDayBeforeItMustBeGone() {
        KeptCase other = ended("c000-00000000000000000001", false, Optional.empty(), Optional.empty());
        put(other, T0);
        Instant due = other.clocks(pack.retention()).deleteBy();

        now = due.minus(KeptCase.LEAD).minusMillis(1);
        runAll();
        assertThat(records.kept).containsKey(other.id());

        now = due.minus(KeptCase.LEAD).plus(Retention.EVERY);
        runAll();
        assertThat(records.kept).isEmpty();
        assertThat(records.audit).extracting("verb").containsExactly("case_forgetting", "case_forgotten");
        assertThat(records.audit.get(0).detail())
                .containsEntry("why", "retention")
                .containsEntry("reports", "2");
    }

    @Test
    void whatIsHeldOrWaitsIsNamedAndStays() {
        KeptCase held = ended("c000-00000000000000000001", false, Optional.empty(), Optional.empty());
        KeptCase waits =
                waiting(ended("c000-00000000000000000002", false, Optional.empty(), Optional.empty()), Waits.FILING);
        put(held, T0);
        put(waits, T0);
        now = T0.plus(Duration.ofDays(360));
        hold(Target.ofCase(held.id()), Duration.ofDays(100));

        now = T0.plus(Duration.ofDays(400));
        runAll();

        Retention.Standing standing =
                retention.standing(PLATFORM).toCompletableFuture().join();
        assertThat(standing.counts().held()).isEqualTo(1);
        assertThat(standing.counts().waiting()).isEqualTo(1);
        assertThat(standing.counts().kept())
                .containsExactly(new Round.Kept(held.id(), "held"), new Round.Kept(waits.id(), "filing"));
        assertThat(standing.finishedAt()).isPresent();
        assertThat(records.kept).hasSize(2);
    }

    /** Two years in which cases end, are told to authorities, held, released and decided anew, and the policy changes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inTwoYearsNothingGoesEarlyAndNothingStaysLate(long seed) {
        Random random = new Random(seed);
        Map<String, KeptCase> all = new HashMap<>();
        Set<String> everHeld = new HashSet<>();
        long reports = 0;
        long events = 0;
        for (int day = 0; day < 730; day++) {
            now = T0.plus(DAY.multipliedBy(day));
            for (int n = random.nextInt(4); n > 0; n--) {
                String id = String.format("c000-%020d", day * 10 + n);
                KeptCase c = new KeptCase(
                        id,
                        PARTITION,
                        1,
                        Optional.of("account" + random.nextInt(40)),
                        now,
                        random.nextBoolean(),
                        random.nextInt(5) == 0 ? Optional.of(now.plus(Duration.ofHours(30))) : Optional.empty(),
                        random.nextInt(5) == 0
                                ? Optional.of(now.plus(Duration.ofDays(random.nextInt(500))))
                                : Optional.empty(),
                        random.nextInt(8) == 0 ? EnumSet.of(Waits.ACTION) : Set.of(),
                        Map.of("reports", random.nextInt(3)));
                put(c, now.minus(Duration.ofHours(random.nextInt(90))));
                all.put(id, c);
            }
            records.events.put((long) day, now);
            events++;
            if (random.nextInt(20) == 0) {
                Target target = random.nextBoolean() || records.kept.isEmpty()
                        ? Target.account("account" + random.nextInt(40))
                        : Target.ofCase(any(records.kept, random).id());
                hold(target, Duration.ofDays(1 + random.nextInt(200)));
                everHeld.add(target.id());
            }
            if (random.nextInt(30) == 0 && !records.kept.isEmpty()) {
                KeptCase before = any(records.kept, random);
                KeptCase anew = new KeptCase(
                        before.id(),
                        PARTITION,
                        before.version() + 1,
                        before.account(),
                        now,
                        !before.violation(),
                        before.filedAt(),
                        before.countsUntil(),
                        Set.of(),
                        before.parts());
                records.kept.put(anew.id(), anew);
                all.put(anew.id(), anew);
            }
            if (day == 500) {
                pack = PolicyCodec.pack("eu-report-only").pack();
            }
            Map<String, KeptCase> before = Map.copyOf(records.kept);
            runAll();
            for (Map.Entry<String, KeptCase> one : before.entrySet()) {
                boolean went = !records.kept.containsKey(one.getKey());
                boolean suspended =
                        holding(one.getValue()) || !one.getValue().waits().isEmpty();
                KeptCase.Clocks clocks = one.getValue().clocks(pack.retention());
                assertThat(went && (suspended || now.isBefore(clocks.keepUntil())))
                        .as("%s went early on day %d", one.getKey(), day)
                        .isFalse();
                assertThat(!went && !suspended && clocks.late(now))
                        .as("%s stays late on day %d", one.getKey(), day)
                        .isFalse();
                reports += went ? one.getValue().parts().get("reports") : 0;
            }
            assertThat(records.events.values())
                    .allMatch(at -> at.isAfter(now.minus(pack.retention().observed())));
        }
        Records.Totals totals = records.totals(PARTITION).toCompletableFuture().join();
        assertThat(totals.cases()).isEqualTo(all.size() - records.kept.size()).isPositive();
        assertThat(totals.reports()).isEqualTo(reports);
        assertThat(totals.events()).isEqualTo(events - records.events.size());
        assertThat(records.audit.stream().filter(a -> a.verb().equals("case_forgotten")))
                .hasSize((int) totals.cases());
        assertThat(everHeld).isNotEmpty();
    }

    private boolean holding(KeptCase c) {
        return !on(Target.ofCase(c.id())).isEmpty()
                || !on(Target.account(c.account().orElseThrow())).isEmpty();
    }

    private List<String> on(Target target) {
        return holds.on(PLATFORM, target, now).toCompletableFuture().join();
    }

    private static KeptCase any(Map<String, KeptCase> kept, Random random) {
        return List.copyOf(kept.values()).get(random.nextInt(kept.size()));
    }

    private void hold(Target target, Duration length) {
        Moderator lena = new Moderator("lena", "tandem", "lena", Role.LEAD);
        LegalHold.Order order = new LegalHold.Order("a court", Optional.empty(), "an order", "asked for");
        assertThat(desk.place(PLATFORM, lena, target, order, now.plus(length))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(HoldDesk.Reply.Stands.class);
    }

    private void put(KeptCase c, Instant openedAt) {
        records.kept.put(c.id(), c);
        records.opened.put(c.id(), openedAt);
    }

    /** Steps until there is nothing to do at once. */
    private void runAll() {
        for (int step = 0; step < 10_000; step++) {
            if (!retention
                    .step(PLATFORM, PARTITION)
                    .toCompletableFuture()
                    .join()
                    .more()) {
                return;
            }
        }
        throw new AssertionError("a walk that never ends");
    }

    private static KeptCase ended(
            String id, boolean violation, Optional<Instant> filedAt, Optional<Instant> countsUntil) {
        return new KeptCase(
                id,
                PARTITION,
                1,
                Optional.of("mallory"),
                T0,
                violation,
                filedAt,
                countsUntil,
                Set.of(),
                Map.of("reports", 2));
    }

    private static KeptCase waiting(KeptCase c, Waits what) {
        return new KeptCase(
                c.id(),
                c.partition(),
                c.version(),
                c.account(),
                c.endedAt(),
                c.violation(),
                c.filedAt(),
                c.countsUntil(),
                Set.of(what),
                c.parts());
    }
}

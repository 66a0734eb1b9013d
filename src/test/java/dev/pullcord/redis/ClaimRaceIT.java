package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many desks at once. The witness is the store's own: a case's timeline is written in the very step that changes the
 * case, so its order is the order in which things happened.
 */
class ClaimRaceIT {
    private static final int DESKS = 16;
    private static final int CASES = 50;
    private static final int ROUNDS = 40;
    private static final Duration LEASE = Duration.ofSeconds(30); // over only when time jumps

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    /** For certain held from when the answer was there until it was given back or its time was over. */
    private record Held(String moderator, String caseId, String token, Instant from, Instant to) {}

    private final AtomicLong jumps = new AtomicLong();
    private final Clock clock = new Jumping();
    private final AtomicLong lapsed = new AtomicLong();
    private final Queue<Held> held = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> givenBack = new ConcurrentHashMap<>(); // token → when that was first asked for

    /** The system's time, and a lease more for every jump. */
    private final class Jumping extends Clock {
        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(LEASE.multipliedBy(jumps.get()));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void neverAreThereTwoLiveClaimsOnACaseOrTwoOfOneModerator() throws Exception {
        RedisLink link = redis.link();
        String prefix = RedisGround.prefix();
        Ground ground = RedisGround.on(RedisGround.store(link, prefix, clock), 4);
        for (int i = 0; i < CASES; i++) {
            ground.flag("e" + i, "account-" + i, clock.instant());
        }
        ground.foldAll(clock.instant());

        ExecutorService desks = Executors.newFixedThreadPool(DESKS + 1);
        CountDownLatch sitting = new CountDownLatch(DESKS);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < DESKS; i++) {
            int seed = i;
            Moderator moderator = Ground.moderator("m" + i / 2); // each sits at two desks
            work.add(desks.submit(() -> {
                try {
                    sit(link, prefix, moderator, new SplittableRandom(seed));
                } finally {
                    sitting.countDown();
                }
            }));
        }
        work.add(desks.submit(() -> lapse(ground, sitting)));
        for (Future<?> one : work) {
            one.get(90, TimeUnit.SECONDS);
        }
        desks.shutdown();

        noTwoOverlap();
        int decided = 0;
        for (Partition partition : ground.partitions()) {
            for (String caseId : Ground.now(link.commands().zrange(new Keys(prefix).cases(partition), 0, -1))) {
                decided += turns(Ground.now(ground.queue().timeline(ground.platform(), caseId, 100_000)));
            }
        }
        assertThat(decided).as("the desks came to something").isPositive();
        assertThat(held).hasSizeGreaterThan(CASES);
        assertThat(lapsed).hasPositiveValue();
        assertThat(ground.auditFaults()).isEmpty();
        new StoredCases(link, prefix, ground)
                .check(
                        List.of(),
                        ground.partitions().stream()
                                .flatMap(p -> Ground.now(ground.log().read(p, "0-0", 1_000)).stream())
                                .map(e -> e.receipt())
                                .collect(java.util.stream.Collectors.toSet()),
                        true);
    }

    /** Takes the next case over and over; keeps it, hands it back, decides it or forgets it. */
    private void sit(RedisLink link, String prefix, Moderator moderator, SplittableRandom dice) {
        Ground ground = RedisGround.on(RedisGround.store(link, prefix, clock), 4);
        Desk desk = new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, LEASE, decided -> {}, clock);
        for (int round = 0; round < ROUNDS; round++) {
            if (dice.nextInt(50) == 0) {
                jumps.incrementAndGet();
            }
            Optional<Case> taken = Ground.now(desk.claimNext(ground.platform(), moderator, List.of()));
            if (taken.isEmpty()) {
                continue;
            }
            Case c = taken.get();
            Claim claim = c.claim().orElseThrow();
            assertThat(claim.holder()).isEqualTo(moderator.id());
            Instant from = clock.instant();
            Instant until = claim.expiresAt();
            for (int i = dice.nextInt(3); i > 0; i--) {
                Desk.Renewal renewal = Ground.now(desk.renew(ground.platform(), moderator, c.id(), claim.token()));
                if (renewal.reply() == HolderReply.DONE) {
                    until = renewal.expiresAt();
                }
            }
            Instant given = clock.instant();
            int wish = dice.nextInt(40);
            boolean over = wish < 22; // else he falls silent, or his other desk goes on with it
            if (over) {
                givenBack.merge(claim.token(), given, (a, b) -> a.isBefore(b) ? a : b);
            }
            held.add(new Held(moderator.id(), c.id(), claim.token(), from, until));
            if (wish == 0) {
                decide(ground, desk, moderator, c, claim);
            } else if (over) {
                release(ground, desk, moderator, c, claim);
            }
        }
    }

    private static void release(Ground ground, Desk desk, Moderator moderator, Case c, Claim claim) {
        Ground.now(desk.release(ground.platform(), moderator, c.id(), claim.token(), "not mine"));
    }

    private static void decide(Ground ground, Desk desk, Moderator moderator, Case c, Claim claim) {
        Desk.Request request = new Desk.Request(
                Outcome.NO_VIOLATION, Optional.empty(), "seen", List.of(), true, Optional.empty(), Optional.empty());
        Ground.now(desk.decide(ground.platform(), moderator, c.id(), claim.token(), request));
    }

    private void lapse(Ground ground, CountDownLatch sitting) {
        while (sitting.getCount() > 0) {
            for (Partition partition : ground.partitions()) {
                Instant now = clock.instant();
                for (String caseId : Ground.now(ground.queue().lapsed(partition, now, 100))) {
                    if (Ground.now(ground.queue().lapse(partition, caseId, now))) {
                        lapsed.incrementAndGet();
                    }
                }
            }
        }
    }

    /** A claim begins only where none is; answers how many decisions there were. */
    private static int turns(List<AuditEntry> timeline) {
        String holder = null;
        int decided = 0;
        for (AuditEntry entry : timeline) {
            String actor = entry.draft().actor();
            switch (entry.draft().verb()) {
                case "case_claimed" -> {
                    assertThat(holder)
                            .as("who holds it when " + actor + " claims it")
                            .isNull();
                    holder = actor;
                }
                case "claim_released", "case_decided" -> {
                    assertThat(actor).isEqualTo(holder);
                    holder = null;
                    decided += entry.draft().verb().equals("case_decided") ? 1 : 0;
                }
                case "claim_lapsed" -> {
                    assertThat(entry.draft().detail()).containsEntry("holder", holder);
                    holder = null;
                }
                default -> assertThat(entry.draft().verb()).isEqualTo("case_opened");
            }
        }
        assertThat(decided).isLessThanOrEqualTo(1);
        return decided;
    }

    private void noTwoOverlap() {
        List<Held> all = held.stream().sorted(Comparator.comparing(Held::from)).toList();
        for (int i = 0; i < all.size(); i++) {
            Held a = all.get(i);
            Instant aEnds = end(a);
            for (int j = i + 1; j < all.size() && all.get(j).from().isBefore(aEnds); j++) {
                Held b = all.get(j);
                if (b.from().isBefore(end(b)) && !a.token().equals(b.token())) {
                    assertThat(a.caseId()).as("two claims on a case").isNotEqualTo(b.caseId());
                    assertThat(a.moderator()).as("two claims of a moderator").isNotEqualTo(b.moderator());
                }
            }
        }
    }

    private Instant end(Held one) {
        Instant given = givenBack.getOrDefault(one.token(), one.to());
        return given.isBefore(one.to()) ? given : one.to();
    }
}

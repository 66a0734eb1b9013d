package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.ReviewQueueContract;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.StoredJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One damaged record is one record's trouble: all of these stood in one partition, and stopped it whole. */
class DamagedRecordsIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Subject MALLORY = Subject.account("mallory");
    private static final Subject TRUDY = Subject.account("trudy");

    private final AtomicReference<Instant> now = new AtomicReference<>(Events.T0);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, clock, damaged::add);
    private final Ground ground = RedisGround.on(store, 1);
    private final Partition partition = ground.partitions().get(0);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LiveFlow flow;

    @BeforeEach
    void start() throws Exception {
        Ground.now(store.platforms().add(ground.platform()));
        flow = new LiveFlow(store, clock, registry);
        flag("e1", MALLORY);
        flag("e2", TRUDY);
        untilReports(MALLORY, 1);
        untilReports(TRUDY, 1);
    }

    @AfterEach
    void stop() throws Exception {
        flow.stop();
    }

    private void flag(String id, Subject subject) {
        ground.take(Events.flag(id, subject.id(), Reason.HARASSMENT), subject, now.get());
    }

    private void untilReports(Subject subject, int reports) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ground.open(subject).map(Case::reportCount).orElse(0L) == reports);
    }

    private double aside() {
        return registry.get("pullcord.events.aside").gauge().value();
    }

    @Test
    void whatIsAboutADamagedCaseWaitsBesideTheLogUntilItIsRestored() {
        String key =
                keys.reviewCase(partition, ground.open(MALLORY).orElseThrow().id());
        String deadline = Ground.now(redis.commands().hget(key, "deadline_ms"));
        Ground.now(redis.commands().hset(key, "deadline_ms", "\u0000garbage"));

        flag("e3", MALLORY);
        flag("e4", TRUDY);
        flag("e5", MALLORY);

        untilReports(TRUDY, 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> aside() == 2);
        Ground.now(redis.commands().hset(key, "deadline_ms", deadline));
        now.updateAndGet(t -> t.plusSeconds(61));
        untilReports(MALLORY, 3);
        await().atMost(Duration.ofSeconds(20)).until(() -> aside() == 0);
        assertThat(Ground.now(redis.commands().hlen(keys.aside(partition)))).isZero();
        assertThat(
                        Ground.now(ground.queue()
                                        .reports(
                                                ground.platform(),
                                                ground.open(MALLORY)
                                                        .orElseThrow()
                                                        .id(),
                                                0,
                                                9))
                                .stream()
                                .map(report -> report.event().id()))
                .containsExactly("e5", "e3", "e1");
    }

    @Test
    void theDeskGoesOnWithAllOthers() {
        Case damaged = ground.open(MALLORY).orElseThrow();
        Ground.now(redis.commands().hdel(keys.reviewCase(partition, damaged.id()), "lane"));
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofMinutes(2), decided -> {}, clock);

        Optional<Case> next = Ground.now(desk.claimNext(ground.platform(), Ground.moderator("ann"), List.of()));

        assertThat(next.orElseThrow().subject()).isEqualTo(TRUDY);
        assertThat(Ground.now(ground.queue().search(ground.platform(), ReviewQueueContract.ANY, Optional.empty(), 9))
                        .items())
                .extracting(Case::subject)
                .containsExactly(TRUDY);
        assertThat(Ground.now(ground.queue().standings(ground.platform(), Ground.queues(), now.get())))
                .isNotEmpty();
    }

    @Test
    void aDamagedRiskIsFoldedAgainFromTheLog() {
        String key = keys.subject(partition, MALLORY);
        Ground.now(redis.commands().hset(key, "risk", "{\"sums\":"));

        flag("e3", MALLORY);

        untilReports(MALLORY, 2);
        RiskState rebuilt = StoredJson.read(Ground.now(redis.commands().hget(key, "risk")), RiskState.class);
        assertThat(rebuilt)
                .isEqualTo(CaseFold.of(Ground.PACK)
                        .remembered(RiskState.EMPTY, ground.logged(MALLORY), event -> Beside.NOTHING));
        assertThat(aside()).isZero();
    }

    /** Not about damage, but it needs the same house: both accounts lie in one partition. */
    @Test
    void whoWasBlockedAndWhoBlockedAreBothToldOnceHoweverOftenTheLogIsRead() {
        ground.take(Events.blocked("b1", "mallory", "oscar"), MALLORY, now.get());
        Subject oscar = Subject.account("oscar");
        await().atMost(Duration.ofSeconds(20)).until(() -> ground.logged(oscar).size() == 1);

        Ground.now(redis.commands().del(keys.cursor(partition))); // as after a crash before it was moved
        flag("e3", MALLORY);
        untilReports(MALLORY, 2);

        assertThat(ground.logged(oscar)).hasSize(1);
        assertThat(ground.logged(oscar).get(0).event().id()).isEqualTo("b1");
    }

    /** A link that could never be written once stopped the partition for good. */
    @Test
    void linksOfAWrongTypeAreBegunAnewAndHoldNothingUp() {
        String digest = Links.digest(ground.platform(), Links.Kind.DEVICE, "hash-of-a-device");
        String thing = keys.tied(Links.partition(ground.platform(), digest), Links.Kind.DEVICE, digest);
        String account = keys.ties(partition, Links.Kind.DEVICE, "mallory");
        Ground.now(redis.commands().set(thing, "garbage"));
        Ground.now(redis.commands().rpush(account, "garbage"));

        ground.take(Events.device("d1", "mallory", "hash-of-a-device"), MALLORY, now.get());
        flag("e3", MALLORY);

        untilReports(MALLORY, 2);
        assertThat(Ground.now(redis.commands().zcard(thing))).isEqualTo(1);
        assertThat(Ground.now(redis.commands().zcard(account))).isEqualTo(1);
        assertThat(damaged).contains("link");
    }

    /** Else one damaged record keeps everybody from being turned to for the others of its partition. */
    @Test
    void anOverdueCaseThatIsDamagedKeepsNoOtherWaiting() {
        Case mallorys = ground.open(MALLORY).orElseThrow();
        Case trudys = ground.open(TRUDY).orElseThrow();
        Ground.now(redis.commands().hset(keys.reviewCase(partition, mallorys.id()), "turns_made", "garbage"));
        now.set(trudys.placement().deadline().plusSeconds(60));

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        ground.queue().timeline(ground.platform(), trudys.id(), 9).toCompletableFuture().join().stream()
                                .anyMatch(entry -> entry.draft().verb().equals("deadline_missed")));
    }

    @Test
    void anEventThatCannotBeReadIsPassedOver() {
        Ground.now(redis.commands()
                .xadd(
                        keys.log(partition),
                        Map.of(
                                "received_at_ms", "1",
                                "receipt", "r",
                                "subject_kind", "account",
                                "subject_id", "mallory",
                                "case_id", "",
                                "concerns", "",
                                "document", "no json")));

        flag("e3", MALLORY);

        untilReports(MALLORY, 2);
    }
}

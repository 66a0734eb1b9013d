package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.Archiving;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.InMemoryArchive;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.Retention;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cases that are old enough to be put away, on a real Redis, and what another process sees of it that knows no archive. */
abstract class ArchiveGround {
    static final Instant T0 = Events.T0;
    static final Duration AFTER = Duration.ofDays(200);
    static final Instant OLD = T0.plus(Duration.ofDays(250));
    static final Instant DUE = T0.plus(Duration.ofDays(366));
    static final Moderator DORA = Ground.moderator("dora");
    static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);
    static final Moderator LEO = new Moderator("leo", "tandem", "leo", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    final String prefix = RedisGround.prefix();
    final Keys keys = new Keys(prefix);
    final Archive archive = new InMemoryArchive();
    private final List<RedisLink> links = new ArrayList<>();
    final RedisLink link = link();
    private Instant time = T0;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return time;
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
    final RedisStore store = store(link, archive);
    final Ground ground = RedisGround.on(store, 2);
    /** Knows no archive, and none of its commands waits for anything. */
    final RedisStore other = RedisGround.sealed(link(), prefix, clock);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
        links.forEach(RedisLink::close);
    }

    RedisLink link() {
        RedisLink made = RedisLink.open(redis.settings(), redis.endpoint());
        links.add(made);
        return made;
    }

    /** As a process has it that puts cases away; one link is of one process. */
    RedisStore store(RedisLink on, Archive into) {
        return RedisGround.sealed(on, prefix, new RedisStore.PutAway(into, Duration.ZERO, true), clock);
    }

    /** A case about this account that is decided, and of which the reporters' records know. */
    Case decided(String account, Instant at) {
        Case open = ground.flagged(account + at.toEpochMilli(), account, at);
        now(ground.queue()
                .remember(
                        ground.platform(),
                        open.id(),
                        RedisReviewQueue.byModerator(DORA, at, "note_added", open.id(), Map.of("text", "a note"))));
        ground.decide(open, at);
        now(store.queue().told(open.partition(), new ReviewQueue.Untold(open.id(), at)));
        return ground.find(open.id());
    }

    void putAway(RedisStore by, Instant at) {
        time = at;
        redis.keys(prefix).stream()
                .filter(key -> key.endsWith(":spent")) // two days have passed
                .forEach(key -> RedisFixture.await(redis.commands().del(key)));
        for (Partition partition : ground.partitions()) {
            Archiving archiving = new Archiving(by.records(), platform -> Ground.PACK, by.rescoring(), AFTER, clock);
            for (int step = 0; now(archiving.step(ground.platform(), partition)); step++) {
                assertThat(step).isLessThan(100);
            }
        }
    }

    void putAway() {
        putAway(store, OLD);
    }

    void forget(RedisStore by, Instant at) {
        time = at;
        Retention retention = new Retention(by.records(), platform -> Ground.PACK, clock);
        for (Partition partition : ground.partitions()) {
            RedisFixture.await(redis.commands().del(keys.retention(partition))); // an hour has passed
            for (int step = 0; now(retention.step(ground.platform(), partition)).more(); step++) {
                assertThat(step).isLessThan(100);
            }
        }
    }

    /** Whether Redis has anything that is this case's alone. */
    boolean inRedis(Case c) {
        return redis.keys(prefix).stream().anyMatch(key -> key.contains("case:" + c.id()));
    }

    boolean inArchive(Case c) {
        return now(archive.has("tandem", c.id()));
    }

    /** All that can be asked of a case. */
    Map<String, Object> everything(RedisStore by, Case c) {
        Map<String, Object> all = new TreeMap<>();
        all.put("case", now(by.queue().find(ground.platform(), c.id())));
        all.put("reports", now(by.queue().reports(ground.platform(), c.id(), 0, 100)));
        all.put("decisions", now(by.queue().decisions(ground.platform(), c.id())));
        all.put("timeline", now(by.queue().timeline(ground.platform(), c.id(), 100)));
        all.put("actions", now(by.outbox().ofCase(c.partition(), c.id())));
        all.put("filings", now(by.filings().ofCase(ground.platform(), c.id())));
        return all;
    }

    List<String> search(RedisStore by, Optional<String> account, int limit) {
        ReviewQueue.Filter filter =
                new ReviewQueue.Filter(Optional.empty(), Optional.empty(), account, Optional.empty(), Optional.empty());
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ReviewQueue.Page page = now(by.queue().search(ground.platform(), filter, cursor, limit));
            page.items().forEach(c -> found.add(c.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }

    void hold(LegalHold.Target target) {
        HoldDesk desk = new HoldDesk(store.holds(), new SecureRandom(), Clock.fixed(OLD, ZoneOffset.UTC));
        assertThat(now(desk.place(
                        ground.platform(),
                        LENA,
                        target,
                        new LegalHold.Order("a court", Optional.empty(), "an order", "asked for"),
                        DUE.plus(Duration.ofDays(9)))))
                .isInstanceOf(HoldDesk.Reply.Stands.class);
    }

    LoggedEvent report(Case c) {
        return now(other.log().read(c.partition(), "0-0", 100)).stream()
                .filter(event ->
                        event.subject().equals(Subject.account(c.account().orElseThrow())))
                .findFirst()
                .orElseThrow();
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links lie in other partitions. When these are away, every flag has its case all the same. */
class LinksAwayIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Subject MALLORY = Subject.account("mallory");

    private final Clock clock = Clock.fixed(Events.T0, ZoneOffset.UTC);
    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), clock);
    private final Ground ground = RedisGround.on(store, 1);
    private final AtomicInteger failing = new AtomicInteger(Integer.MAX_VALUE); // so many writes more
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LiveFlow flow;

    private final Links links = new Links() {
        @Override
        public CompletionStage<Void> saw(Platform platform, Sightings sightings, Instant now) {
            return away() ? gone() : store.links().saw(platform, sightings, now);
        }

        @Override
        public CompletionStage<Seen> with(Platform platform, Kind kind, String what, Instant now) {
            return store.links().with(platform, kind, what, now);
        }

        @Override
        public CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now) {
            return store.links().of(platform, account, kinds, now);
        }

        @Override
        public CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now) {
            return store.links().traits(platform, account, now);
        }

        private boolean away() {
            return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        private <T> CompletionStage<T> gone() {
            return CompletableFuture.failedFuture(new IOException("away"));
        }
    };

    @BeforeEach
    void start() throws Exception {
        Ground.now(store.platforms().add(ground.platform()));
        flow = new LiveFlow(store, links, clock, registry);
    }

    @AfterEach
    void stop() throws Exception {
        flow.stop();
    }

    private void device(String id) {
        ground.take(Events.device(id, MALLORY.id(), "hash-of-a-device"), MALLORY, Events.T0);
    }

    private boolean linked() {
        return !Ground.now(store.links().with(ground.platform(), Links.Kind.DEVICE, "hash-of-a-device", Events.T0))
                .accounts()
                .isEmpty();
    }

    private double dropped() {
        return registry.counter("pullcord.links.dropped").count();
    }

    private void untilAllIsFolded() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Partition partition = ground.partitions().get(0);
            return Ground.now(
                            ground.log().read(partition, Ground.now(ground.log().cursor(partition)), 1))
                    .isEmpty();
        });
    }

    /** It once kept the cursor where it was: a flag behind one batch of sightings had no case for as long as it lasted. */
    @Test
    void aFlagBehindMoreThanABatchHasItsCaseAndTheNextSightingBringsTheLinkBack() {
        for (int i = 0; i < 70; i++) { // a batch is 64
            device("d" + i);
        }
        ground.take(Events.flag("e1", MALLORY.id(), Reason.HARASSMENT), MALLORY, Events.T0);

        await().atMost(Duration.ofSeconds(20)).until(() -> ground.open(MALLORY).isPresent());
        untilAllIsFolded();
        assertThat(linked()).isFalse();
        assertThat(dropped()).isEqualTo(70);

        failing.set(0);
        device("again");
        await().atMost(Duration.ofSeconds(20)).until(this::linked);
        assertThat(ground.open(MALLORY).orElseThrow().reportCount()).isEqualTo(1);
    }

    @Test
    void whatFailsOnceIsWrittenBehindTheCases() {
        failing.set(1);
        device("d1");

        await().atMost(Duration.ofSeconds(20)).until(this::linked);
        untilAllIsFolded();
        assertThat(dropped()).isZero();
    }
}

package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links lie in other partitions. When these are away, a flag has its case all the same, and no link is lost. */
class LinksAwayIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Subject MALLORY = Subject.account("mallory");

    private final Clock clock = Clock.fixed(Events.T0, ZoneOffset.UTC);
    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), clock);
    private final Ground ground = RedisGround.on(store, 1);
    private final AtomicBoolean away = new AtomicBoolean(true);
    private LiveFlow flow;

    private final Links links = new Links() {
        @Override
        public CompletionStage<Void> saw(Platform platform, List<Sighting> sightings) {
            return away.get() ? gone() : store.links().saw(platform, sightings);
        }

        @Override
        public CompletionStage<Seen> with(Platform platform, Kind kind, String what) {
            return away.get() ? gone() : store.links().with(platform, kind, what);
        }

        @Override
        public CompletionStage<Of> of(Platform platform, String account) {
            return away.get() ? gone() : store.links().of(platform, account);
        }

        private <T> CompletionStage<T> gone() {
            return CompletableFuture.failedFuture(new IOException("away"));
        }
    };

    @BeforeEach
    void start() throws Exception {
        Ground.now(store.platforms().add(ground.platform()));
        flow = new LiveFlow(store, links, clock, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() throws Exception {
        flow.stop();
    }

    @Test
    void aFlagHasItsCaseAndTheLinkIsWrittenLater() {
        Observation seen = new Observation(
                MALLORY.id(),
                Observation.Kind.DEVICE_SEEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("deviceHash", "hash-of-a-device"));
        ground.take(Events.event("d1", seen), MALLORY, Events.T0);
        ground.take(Events.flag("e1", MALLORY.id(), Reason.HARASSMENT), MALLORY, Events.T0);

        await().atMost(Duration.ofSeconds(20)).until(() -> ground.open(MALLORY).isPresent());
        assertThat(Ground.now(ground.log().cursor(ground.partitions().get(0)))).isEqualTo(LogIds.START);

        away.set(false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !Ground.now(links.with(ground.platform(), Links.Kind.DEVICE, "hash-of-a-device"))
                        .accounts()
                        .isEmpty());
        assertThat(ground.open(MALLORY).orElseThrow().reportCount()).isEqualTo(1);
    }
}

package dev.pullcord.redis;

import dev.pullcord.Meters;
import dev.pullcord.authorities.Ncmec;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.evidence.Authority;
import dev.pullcord.evidence.Drafter;
import dev.pullcord.evidence.FilingDesk;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Submitting;
import dev.pullcord.flow.Channels;
import dev.pullcord.flow.Connectors;
import dev.pullcord.flow.DispatchSettings;
import dev.pullcord.flow.Flow;
import dev.pullcord.flow.PolicyWatch;
import dev.pullcord.flow.Stores;
import dev.pullcord.intake.Links;
import dev.pullcord.review.Ground;
import dev.pullcord.wire.AuthorityCodec;
import dev.pullcord.wire.ConnectorJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** All that moves by itself, on a store in Redis, with no connector. */
final class LiveFlow {
    private final Vertx vertx = Vertx.vertx();
    private final Flow flow;

    LiveFlow(RedisStore store, Clock clock, MeterRegistry registry) throws Exception {
        this(store, store.links(), clock, registry);
    }

    LiveFlow(RedisStore store, Links links, Clock clock, MeterRegistry registry) throws Exception {
        this(
                store,
                links,
                Channels.Settings.NONE,
                new Enforcer(Duration::ofSeconds, Enforcer.Limits.DEFAULT),
                clock,
                registry);
    }

    LiveFlow(RedisStore store, Channels.Settings channels, Enforcer telling, Clock clock, MeterRegistry registry)
            throws Exception {
        this(store, store.links(), channels, telling, clock, registry);
    }

    private LiveFlow(
            RedisStore store,
            Links links,
            Channels.Settings channels,
            Enforcer telling,
            Clock clock,
            MeterRegistry registry)
            throws Exception {
        Authority authority = new Ncmec(Duration.ofSeconds(5));
        flow = done(Flow.start(
                vertx,
                new Stores(
                        store.platforms(),
                        store.leases(),
                        store.log(),
                        store.rosters(),
                        links,
                        store.casework(),
                        store.queue(),
                        store.handovers(),
                        store.attributions(),
                        store.overdue(),
                        store.people(),
                        store.policies(),
                        store.outbox(),
                        store.lasting(),
                        store.audit(),
                        store.reviews(),
                        store.watches(),
                        store.notices(),
                        store.onCalls(),
                        store.supersessions(),
                        store.records(),
                        store.holds(),
                        store.erasures(),
                        store.appeals(),
                        store.restrictions(),
                        store.rescoring()),
                new PolicyWatch(store.platforms(), store.policies(), Ground.PACK),
                new Flow.Sending(
                        new Connectors(
                                List.of(),
                                Map.of(),
                                store.platforms(),
                                new ConnectorJson(),
                                clock,
                                Runnable::run,
                                DispatchSettings.DEFAULT),
                        new Enforcer(Duration::ofSeconds, Enforcer.Limits.DEFAULT),
                        DispatchSettings.DEFAULT,
                        new Channels(channels, vertx, ForkJoinPool.commonPool(), clock),
                        telling,
                        new Paperwork(
                                store.filings(),
                                new Drafter(
                                        store.queue(),
                                        store.filings(),
                                        AuthorityCodec.load(),
                                        Optional.empty(),
                                        store.accounts(),
                                        platform -> Ground.PACK,
                                        clock),
                                new FilingDesk(
                                        store.queue(),
                                        store.filings(),
                                        store.accounts(),
                                        authority,
                                        AuthorityCodec.load(),
                                        clock),
                                new Submitting(
                                        store.filings(),
                                        authority,
                                        store.accounts(),
                                        Duration::ofSeconds,
                                        Duration.ofSeconds(60),
                                        9,
                                        clock),
                                AuthorityCodec.load())),
                new Flow.Pace("node", Duration.ofSeconds(6), 64, Optional.empty()),
                clock,
                new Meters(registry)));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    void stop() throws Exception {
        done(flow.stop());
        done(vertx.close());
    }
}

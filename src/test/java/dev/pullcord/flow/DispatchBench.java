package dev.pullcord.flow;

import static org.awaitility.Awaitility.await;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.InMemoryOutbox;
import dev.pullcord.enforcement.InMemoryWatches;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import dev.pullcord.review.PlanPolicy;
import dev.pullcord.wire.ConnectorJson;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** A dispatch on a work-bench: outbox in memory, a clock that is moved, one platform. */
final class DispatchBench implements AutoCloseable {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    static final Duration LAPSE = Duration.ofSeconds(15);
    static final int TRIES = 5;

    final TestClock clock = new TestClock(Instant.parse("2026-11-01T12:00:00Z"));
    final InMemoryOutbox outbox = new InMemoryOutbox();
    final InMemoryWatches watches = new InMemoryWatches();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Vertx vertx = Vertx.vertx();
    final ExecutorService executor = Executors.newCachedThreadPool();
    final OnePlatform platforms;
    final Connectors connectors;
    final Partition partition;
    private final DispatchSettings settings;
    private Duration answerWithin = ANSWER_WITHIN;
    private int tries = TRIES;
    private IntFunction<Duration> pauses = Duration::ofSeconds;
    private UnaryOperator<Platform> platformsBy = UnaryOperator.identity();
    private final AtomicInteger platformsAsked = new AtomicInteger();

    DispatchBench(
            List<ConnectorFactory> factories,
            Map<String, Map<String, String>> config,
            Platform platform,
            DispatchSettings settings) {
        this.platforms = new OnePlatform(platform);
        this.settings = settings;
        this.connectors = new Connectors(factories, config, platforms, new ConnectorJson(), clock, executor, settings);
        this.partition = new Partition(platform.id(), 0);
    }

    static DispatchSettings quick() {
        return new DispatchSettings(Duration.ofMillis(5), 16, 64);
    }

    /** Real time that a connector gets before its deadline is taken for passed. */
    DispatchBench answeringWithin(Duration within) {
        answerWithin = within;
        return this;
    }

    DispatchBench givingUpAfter(int most) {
        tries = most;
        return this;
    }

    DispatchBench pausingBy(IntFunction<Duration> pause) {
        pauses = pause;
        return this;
    }

    /** What the dispatch is told of the platform passes through this. */
    void platformsBy(UnaryOperator<Platform> way) {
        platformsBy = way;
    }

    /** How often the dispatch asked for the platform. */
    int platformsAsked() {
        return platformsAsked.get();
    }

    private Platform platform() {
        platformsAsked.incrementAndGet();
        return platformsBy.apply(platforms.get());
    }

    Dispatch dispatch() {
        Enforcer enforcer = new Enforcer(
                pauses, new Enforcer.Limits(answerWithin, LAPSE.minus(answerWithin), tries, Duration.ofMinutes(15), 3));
        PlanPolicy plans = Ground.PACK.plans();
        return new Dispatch(
                partition,
                this::platform,
                outbox,
                connectors,
                enforcer,
                settings,
                new Guards(outbox, watches, () -> plans, clock),
                () -> plans,
                new Meters(meters),
                clock,
                vertx);
    }

    /** What was counted of the platform so far, by this and the next tags. */
    double counted(String meter, String... tags) {
        return meters.counter(meter, Tags.of("platform", platforms.get().id()).and(tags))
                .count();
    }

    Dispatch started() {
        Dispatch dispatch = dispatch();
        dispatch.start();
        return dispatch;
    }

    /** Orders these actions against mallory in one decision; answers their ids. */
    List<String> order(ActionType... types) {
        String caseId = CaseId.create(partition, new SecureRandom());
        for (int i = 0; i < types.length; i++) {
            String id = caseId + ".d1.a" + (i + 1);
            outbox.order(
                    platforms.get(),
                    new ActionOrder(id, types[i], Target.account("mallory"), Optional.empty()),
                    "harassment",
                    clock.instant());
        }
        return outbox.ofCase(platforms.get(), caseId).toCompletableFuture().join().stream()
                .map(a -> a.order().id())
                .toList();
    }

    /** Waits until the action is in this state. */
    Action until(String actionId, Action.State state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> outbox.get(actionId).state() == state);
        return outbox.get(actionId);
    }

    /** Waits until so many tries are recorded. */
    void untilTried(String actionId, int tries) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> outbox.recorded(actionId).size() >= tries);
    }

    List<String> statuses(String actionId) {
        return outbox.recorded(actionId).stream()
                .map(InMemoryOutbox.Recorded::status)
                .toList();
    }

    static void join(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        connectors.close();
        join(vertx.close());
        executor.shutdownNow();
    }
}

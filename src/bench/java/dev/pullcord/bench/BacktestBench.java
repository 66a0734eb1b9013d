package dev.pullcord.bench;

import dev.pullcord.insight.BacktestReport;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * How long a backtest of so many stored events takes, and how much memory. An invented log of reports and signals is
 * written to a Redis of its own, then replayed under two policies: {@code BacktestBench EVENTS ACCOUNTS THREADS}.
 */
public final class BacktestBench {
    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    private static final String[] REASONS = {"harassment", "hate", "grooming", "fraud_spam", "sextortion", "other"};
    private static final int IN_FLIGHT = 4_000;

    private BacktestBench() {}

    public static void main(String[] args) throws IOException {
        int events = Integer.parseInt(args[0]);
        int accounts = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("pullcord-backtest-");
        RedisSettings settings = Patient.redis(folder, Fsync.NO);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint())) {
            RedisStore store = RedisStore.on(
                    link,
                    "bench",
                    Duration.ofDays(7),
                    EventCodec::decode,
                    Seal.of(folder.resolve("seal.json")),
                    Clock.systemUTC(),
                    damaged -> {});
            Platform platform =
                    new Platform("acme", 16, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
            Clock clock = Clock.systemUTC();
            Instant filling = clock.instant();
            fill(store, platform, events, accounts);
            say("%d events of %d accounts written in %s", events, accounts, Duration.between(filling, clock.instant()));
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
            long cpu = cpuNanos();
            Instant begun = clock.instant();
            BacktestReport report = new BacktestRun(store.log(), store.outcomes(), pool, threads)
                    .run(
                            platform,
                            PolicyCodec.defaults(),
                            PolicyCodec.pack("eu-report-only").pack(),
                            Instant.EPOCH,
                            done -> {})
                    .toCompletableFuture()
                    .join();
            Duration took = Duration.between(begun, clock.instant());
            pool.shutdownNow();
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(p -> p.getType() == java.lang.management.MemoryType.HEAP)
                    .mapToLong(p -> p.getPeakUsage().getUsed())
                    .sum();
            say(
                    "replayed %d events, %d subjects on %d threads in %.1f s (%.1f s of CPU), heap peak %d MiB of %d; both %d opens %d"
                            + " closes %d",
                    report.events(),
                    report.subjects(),
                    threads,
                    took.toMillis() / 1000.0,
                    (cpuNanos() - cpu) / 1e9,
                    peak >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    report.both(),
                    report.opens(),
                    report.closes());
        }
    }

    private static void fill(RedisStore store, Platform platform, int events, int accounts) {
        Random random = new Random(7);
        Semaphore room = new Semaphore(IN_FLIGHT);
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (int i = 0; i < events && !failed.isDone(); i++) {
            String account = "account-" + random.nextInt(accounts);
            Instant at = START.plusSeconds(5L * i);
            Event event = EventCodec.decode(document(random, i, account, at));
            room.acquireUninterruptibly();
            store.log()
                    .accept(platform, event, Subject.account(account), Optional.empty(), at)
                    .whenComplete((accepted, failure) -> {
                        room.release();
                        if (failure != null) {
                            failed.completeExceptionally(failure);
                        }
                    });
        }
        room.acquireUninterruptibly(IN_FLIGHT);
        if (failed.isDone()) {
            failed.join();
        }
    }

    private static String document(Random random, int i, String account, Instant at) {
        String other = "account-" + random.nextInt(1_000_000);
        String data = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                "{\"meeting\":{\"id\":\"m-" + i + "\"},\"reporter\":{\"accountId\":\"" + other
                        + "\"},\"subject\":{\"accountId\":\"" + account + "\"},\"reason\":\""
                        + REASONS[random.nextInt(REASONS.length)] + "\"}";
            case 4, 5, 6 ->
                "{\"account\":\"" + account + "\",\"kind\":\"payment\",\"counterparty\":\"account-" + random.nextInt(50)
                        + "\",\"amount\":{\"minor\":2000,\"currency\":\"EUR\"}}";
            case 7, 8 ->
                "{\"account\":\"" + account + "\",\"kind\":\"contactRequested\",\"counterparty\":\"" + other
                        + "\",\"attributes\":{\"accepted\":false}}";
            default -> "{\"account\":\"" + account + "\",\"kind\":\"blocked\",\"counterparty\":\"" + other + "\"}";
        };
        String type = data.startsWith("{\"meeting\"") ? "report.flagged" : "signal.observed";
        return "{\"specversion\":\"1.0\",\"id\":\"e-" + i + "\",\"source\":\"/invented/bench\",\"type\":\"dev.pullcord."
                + type + ".v1\",\"time\":\"" + at + "\",\"data\":" + data + "}";
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static void say(String format, Object... args) {
        System.out.println(String.format(Locale.ROOT, format, args));
    }
}

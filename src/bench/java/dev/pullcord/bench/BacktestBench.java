package dev.pullcord.bench;

import dev.pullcord.insight.BacktestReport;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.insight.LogWalk;
import dev.pullcord.intake.Platform;
import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long a backtest takes, and how much memory: a log of invented evenings is written to a Redis of its own, then replayed
 * under two policies. How much heap there may be is said to Java: {@code PULLCORD_JAVA_OPTS=-Xmx256m}.
 */
@Command(
        name = "backtest",
        description = "Measure a backtest of so many stored events.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class BacktestBench implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "N", description = "stored events (${DEFAULT-VALUE})")
    long events = 1_000_000;

    @Option(names = "--towns", paramLabel = "N", description = "of some hundred accounts each (${DEFAULT-VALUE})")
    int towns = 90;

    @Option(names = "--threads", paramLabel = "N", description = "that fold (${DEFAULT-VALUE})")
    int threads = 2;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("pullcord-backtest-");
        RedisSettings settings = Patient.redis(folder, Fsync.NO);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint());
                CaseSeal cases = Patient.cases(folder)) {
            RedisStore store = RedisStore.on(
                    link,
                    "bench",
                    Duration.ofDays(7),
                    EventCodec::decode,
                    Seal.of(folder.resolve("seal.json")),
                    cases,
                    clock,
                    damaged -> {});
            Platform platform =
                    new Platform("acme", 16, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
            Instant filling = clock.instant();
            long stored = new Towns(store.log(), platform).write(towns, events);
            say("%d events of %d towns written in %s", stored, towns, Duration.between(filling, clock.instant()));
            Footprint before = Footprint.now();
            Instant begun = clock.instant();
            BacktestReport report = new BacktestRun(new LogWalk(
                            store.log(),
                            store.casework(),
                            store.outcomes(),
                            pool,
                            threads,
                            Runtime.getRuntime().maxMemory() / 3))
                    .run(
                            platform,
                            PolicyCodec.defaults(),
                            PolicyCodec.pack("eu-report-only").pack(),
                            Instant.EPOCH,
                            done -> {})
                    .toCompletableFuture()
                    .join();
            double took = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
            say(
                    "replayed %d events of %d subjects on %d threads in %.1f s: %.0f a second",
                    report.events(), report.subjects(), threads, took, report.events() / took);
            say("%s", Footprint.now().since(before));
            say("both %d opens %d closes %d same %d", report.both(), report.opens(), report.closes(), report.same());
            return 0;
        } finally {
            pool.shutdownNow();
            Suite.delete(folder);
        }
    }

    private void say(String format, Object... args) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }
}

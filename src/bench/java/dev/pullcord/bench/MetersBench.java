package dev.pullcord.bench;

import dev.pullcord.Meters;
import dev.pullcord.redis.Fsync;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What it costs to be seen: how long a scrape of a node with twenty platforms takes and how large it is, and what of the
 * processor that an event takes goes into its meters, measured beside the service in the same run.
 */
@Command(
        name = "meters",
        description = "Measure a scrape, and what metering takes of an event.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class MetersBench implements Callable<Integer> {
    private static final int SCRAPES = 200;
    private static final int EVENTS = 2_000_000;
    private static final int ENOUGH = 50_000;
    private static final List<String> LANES = List.of(
            "panic_live", "threat_to_life", "corroborated", "minor_involved", "sextortion", "coercion", "other");
    private static final Duration TOOK = Duration.ofMillis(3);

    @Option(names = "--platforms", paramLabel = "N", description = "on the node (${DEFAULT-VALUE})")
    int platforms = 20;

    @Option(names = "--seconds", paramLabel = "N", description = "of flags into the service (${DEFAULT-VALUE})")
    int seconds = 10;

    @Option(names = "--connections", paramLabel = "N", description = "kept open to the service (${DEFAULT-VALUE})")
    int connections = 64;

    @Spec
    private CommandSpec spec;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        fill();
        Histogram scrapes = new Histogram(3);
        String scraped = "";
        for (int i = 0; i < SCRAPES; i++) {
            long begun = System.nanoTime();
            scraped = registry.scrape();
            scrapes.recordValue(System.nanoTime() - begun);
        }
        out.printf(
                Locale.ROOT,
                "scrape of %d platforms: p50 %.2f ms, p99 %.2f ms, %d KiB, %d lines%n",
                platforms,
                scrapes.getValueAtPercentile(50) / 1e6,
                scrapes.getValueAtPercentile(99) / 1e6,
                scraped.getBytes(StandardCharsets.UTF_8).length / 1024,
                scraped.lines().count());
        double metering = metered();
        double event = eventCpu();
        out.printf(Locale.ROOT, "metering of an event: %.2f us%n", metering);
        out.printf(Locale.ROOT, "an event's CPU in the service: %.1f us%n", event);
        out.printf(Locale.ROOT, "metering's share: %.1f %%%n", 100 * metering / event);
        out.flush();
        return 0;
    }

    /** Everything that such a node could come to have. */
    private void fill() {
        for (int p = 0; p < platforms; p++) {
            String platform = "platform-" + p;
            for (String lane : LANES) {
                List.of("queued", "claimed", "overdue").forEach(state -> meters.queueCases(platform, lane, state, 7));
                meters.queueOldest(platform, lane, TOOK);
            }
            meters.parked(platform, "action", 0);
            meters.parked(platform, "notice", 0);
            meters.secondLooksOverdue(platform, 0);
        }
        for (String lane : LANES) {
            meters.caseOpened(lane);
            meters.caseClaimable(lane, TOOK);
            meters.firstLook(lane, TOOK);
            List.of("violation", "no_violation", "unfounded_report", "insufficient", "duplicate")
                    .forEach(outcome -> meters.caseDecided(lane, outcome, TOOK));
        }
        for (int i = 0; i < 18; i++) {
            String type = "type-" + i;
            for (String status : List.of("done", "already_done", "target_gone", "failed", "unknown")) {
                meters.actionTried(type, status, TOOK);
                meters.actionEnded(type, status, "answered", TOOK);
            }
        }
        for (int i = 0; i < 90; i++) {
            for (int status : List.of(200, 400, 500)) {
                meters.requestServed("operation-" + i, status, TOOK);
            }
        }
        for (int i = 0; i < 50; i++) {
            meters.scriptRan("script-" + i, TOOK);
        }
        for (int i = 0; i < 22; i++) {
            meters.reportDurable("flag", "reason-" + i, TOOK);
            meters.reportDurable("panic", "reason-" + i, TOOK);
        }
    }

    /** What is counted and timed for one flag that comes alone, and one script for a batch of one; microseconds. */
    private double metered() {
        for (int i = 0; i < EVENTS / 10; i++) {
            meter();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // what else the machine does is not in it
        long begun = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < EVENTS; i++) {
            meter();
        }
        return (threads.getCurrentThreadCpuTime() - begun) / 1e3 / EVENTS;
    }

    private void meter() {
        meters.eventOffered("flag", "accepted");
        meters.reportDurable("flag", "reason-3", TOOK);
        meters.requestServed("operation-3", 202, TOOK);
        meters.scriptRan("script-1", TOOK);
        meters.scriptRan("script-2", TOOK);
        meters.folded(1, TOOK);
    }

    private double eventCpu() throws IOException {
        Path work = Files.createTempDirectory("pullcord-bench-");
        try (Load load = new Load(connections, Runtime.getRuntime().availableProcessors());
                ServiceChild service = ServiceChild.start(work.resolve("service"), Fsync.EVERYSEC, List.of())) {
            Letters letters =
                    new Letters("meters", 100_000, Clock.systemUTC().instant().toString());
            load.saturate(service.target(false), () -> letters.flags(1), Duration.ofSeconds(seconds)); // warms up
            ServiceChild.Cpu before = service.cpu();
            Load.Outcome outcome =
                    load.saturate(service.target(false), () -> letters.flags(1), Duration.ofSeconds(seconds));
            if (outcome.requests() < ENOUGH) { // it is still being compiled, or the machine is busy
                spec.commandLine()
                        .getErr()
                        .println("bench: only " + outcome.requests()
                                + " events: what each took is worth nothing, see --seconds");
            }
            return service.cpu().since(before).service().toNanos() / 1e3 / outcome.requests();
        } finally {
            Suite.delete(work);
        }
    }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What it costs to be seen: how long a scrape of a node with twenty platforms takes, the first one too, and how large it is;
 * what of the processor that an event takes goes into its meters; and how many events a second a service takes with its
 * meters, and one without beside it, turn by turn, so that what else the machine does falls on both.
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
    private static final List<String> LANES = List.of(
            "panic_live", "threat_to_life", "corroborated", "minor_involved", "sextortion", "coercion", "other");
    private static final Duration TOOK = Duration.ofMillis(3);

    @Option(names = "--platforms", paramLabel = "N", description = "on the node (${DEFAULT-VALUE})")
    int platforms = 20;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "of flags into a service, each turn (${DEFAULT-VALUE})")
    int seconds = 5;

    @Option(names = "--rounds", paramLabel = "N", description = "of turns with and without (${DEFAULT-VALUE})")
    int rounds = 9;

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
        long cold = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long begun = System.nanoTime();
            scraped = registry.scrape();
            long took = System.nanoTime() - begun;
            cold = i == 0 ? took : cold;
            scrapes.recordValue(took);
        }
        out.printf(
                Locale.ROOT,
                "scrape of %d platforms: p50 %.2f ms, p99 %.2f ms, %d KiB, %d lines%n",
                platforms,
                scrapes.getValueAtPercentile(50) / 1e6,
                scrapes.getValueAtPercentile(99) / 1e6,
                scraped.getBytes(StandardCharsets.UTF_8).length / 1024,
                scraped.lines().count());
        out.printf(Locale.ROOT, "the first of them: %.2f ms%n", cold / 1e6);
        double metering = metered();
        double event = sideBySide(out);
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
                meters.actionTried("generic", status, TOOK);
                meters.actionEnded("generic", type, status, "answered", 1, TOOK);
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

    /** Rounds of flags into both; what an event takes of the processor in the one that is metered, microseconds. */
    private double sideBySide(PrintWriter out) throws IOException {
        Path work = Files.createTempDirectory("pullcord-bench-");
        try (Load load = new Load(connections, Runtime.getRuntime().availableProcessors());
                ServiceChild on = ServiceChild.start(work.resolve("on"), Fsync.EVERYSEC, List.of());
                ServiceChild off =
                        ServiceChild.start(work.resolve("off"), Fsync.EVERYSEC, List.of("-Dpullcord.unmetered=true"))) {
            out.printf(
                    Locale.ROOT,
                    "first scrape of a service: %.1f ms%n",
                    on.scrape().toNanos() / 1e6);
            Letters letters =
                    new Letters("meters", 100_000, Clock.systemUTC().instant().toString());
            Duration time = Duration.ofSeconds(seconds);
            for (ServiceChild each : List.of(on, off, on, off)) { // warms up
                load.saturate(each.target(false), () -> letters.flags(1), time);
            }
            List<Double> throughput = new ArrayList<>();
            List<Double> processor = new ArrayList<>();
            double event = 0;
            for (int round = 0; round < rounds; round++) {
                boolean first = round % 2 == 0; // whoever goes first may have it easier
                Side one = side(load, letters, first ? on : off, time);
                Side other = side(load, letters, first ? off : on, time);
                Side metered = first ? one : other;
                Side bare = first ? other : one;
                throughput.add(metered.perSecond / bare.perSecond);
                processor.add(metered.micros / bare.micros);
                event = event == 0 ? metered.micros : Math.min(event, metered.micros);
                out.printf(
                        Locale.ROOT,
                        "round %d: %.0f events/s metered, %.0f without, %.1f and %.1f us of processor each%n",
                        round + 1,
                        metered.perSecond,
                        bare.perSecond,
                        metered.micros,
                        bare.micros);
                out.flush();
            }
            out.printf(
                    Locale.ROOT,
                    "with meters, of without: %.3f of the events a second, %.3f of the processor for each (medians of %d)%n",
                    median(throughput),
                    median(processor),
                    rounds);
            return event;
        } finally {
            Suite.delete(work);
        }
    }

    private record Side(double perSecond, double micros) {}

    private Side side(Load load, Letters letters, ServiceChild service, Duration time) {
        ServiceChild.Cpu before = service.cpu();
        Load.Outcome outcome = load.saturate(service.target(false), () -> letters.flags(1), time);
        return new Side(
                outcome.perSecond(1), service.cpu().since(before).service().toNanos() / 1e3 / outcome.requests());
    }

    private static double median(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package dev.pullcord.bench;

import dev.pullcord.Expected;
import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.redis.Fsync;
import dev.pullcord.web.Document;
import dev.pullcord.wire.PolicyCodec;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What it costs to be seen: how long a scrape of a node with twenty platforms takes, the first one too, and how large it is;
 * and what of an event's work goes into its meters, measured in two ways. Once alone, on the clock of its thread. Once in a
 * service under load whose meters are unplugged and plugged in again in short turns: what else the machine does falls on
 * both turns of a pair alike, and which of them comes first takes turns too. Processor per event is what is compared; events a
 * second are what a busy machine makes of it. Of many pairs the median, with the interval that holds it 19 times in 20.
 */
@Command(
        name = "meters",
        description = "Measure a scrape, and what metering takes of an event.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class MetersBench implements Callable<Integer> {
    private static final int SCRAPES = 200;
    private static final int EVENTS = 100_000;
    private static final int WARM_EVENTS = 500_000;
    private static final int SCRIPTS = 63;
    private static final int SAY_EVERY = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(30); // until what is hot is compiled
    private static final Duration TOOK = Duration.ofMillis(3);

    @Option(names = "--platforms", paramLabel = "N", description = "on the node (${DEFAULT-VALUE})")
    int platforms = 20;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "of flags into a service, each turn (${DEFAULT-VALUE})")
    int seconds = 2;

    @Option(names = "--rounds", paramLabel = "N", description = "of turns with and without (${DEFAULT-VALUE})")
    int rounds = 60;

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
        Histogram processor = new Histogram(3); // what else the machine does is not in it
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        String scraped = "";
        long cold = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long begun = System.nanoTime();
            long used = threads.getCurrentThreadCpuTime();
            scraped = registry.scrape();
            processor.recordValue(threads.getCurrentThreadCpuTime() - used);
            long took = System.nanoTime() - begun;
            cold = i == 0 ? took : cold;
            scrapes.recordValue(took);
        }
        out.printf(
                Locale.ROOT,
                "scrape of %d platforms: p50 %.2f ms, p99 %.2f ms, of the processor p50 %.2f ms, p99 %.2f ms, %d KiB, %d lines%n",
                platforms,
                scrapes.getValueAtPercentile(50) / 1e6,
                scrapes.getValueAtPercentile(99) / 1e6,
                processor.getValueAtPercentile(50) / 1e6,
                processor.getValueAtPercentile(99) / 1e6,
                scraped.getBytes(StandardCharsets.UTF_8).length / 1024,
                scraped.lines().count());
        out.printf(Locale.ROOT, "the first of them: %.2f ms%n", cold / 1e6);
        metered(WARM_EVENTS);
        inTurns(out);
        out.flush();
        return 0;
    }

    /** Everything that such a node has from its first count on, and what its panels see later is no more. */
    private void fill() {
        Expected.ofBuild(
                meters,
                Document.read().operations(),
                IntStream.range(0, SCRIPTS).mapToObj(i -> "script-" + i).collect(Collectors.toSet()),
                PolicyCodec.pack("default").pack());
        Map<String, String> lanes = PolicyCodec.pack("default").pack().triage().paces();
        List<String> connectors = List.of("generic", "livekit", "janus", "jitsi", "zoom");
        for (int p = 0; p < platforms; p++) {
            String id = "platform-" + p;
            String connector = connectors.get(p % connectors.size());
            meters.platformKnown(id, connector, lanes);
            PlatformMeters platform = meters.of(id);
            lanes.forEach((lane, pace) -> {
                List.of("queued", "claimed", "overdue").forEach(state -> platform.queueCases(lane, pace, state, 7));
                platform.queueOldest(lane, pace, TOOK);
            });
            for (String recipient : List.of("ncmec", "police", "regulator")) {
                for (FilingState state : FilingState.values()) {
                    platform.filings(recipient, state.word(), 1);
                }
                platform.filingDue(recipient, Instant.EPOCH);
            }
            for (String budget : List.of("below_half", "above_half", "nearly_used", "used")) {
                platform.exposedPeople(budget, 2);
            }
            platform.actionsRetrying(connector, 0);
            platform.parked("action", 0);
            platform.parked("notice", 0);
            platform.secondLooksOverdue(0);
            platform.proposalsWaiting(0);
            platform.quality(0.8, false);
            platform.auditVerified(Instant.EPOCH, 0);
        }
    }

    /** What is counted and timed for one flag that comes alone, and one script for a batch of one; microseconds of this thread. */
    private double metered(int events) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // what else the machine does is not in it
        long begun = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < events; i++) {
            meter();
        }
        return (threads.getCurrentThreadCpuTime() - begun) / 1e3 / events;
    }

    private void meter() {
        PlatformMeters platform = meters.of("platform-7");
        platform.eventOffered("flag", "accepted");
        platform.reportDurable("flag", "harassment", TOOK);
        meters.requestServed("postEvents", 202, TOOK);
        meters.scriptRan("script-1", TOOK);
        meters.scriptRan("script-2", TOOK);
        meters.folded(1, TOOK);
    }

    /** Pairs of turns with and without, and beside each what metering takes alone: what slows one slows the other. */
    private void inTurns(PrintWriter out) throws IOException {
        Path work = Files.createTempDirectory("pullcord-bench-");
        try (Load load = new Load(connections, Runtime.getRuntime().availableProcessors());
                ServiceChild service = ServiceChild.switched(work.resolve("service"), Fsync.EVERYSEC)) {
            out.printf(
                    Locale.ROOT,
                    "first scrape of a service: %.1f ms%n",
                    service.scrape().toNanos() / 1e6);
            Letters letters =
                    new Letters("meters", 100_000, Clock.systemUTC().instant().toString());
            Duration time = Duration.ofSeconds(seconds);
            load.saturate(service.target(false), () -> letters.flags(1), WARM_UP);
            List<Double> throughput = new ArrayList<>();
            List<Double> processor = new ArrayList<>();
            List<Double> event = new ArrayList<>();
            List<Double> metering = new ArrayList<>();
            List<Double> share = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                boolean first = round % 2 == 0; // whoever goes first may have it easier
                Turn one = turn(load, letters, service, first, time);
                Turn other = turn(load, letters, service, !first, time);
                Turn metered = first ? one : other;
                Turn bare = first ? other : one;
                throughput.add(metered.perSecond / bare.perSecond);
                processor.add(metered.micros / bare.micros);
                event.add(metered.micros);
                metering.add(metered(EVENTS));
                share.add(100 * metering.get(round) / metered.micros);
                if ((round + 1) % SAY_EVERY == 0 || round + 1 == rounds) {
                    say(out, "with meters, of without: processor for an event", processor);
                    say(out, "with meters, of without: events a second", throughput);
                    say(out, "processor for an event in the service, us", event);
                    say(out, "metering of an event alone, us", metering);
                    say(out, "its share, %", share);
                    out.printf(
                            Locale.ROOT,
                            "its share of the cheapest event, %%: %.2f%n",
                            100
                                    * interval(metering).median()
                                    / event.stream().min(Double::compare).orElseThrow());
                    out.flush();
                }
            }
        } finally {
            Suite.delete(work);
        }
    }

    private static void say(PrintWriter out, String what, List<Double> all) {
        out.println(what + " (" + all.size() + "): " + interval(all));
    }

    private record Turn(double perSecond, double micros) {}

    private static Turn turn(Load load, Letters letters, ServiceChild service, boolean metered, Duration time) {
        service.metering(metered);
        ServiceChild.Cpu before = service.cpu();
        Load.Outcome outcome = load.saturate(service.target(false), () -> letters.flags(1), time);
        return new Turn(
                outcome.perSecond(1), service.cpu().since(before).service().toNanos() / 1e3 / outcome.requests());
    }

    private record Interval(double median, double from, double to) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f (%.3f … %.3f)", median, from, to);
        }
    }

    /** The median, and the order statistics between which it lies with 95 % whatever the distribution: n/2 ± 0.98 √n. */
    private static Interval interval(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        int n = sorted.size();
        double reach = 0.98 * Math.sqrt(n);
        return new Interval(
                (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2,
                sorted.get((int) Math.max(0, Math.floor(n / 2.0 - reach))),
                sorted.get((int) Math.min(n - 1, Math.ceil(n / 2.0 + reach))));
    }
}

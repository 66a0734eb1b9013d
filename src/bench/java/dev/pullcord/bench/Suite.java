package dev.pullcord.bench;

import dev.pullcord.bench.Findings.Unit;
import dev.pullcord.redis.Fsync;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** All measurements, a round at a time, so that what disturbs the machine disturbs all of them alike. */
final class Suite {
    private static final int BATCH = 20;
    private static final int DEEP = 1_280; // as many events as 64 connections have under way with batches of 20
    private static final int PANICS_A_SECOND = 20;
    private static final long WARM_UP = 15_000; // events
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(1);
    private static final Duration MOST_WARM_UP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Load load;
    private final Path work;
    private final Duration time;
    private final int accounts;
    private final boolean jfr;
    private final Clock clock;
    private final Consumer<String> say;
    private final Findings findings = new Findings();
    private final List<String> faults = new ArrayList<>();
    private String redisVersion = "unknown";
    private long reports;
    private long cases;

    Suite(Load load, Path work, Duration time, int accounts, boolean jfr, Clock clock, Consumer<String> say) {
        this.load = load;
        this.work = work;
        this.time = time;
        this.accounts = accounts;
        this.jfr = jfr;
        this.clock = clock;
        this.say = say;
    }

    Findings findings() {
        return findings;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    String redisVersion() {
        return redisVersion;
    }

    /** How much was held to account. */
    String checked() {
        return reports + " reports, " + cases + " cases";
    }

    /** Measures everything once. */
    void round(int round, List<Fsync> policies) throws IOException {
        say.accept("round " + round + ": HTTP with nothing behind it");
        bareHttp(round);
        for (Fsync fsync : policies) {
            String word = word(fsync);
            say.accept("round " + round + ": Redis alone, fsync " + word);
            bareRedis(round, fsync);
            say.accept("round " + round + ": the service, fsync " + word);
            service(round, fsync);
        }
    }

    private void bareHttp(int round) throws IOException {
        Path port = work.resolve("bare-http-" + round + ".port");
        Files.deleteIfExists(port);
        try (Child child = Child.start(
                BareHttp.class,
                List.of(),
                List.of(port.toString()),
                java.util.Map.of(),
                work.resolve("bare-http-" + round + ".log"))) {
            child.awaitUntil(() -> Files.exists(port));
            URI base = URI.create("http://127.0.0.1:" + Files.readString(port));
            Letters letters = letters("http" + round);
            warmUp(new Load.Target(base, "none", false), letters, 1, outcome -> {});
            measureBare(new Load.Target(base, "none", false), letters, 1, "raw HTTP, single");
            measureBare(new Load.Target(base, "none", true), letters, BATCH, "raw HTTP, batches of 20");
        }
    }

    private void measureBare(Load.Target target, Letters letters, int batch, String name) {
        Load.Outcome outcome = load.saturate(target, () -> letters.flags(batch), time);
        outcome.faults().stream().limit(1).forEach(fault -> faults.add(name + ": " + fault));
        findings.add(name, Unit.PER_SECOND, outcome.perSecond(batch));
    }

    private void bareRedis(int round, Fsync fsync) throws IOException {
        Path data = work.resolve("bare-redis-" + word(fsync) + "-" + round);
        try (BareRedis redis = new BareRedis(data, fsync)) {
            redisVersion = redis.version();
            Letters letters = letters("redis" + round);
            redis.run(letters, load.connections(), WARM_UP_STEP.multipliedBy(3));
            for (int depth : List.of(1, load.connections(), DEEP)) {
                findings.add(redis(fsync, depth), Unit.PER_SECOND, redis.run(letters, depth, time));
            }
        }
        delete(data);
    }

    private void service(int round, Fsync fsync) throws IOException {
        Path data = work.resolve("service-" + word(fsync) + "-" + round);
        List<String> options = jfr
                ? List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + data + ".jfr")
                : List.of();
        try (ServiceChild service = ServiceChild.start(data, fsync, options)) {
            Accepted accepted = new Accepted();
            Letters letters = letters(word(fsync) + round);
            warmUp(service.target(false), letters, 1, outcome -> accepted.add(outcome, 1));
            warmUp(service.target(true), letters, BATCH, outcome -> accepted.add(outcome, BATCH));
            awaitFolded(service, accepted);
            events(service, accepted, letters, 1, name(fsync, "single"));
            events(service, accepted, letters, BATCH, name(fsync, "batches of 20"));
            panics(service, accepted, letters, name(fsync, "panics under a flood of flags"));
            int found = CaseCheck.run(service.data(), accepted, clock);
            cases += found;
            reports += accepted.count();
            accepted.faults()
                    .forEach(fault -> faults.add(name(fsync, fault.substring(0, Math.min(fault.length(), 300)))));
            if (!accepted.faults().isEmpty()) {
                service.said().lines().limit(3).forEach(line -> faults.add("the service said: " + line));
            }
        }
        delete(data);
    }

    private void events(ServiceChild service, Accepted accepted, Letters letters, int batch, String name) {
        ServiceChild.Cpu before = service.cpu();
        Load.Outcome outcome = load.saturate(service.target(batch > 1), () -> letters.flags(batch), time);
        long behind = outcome.requests() * batch + accepted.count() - service.folded();
        accepted.add(outcome, batch);
        long claimableAt = awaitFolded(service, accepted);
        ServiceChild.Cpu used = service.cpu().since(before);
        double events = outcome.requests() * (double) batch;
        double lag = (claimableAt - outcome.endedAt()) / 1e9;
        findings.add(name + ": accepted", Unit.PER_SECOND, outcome.perSecond(batch));
        findings.add(
                name + ": claimable", Unit.PER_SECOND, events / (outcome.took().toNanos() / 1e9 + lag));
        findings.add(name + ": not yet claimable at the last 202", Unit.EVENTS, (double) Math.max(0, behind));
        findings.add(name + ": last claimable after the last 202", Unit.MILLISECONDS, lag * 1000);
        latency(name, outcome.latency());
        findings.add(
                name + ": CPU of the service",
                Unit.MICROSECONDS_PER_EVENT,
                used.service().toNanos() / 1e3 / events);
        findings.add(
                name + ": CPU of its Redis",
                Unit.MICROSECONDS_PER_EVENT,
                used.redis().toNanos() / 1e3 / events);
    }

    private void panics(ServiceChild service, Accepted accepted, Letters letters, String name) {
        try (Load cords = new Load(PANICS_A_SECOND, 1)) {
            CompletableFuture<Load.Outcome> pressed = CompletableFuture.supplyAsync(() ->
                    cords.pace(service.target(false), () -> Buffer.buffer(letters.panic()), PANICS_A_SECOND, time));
            Load.Outcome flood = load.saturate(service.target(false), () -> letters.flags(1), time);
            Load.Outcome panics = pressed.join();
            accepted.add(flood, 1);
            accepted.add(panics, 1);
            latency(name, panics.latency());
            awaitFolded(service, accepted);
        }
    }

    private void latency(String name, Histogram latency) {
        for (double percentile : List.of(50.0, 95.0, 99.0)) {
            findings.add(
                    String.format(Locale.ROOT, "%s: p%.0f to the 202", name, percentile), Unit.MICROSECONDS, (double)
                            latency.getValueAtPercentile(percentile));
        }
    }

    /** Waits until all that was accepted has gone through the fold; answers when, by {@link System#nanoTime}. */
    private static long awaitFolded(ServiceChild service, Accepted accepted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (service.folded() < accepted.count()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after " + PATIENCE.toMinutes() + " min " + service.folded() + " of "
                        + accepted.count() + " accepted events are folded");
            }
            Pause.millis(20);
        }
        return System.nanoTime();
    }

    /** Sets the figures beside the raw limits. */
    void compare(List<Fsync> policies) {
        for (Fsync fsync : policies) {
            String single = name(fsync, "single");
            String batch = name(fsync, "batches of 20");
            findings.ratio(single + ", accepted / raw HTTP", single + ": accepted", "raw HTTP, single");
            findings.ratio(
                    single + ", accepted / raw Redis at the same depth",
                    single + ": accepted",
                    redis(fsync, load.connections()));
            findings.ratio(single + ", claimable / accepted", single + ": claimable", single + ": accepted");
            findings.ratio(batch + ", accepted / raw HTTP", batch + ": accepted", "raw HTTP, batches of 20");
            findings.ratio(batch + ", accepted / raw Redis, deep", batch + ": accepted", redis(fsync, DEEP));
            findings.ratio(batch + ", claimable / accepted", batch + ": claimable", batch + ": accepted");
        }
        if (policies.contains(Fsync.ALWAYS)) {
            for (Fsync other : policies) {
                if (other != Fsync.ALWAYS) {
                    for (String kind : List.of("single: accepted", "single: claimable", "batches of 20: accepted")) {
                        findings.ratio(
                                "fsync always / " + word(other) + ", " + kind,
                                name(Fsync.ALWAYS, kind),
                                name(other, kind));
                    }
                }
            }
        }
    }

    /** A JVM is slow until it has compiled what it does most: so by the number of events, if they take not too long. */
    private void warmUp(Load.Target target, Letters letters, int batch, Consumer<Load.Outcome> then) {
        long end = System.nanoTime() + MOST_WARM_UP.toNanos();
        long done = 0;
        while (done < WARM_UP && System.nanoTime() < end) {
            Load.Outcome outcome = load.saturate(target, () -> letters.flags(batch), WARM_UP_STEP);
            then.accept(outcome);
            done += outcome.requests() * batch;
        }
    }

    private Letters letters(String run) {
        return new Letters(run, accounts, clock.instant().toString());
    }

    private static String redis(Fsync fsync, int depth) {
        return "raw Redis, fsync " + word(fsync) + ", depth " + depth;
    }

    private static String name(Fsync fsync, String what) {
        return "fsync " + word(fsync) + ", " + what;
    }

    private static String word(Fsync fsync) {
        return fsync.name().toLowerCase(Locale.ROOT);
    }

    /** Deletes a folder with all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

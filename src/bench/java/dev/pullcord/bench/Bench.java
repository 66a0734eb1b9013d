package dev.pullcord.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.console.ConsoleBench;
import dev.pullcord.redis.Fsync;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The benchmarks: how many events a second go in, how many become cases that can be claimed, and what fsync costs,
 * beside the raw limits in the same run. No time is asserted; that nothing is lost is.
 */
@Command(
        name = "bench",
        description = "Measure the service, beside the raw limits of this machine in the same run.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        subcommands = {
            ArchiveBench.class,
            BacktestBench.class,
            ClientBench.class,
            ConsoleBench.class,
            MetersBench.class,
            StateBench.class
        },
        footer = {"", "Exit codes: 0 measured, 1 something was refused or lost, 2 wrong usage."})
public final class Bench implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "length of each measurement (10; quick: 2)")
    Integer seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "how often all of it is measured (3; quick: 1)")
    Integer rounds;

    @Option(names = "--connections", paramLabel = "N", description = "kept open to the service (64)")
    int connections = 64;

    @Option(names = "--accounts", paramLabel = "N", description = "that the flags are about (100000)")
    int accounts = 100_000;

    @Option(
            names = "--fsync",
            paramLabel = "POLICY",
            split = ",",
            description = "of always, everysec, no: which to measure (all)")
    List<Fsync> policies = List.of(Fsync.values());

    @Option(names = "--quick", description = "a short look; its figures are worth little")
    boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "also write everything here")
    Path json;

    @Option(names = "--keep", paramLabel = "DIR", description = "work here and leave logs and recordings")
    Path keep;

    @Option(names = "--jfr", description = "record each service with Flight Recorder, below the --keep folder")
    boolean jfr;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    public static void main(String[] args) {
        System.setProperty("pullcord.log.level", "WARN");
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Duration time = Duration.ofSeconds(seconds != null ? seconds : quick ? 2 : 10);
        int times = rounds != null ? rounds : quick ? 1 : 3;
        if (times < 1 || connections < 1 || accounts < 1 || time.isZero() || (jfr && keep == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    jfr
                            ? "--jfr needs --keep DIR."
                            : "--seconds, --rounds, --connections and --accounts are 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path work = keep != null ? Files.createDirectories(keep) : Files.createTempDirectory("pullcord-bench-");
        double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (Load load = new Load(connections, processors())) {
            Suite suite = new Suite(
                    load,
                    work,
                    time,
                    accounts,
                    jfr,
                    clock,
                    say -> spec.commandLine().getErr().println("bench: " + say));
            for (int round = 1; round <= times; round++) {
                suite.round(round, policies);
            }
            suite.compare(policies);
            ObjectNode head = head(suite, time, times, busy);
            out.println();
            head.properties()
                    .forEach(e -> out.println(e.getKey() + ": " + e.getValue().asText()));
            out.println();
            out.print(suite.findings().table());
            List<String> faults = suite.faults();
            faults.forEach(fault -> out.println("WRONG: " + fault));
            if (faults.isEmpty()) {
                out.println("every report that was accepted is in exactly one case: " + suite.checked());
            }
            out.flush();
            if (json != null) {
                faults.forEach(head.putArray("faults")::add);
                suite.findings().write(json, head);
            }
            return faults.isEmpty() ? 0 : 1;
        } finally {
            if (keep == null) {
                Suite.delete(work);
            }
        }
    }

    private ObjectNode head(Suite suite, Duration time, int times, double busy) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("at", clock.instant().toString());
        head.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        head.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        head.put("cores", processors());
        head.put("redis", suite.redisVersion());
        head.put("connections", connections);
        head.put("accounts", accounts);
        head.put("rounds", times + " of " + time.toSeconds() + " s a measurement");
        head.put(
                "noise",
                String.format(Locale.ROOT, "load %.1f on %d cores at the start%s", busy, processors(), verdict(busy)));
        return head;
    }

    private static String verdict(double busy) {
        return Optional.of(busy)
                .filter(load -> load > 0.3 * processors())
                .map(load -> ": this machine is busy, trust ratios more than figures, and neither much")
                .orElse("");
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}

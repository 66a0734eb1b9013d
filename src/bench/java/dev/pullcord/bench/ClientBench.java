package dev.pullcord.bench;

import dev.pullcord.redis.Fsync;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The library that a platform embeds, while the service is away and its own process is killed. */
@Command(
        name = "client",
        description = "Measure the embedded client while the service is away and the client's process is killed.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 nothing was lost and the order was kept, 1 something was not, 2 wrong usage."})
final class ClientBench implements Callable<Integer> {
    private static final long MOST_NANOS = 1_000_000; // 1 ms: what a call's thread may be held

    private static final int CAPACITY = 10_000; // as it comes

    @Option(names = "--away", paramLabel = "SECONDS", description = "how long the service is (${DEFAULT-VALUE})")
    int away = 600;

    @Option(names = "--per-second", paramLabel = "N", description = "events handed over (${DEFAULT-VALUE})")
    int perSecond = 500;

    @Option(names = "--kills", paramLabel = "N", description = "of the client's process (${DEFAULT-VALUE})")
    int kills = 3;

    @Option(names = "--keep", paramLabel = "DIR", description = "work here and leave what was written")
    Path keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path work = keep != null ? Files.createDirectories(keep) : Files.createTempDirectory("pullcord-bench-");
        try (ServiceChild service = ServiceChild.start(work.resolve("service"), Fsync.EVERYSEC, List.of())) {
            UnderFire fire = new UnderFire(
                    Files.createDirectory(work.resolve("client")),
                    Clock.systemUTC(),
                    say -> spec.commandLine().getErr().println("bench: " + say));
            UnderFire.Outcome found = fire.run(service, (long) away * perSecond, kills, perSecond, CAPACITY);
            tell(out, found);
            return found.faults().isEmpty() ? 0 : 1;
        } finally {
            if (keep == null) {
                Suite.delete(work);
            }
        }
    }

    private void tell(PrintWriter out, UnderFire.Outcome found) {
        say(out, "%d events a second for %d s, the service away, the client killed %d times", perSecond, away, kills);
        say(
                out,
                "journaled: %d, in the log: %d, not journaled: %d",
                found.journaled(),
                found.logged(),
                found.notKept());
        histogram(out, "send", found.took());
        histogram(out, "send, without waiting for a processor", found.ours());
        above(
                out,
                "send",
                found.slow().stream().filter(UnderFire.Slow::ofClient).toList());
        above(
                out,
                "making an event, which is none of the client's",
                found.slow().stream().filter(slow -> !slow.ofClient()).toList());
        found.slow().stream()
                .filter(UnderFire.Slow::ofClient)
                .sorted(Comparator.comparingLong(UnderFire.Slow::rest).reversed())
                .limit(5)
                .forEach(slow -> say(
                        out,
                        "  %.2f ms, of it %.2f waiting for a processor, %.2f while the JVM stood, %.2f else; blocked"
                                + " %d times",
                        slow.took() / 1e6,
                        slow.waited() / 1e6,
                        slow.stopped() / 1e6,
                        slow.rest() / 1e6,
                        slow.slept()));
        say(
                out,
                "most at once: %d pending, %.1f MB of heap after a collection, %.0f MB of memory in all, %.0f MB of"
                        + " journal",
                found.mostPending(),
                found.mostLive() / 1e6,
                found.mostResident() / 1e6,
                found.mostDisk() / 1e6);
        say(
                out,
                "caught up %.1f s after the service came back",
                found.caughtUp().toMillis() / 1e3);
        found.faults().stream().limit(10).forEach(fault -> out.println("WRONG: " + fault));
        if (found.faults().isEmpty()) {
            out.println("nothing was lost, nothing came twice, and each account's events came in their order");
        }
        out.flush();
    }

    private static void above(PrintWriter out, String what, List<UnderFire.Slow> slow) {
        List<UnderFire.Slow> over =
                slow.stream().filter(s -> s.took() > MOST_NANOS).toList();
        List<UnderFire.Slow> left =
                over.stream().filter(s -> s.rest() > MOST_NANOS).toList();
        say(
                out,
                "%s above 1 ms: %d; less the waiting for a processor and the JVM's own stops: %d, up to %.2f ms",
                what,
                over.size(),
                left.size(),
                left.stream().mapToLong(UnderFire.Slow::rest).max().orElse(0) / 1e6);
    }

    private static void histogram(PrintWriter out, String name, Histogram of) {
        say(
                out,
                "%s: p50 %.1f us, p99 %.1f us, p99.9 %.1f us, p99.99 %.1f us, max %.2f ms, of %d",
                name,
                of.getValueAtPercentile(50) / 1e3,
                of.getValueAtPercentile(99) / 1e3,
                of.getValueAtPercentile(99.9) / 1e3,
                of.getValueAtPercentile(99.99) / 1e3,
                of.getMaxValue() / 1e6,
                of.getTotalCount());
    }

    private static void say(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}

package dev.pullcord;

import dev.pullcord.insight.BacktestReport;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.insight.LogWalk;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.wire.StoredJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what another policy would have done with the events there were. */
@Command(
        name = "backtest",
        description = "Replay the stored log under another policy and say what would differ. Changes nothing.")
final class BacktestCommand implements Callable<Integer> {
    @Mixin
    SettingOptions settings;

    @Option(names = "--policy", required = true, paramLabel = "FILE.yaml", description = "the policy to try")
    Path policy;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "30d",
            description = "count cases opened since then: 12h, 30d (${DEFAULT-VALUE})")
    String since;

    @Option(names = "--platform", paramLabel = "NAME", description = "of this one (the only one)")
    String name;

    @Option(names = "--json", description = "all of it as JSON")
    boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Duration back = PolicySource.since(since, spec.commandLine());
        String yaml = PolicySource.text(policy);
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Config config = settings.read(Map.of());
        try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
            Platform platform = new Registrar(foundation.store(), Main.clock()).platform(Optional.ofNullable(name));
            PolicySource policies = new PolicySource(foundation.store().policies(), platform);
            PolicyPack tried = policies.read(yaml).pack();
            PolicyPack active = policies.active(config.policy().pack()).pack();
            Instant from = Main.clock().instant().minus(back);
            BacktestReport report = Registrar.await(new BacktestRun(walk(foundation, pool, threads))
                    .run(platform, active, tried, from, this::progress));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(StoredJson.write(report));
            } else {
                print(report, out);
            }
            return Main.FINE;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Over all that is stored, for a command that may take all of this process. */
    static LogWalk walk(Foundation foundation, Executor pool, int threads) {
        return new LogWalk(
                foundation.store().log(),
                foundation.store().casework(),
                foundation.store().outcomes(),
                pool,
                threads,
                kept());
    }

    /** A third of what this process may have: the rest is for pages of the log, and for what is thrown away. */
    private static long kept() {
        return Runtime.getRuntime().maxMemory() / 3;
    }

    private void progress(int partitions) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(partitions + " partitions replayed");
        err.flush();
    }

    private static void print(BacktestReport r, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s beside %s, cases opened since %s%n%d events of %d accounts and meetings%n%n",
                r.after(),
                r.before(),
                r.since(),
                r.events(),
                r.subjects());
        out.printf(
                Locale.ROOT,
                "the replay itself: of %d cases that %s opened, %d stand as they stood (probability %.3f apart at most)%n%n",
                r.replayed().cases(),
                r.before(),
                r.replayed().alike(),
                r.replayed().farthest());
        row(out, "would open", r.opens());
        row(out, "would not open", r.closes());
        row(out, "both open", r.both());
        row(out, "  alike", r.same());
        row(out, "  due earlier", r.earlier());
        row(out, "  due later", r.later());
        r.moves().forEach((move, count) -> row(out, "  " + move, count));
        out.printf(
                Locale.ROOT,
                "%npast decisions: %d violations, %d none%n%-16s %-28s %s%n",
                r.judged().violations(),
                r.judged().others(),
                "",
                "precision (95 %)",
                "recall (95 %)");
        quality(out, r.before(), r.judged().before());
        quality(out, r.after(), r.judged().after());
        CalibrationTable.print(out, r.before(), r.judged().before().calibration());
        CalibrationTable.print(out, r.after(), r.judged().after().calibration());
        List<BacktestReport.Example> examples = r.examples();
        if (!examples.isEmpty()) {
            out.println();
        }
        examples.forEach(e -> out.printf(
                Locale.ROOT,
                "%-8s %-28s %s => %s%n",
                e.kind(),
                e.caseId().isEmpty() ? "log " + e.logId() : e.caseId(),
                e.before().isEmpty() ? "none" : e.before(),
                e.after().isEmpty() ? "none" : e.after()));
        out.flush();
    }

    private static void row(PrintWriter out, String what, long count) {
        out.printf(Locale.ROOT, "%-40s %10d%n", what, count);
    }

    private static void quality(PrintWriter out, String version, BacktestReport.Quality quality) {
        out.printf(
                Locale.ROOT,
                "%-24s %-28s %s%n",
                version,
                CalibrationTable.said(quality.precision()),
                CalibrationTable.said(quality.recall()));
    }
}

package dev.pullcord;

import dev.pullcord.insight.Fit;
import dev.pullcord.insight.FitReport.Verdict;
import dev.pullcord.insight.FitRun;
import dev.pullcord.intake.Platform;
import dev.pullcord.wire.FittedPolicy;
import dev.pullcord.wire.PolicyDocument;
import dev.pullcord.wire.StoredJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proposes weights that past decisions speak for. */
@Command(
        name = "fit",
        description = "Fit a policy's weights and starting points to past decisions, and propose them as a candidate. "
                + "Puts nothing in force.")
final class FitCommand implements Callable<Integer> {
    @Mixin
    SettingOptions settings;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "90d",
            description = "learn from cases opened since then: 30d, 90d (${DEFAULT-VALUE})")
    String since;

    @Option(names = "--policy", paramLabel = "BASE.yaml", description = "the policy to start from (the one in force)")
    Path policy;

    @Option(names = "--platform", paramLabel = "NAME", description = "of this one (the only one)")
    String name;

    @Option(
            names = "--out",
            paramLabel = "CANDIDATE.yaml",
            description =
                    "write the candidate there, if it is surely better; a file that is there already is left alone")
    Path to;

    @Option(names = "--force", description = "write it even if it is not surely better")
    boolean force;

    @Option(names = "--json", description = "all of it as JSON")
    boolean json;

    @Spec
    private CommandSpec spec;

    /** What is said as JSON. */
    private record Said(Fit.Result fit, Optional<String> version, Optional<String> candidate, boolean written) {}

    @Override
    public Integer call() {
        Duration back = PolicySource.since(since, spec.commandLine());
        Optional<String> yaml = Optional.ofNullable(policy).map(PolicySource::text);
        if (to != null && Files.exists(to)) {
            throw new Failed("--out: " + to + " is there already");
        }
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Config config = settings.read(Map.of());
        try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
            Platform platform = new Registrar(foundation.store(), Main.clock()).platform(Optional.ofNullable(name));
            PolicySource policies = new PolicySource(foundation.store().policies(), platform);
            PolicyDocument base = yaml.map(policies::read)
                    .orElseGet(() -> policies.active(config.policy().pack()));
            Instant now = Main.clock().instant();
            Fit.Result fit =
                    Registrar.await(new FitRun(BacktestCommand.walk(foundation, pool, threads), new CholeskyInverse())
                            .run(platform, base.pack(), FittedPolicy.most(base), now.minus(back), this::progress));
            Optional<FittedPolicy> candidate = fit.report().verdict() == Verdict.TOO_FEW
                    ? Optional.empty()
                    : Optional.of(FittedPolicy.of(base, fit, now));
            boolean writes = to != null
                    && candidate.isPresent()
                    && (force || fit.report().verdict() == Verdict.BETTER);
            if (writes) {
                write(candidate.get().yaml());
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(StoredJson.write(new Said(
                        fit, candidate.map(c -> c.document().version()), candidate.map(FittedPolicy::yaml), writes)));
            } else {
                FitText.print(fit.report(), out);
                FitText.next(
                        out,
                        fit.report(),
                        candidate.map(c -> c.document().version()),
                        Optional.ofNullable(to).filter(file -> writes),
                        policies.find(base.version()).isPresent());
            }
            out.flush();
            return Main.FINE;
        } finally {
            pool.shutdownNow();
        }
    }

    private void write(String yaml) {
        try {
            Files.writeString(to, yaml, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Failed("--out: " + to + " is there already", e);
        } catch (IOException e) {
            throw new Failed("--out: cannot write " + to + ": " + e.getMessage(), e);
        }
    }

    private void progress(int partitions) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(partitions + " partitions replayed");
        err.flush();
    }
}

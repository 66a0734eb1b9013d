package dev.pullcord;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.AuditLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that the record of who did what is whole. */
@Command(
        name = "audit",
        description = "Verify or export the record of who did what.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
final class AuditCommand implements Runnable {
    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit verify or audit export?");
    }

    private static List<ChainId> chains(Foundation foundation, Optional<String> platform) {
        List<Platform> platforms = new Registrar(foundation.store(), Main.clock())
                .platforms().stream()
                        .filter(p -> platform.map(p.id()::equals).orElse(true))
                        .toList();
        if (platform.isPresent() && platforms.isEmpty()) {
            throw new Failed("there is no platform '" + platform.get() + "'");
        }
        return platforms.stream()
                .flatMap(p -> Verification.chains(p.id(), p.partitions()).stream())
                .toList();
    }

    private static List<ChainId> known(Foundation foundation, String platform) {
        return new Registrar(foundation.store(), Main.clock())
                .platforms().stream()
                        .filter(p -> p.id().equals(platform))
                        .flatMap(p -> Verification.chains(p.id(), p.partitions()).stream())
                        .toList();
    }

    /** Walks every chain. */
    @Command(name = "verify", description = "Walk every chain and say where it breaks.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        SettingOptions settings;

        @Option(names = "--platform", paramLabel = "NAME", description = "only this one's (all)")
        String platform;

        @Option(
                names = "--heads",
                paramLabel = "FILE",
                description =
                        "heads kept by earlier walks, to compare with and to add to (audit-heads.ndjson in the data)")
        Path heads;

        @Option(
                names = "--anchor",
                paramLabel = "FILE",
                description = "where the chains ended, as a sink of yours kept it (audit.anchorFile, audit.anchorUrl)")
        List<Path> anchors = List.of();

        @Option(names = "--file", paramLabel = "EXPORT", description = "an export instead of the store; needs neither")
        Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Anchors known = anchors();
            return file == null ? store(known) : export(known);
        }

        private Anchors anchors() {
            return new Anchors(anchors.stream()
                    .flatMap(path -> AuditHeads.anchors(path).stream())
                    .filter(anchor ->
                            platform == null || anchor.head().chain().platform().equals(platform))
                    .toList());
        }

        private int export(Anchors known) {
            OfflineAudit.Outcome outcome = OfflineAudit.verify(file, known);
            PrintWriter out = spec.commandLine().getOut();
            outcome.problems().forEach(out::println);
            Verification.Findings findings = outcome.findings();
            findings.faults().forEach(out::println);
            out.println(findings.heads().size() + " chains, " + findings.entries() + " entries, "
                    + findings.faults().size() + " broken");
            return findings.faults().isEmpty() && outcome.problems().isEmpty() ? Main.FINE : Main.FAILED;
        }

        private int store(Anchors known) {
            Config config = settings.read(Map.of());
            try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
                AuditLog log = foundation.store().audit();
                AuditHeads kept = new AuditHeads(heads == null ? HeadKeeper.fileIn(config.data()) : heads);
                boolean nothingKnown = kept.chains().isEmpty() && known.chains().isEmpty();
                Set<ChainId> chains = new LinkedHashSet<>(kept.chains()); // a platform that is gone had chains too
                chains.removeIf(chain -> platform != null && !chain.platform().equals(platform));
                chains.addAll(
                        chains.isEmpty() || platform == null
                                ? chains(foundation, Optional.ofNullable(platform))
                                : AuditCommand.known(foundation, platform));
                chains.addAll(known.chains());
                List<ChainId> walked = List.copyOf(chains);
                Verification.Findings findings = Registrar.await(new Verification(log, PAGE, known).run(walked));
                // A chain that breaks by itself has said where; the others may lack what they once had.
                Set<ChainId> broken = findings.faults().stream()
                        .map(Verification.Fault::chain)
                        .collect(Collectors.toSet());
                List<Verification.Fault> lost = kept.compare(
                        log, walked.stream().filter(c -> !broken.contains(c)).toList());
                lost.forEach(fault -> broken.add(fault.chain()));
                PrintWriter out = spec.commandLine().getOut();
                findings.faults().forEach(out::println);
                lost.forEach(out::println);
                if (nothingKnown) {
                    out.println(
                            "nothing to compare with: what was cut off at the end of a chain, or a whole chain that is gone, "
                                    + "does not show without the heads of earlier walks or an anchor");
                }
                out.println(findings.heads().size() + " chains, " + findings.entries() + " entries, " + broken.size()
                        + " broken");
                kept.keep(
                        findings.heads().stream()
                                .filter(head -> !broken.contains(head.chain()))
                                .toList(),
                        Main.clock().instant());
                return broken.isEmpty() ? Main.FINE : Main.FAILED;
            }
        }
    }

    /** Writes out a slice that a third party can verify offline. */
    @Command(name = "export", description = "Write a slice that a third party can verify offline.")
    static final class Export implements Callable<Integer> {
        @Mixin
        SettingOptions settings;

        @Option(names = "--platform", paramLabel = "NAME", description = "only this one's (all)")
        String platform;

        @Option(names = "--case", paramLabel = "ID", description = "only the chains that speak of this case")
        String caseId;

        @Option(names = "--out", paramLabel = "FILE", description = "where to (standard output)")
        Path out;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (Foundation foundation = Foundation.forCommand(settings.read(Map.of()), Main.clock())) {
                List<ChainId> chains = chains(foundation, Optional.ofNullable(platform)).stream()
                        .filter(chain -> caseId == null || holds(foundation, chain))
                        .toList();
                if (out == null) {
                    write(foundation.store().audit(), chains, spec.commandLine().getOut());
                } else {
                    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
                        write(foundation.store().audit(), chains, file);
                        if (file.checkError()) {
                            throw new Failed("cannot write all of " + out);
                        }
                    }
                }
                return Main.FINE;
            }
        }

        private boolean holds(Foundation foundation, ChainId chain) {
            Platform its = new Registrar(foundation.store(), Main.clock()).platform(Optional.of(chain.platform()));
            return CaseId.partition(its.id(), its.partitions(), caseId)
                    .filter(partition -> partition.number() == chain.partition())
                    .isPresent();
        }

        /** One entry a line, a page at a time. Whole chains: a slice out of the middle could not be verified. */
        private void write(AuditLog log, List<ChainId> chains, PrintWriter to) {
            List<Verification.Head> heads = new ArrayList<>();
            for (ChainId chain : chains) {
                AuditEntry last = null;
                List<AuditEntry> page = Registrar.await(log.read(chain, 1, PAGE));
                while (!page.isEmpty()) {
                    page.forEach(entry -> to.println(AuditLines.line(entry)));
                    last = page.get(page.size() - 1);
                    page = Registrar.await(log.read(chain, last.seq() + 1, PAGE));
                }
                if (last != null) {
                    heads.add(new Verification.Head(chain, last.seq(), last.hash()));
                }
            }
            to.println(AuditLines.line(new AuditLines.End(
                    Main.clock().instant(), Optional.ofNullable(platform), Optional.ofNullable(caseId), heads)));
            to.flush();
        }
    }
}

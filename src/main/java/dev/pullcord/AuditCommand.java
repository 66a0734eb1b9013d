package dev.pullcord;

import java.nio.file.Path;
import java.util.concurrent.Callable;
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
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit verify or audit export?");
    }

    /** Walks every chain. */
    @Command(name = "verify", description = "Walk every chain and say where it breaks.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        SettingOptions settings;

        @Option(names = "--platform", paramLabel = "NAME", description = "only this one's (all)")
        String platform;

        @Override
        public Integer call() {
            throw new UnsupportedOperationException("audit verify");
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

        @Override
        public Integer call() {
            throw new UnsupportedOperationException("audit export");
        }
    }
}

package dev.pullcord;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Where the house is entered: reads the command line, hands over to the command, answers with its exit code. The
 * launcher keeps {@code bench} and {@code check} to itself; they stand in the help so that they are found.
 */
@Command(
        name = "pullcord",
        description = "An emergency pull cord for video calls, and the desk that answers it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        subcommands = {
            Demo.class,
            Serve.class,
            Replay.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            FitCommand.class,
            AuditCommand.class,
            BundleCommand.class,
            KeysCommand.class,
            StatementsCommand.class,
            PlatformCommand.class,
            PeopleCommand.class,
            DoctorCommand.class,
            Prime.class
        },
        footer = {"", Main.EXIT_CODES})
public final class Main implements Runnable {
    static final String EXIT_CODES = "Exit codes: 0 fine, 1 failed, 2 wrong usage. Ctrl-C drains.";

    /** Done. */
    static final int FINE = 0;

    /** Understood, tried, failed. */
    static final int FAILED = 1;

    /** Not understood; nothing was tried. */
    static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** The whole of {@link #main} but the exit. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine pullcord = new CommandLine(new Main());
        pullcord.getCommandSpec()
                .usageMessage() // set here, for what the annotation says the subcommands say too
                .footer(
                        "  bench     Measure it, beside the raw limits of this machine.",
                        "  check     Run all of its tests.",
                        "",
                        EXIT_CODES);
        return pullcord.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure, commandLine.getErr()))
                .execute(args);
    }

    /** The one clock of the process: whoever needs the time is handed this. */
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof BadSettings bad) {
            err.println(bad.getMessage());
            return bad.exitCode();
        }
        if (failure instanceof Failed) {
            err.println(failure.getMessage());
            return FAILED;
        }
        failure.printStackTrace(err);
        return FAILED;
    }

    /** Says which build this is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"pullcord " + (version == null ? "(unpacked)" : version)};
        }
    }
}

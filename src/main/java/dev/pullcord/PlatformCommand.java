package dev.pullcord;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Platforms, from the shell. */
@Command(
        name = "platform",
        description = "Add a platform.",
        subcommands = {PlatformCommand.Add.class})
final class PlatformCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "platform add NAME?");
    }

    /** Adds one and prints its key, once. */
    @Command(name = "add", description = "Add a platform and print its key, once.")
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        SettingOptions settings;

        @Parameters(paramLabel = "NAME", description = "letters a-z, digits and dashes; fixed for ever")
        String name;

        @Option(names = "--callback", paramLabel = "URL", description = "where its actions are posted")
        URI callback;

        @Option(names = "--connector", paramLabel = "NAME", description = "how its meetings are reached (generic)")
        String connector = "generic";

        @Option(names = "--partitions", paramLabel = "N", description = "shares of its subjects; fixed for ever")
        Integer partitions;

        @Override
        public Integer call() {
            Config config = settings.read(Map.of());
            try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
                Registrar.Entered entered = new Registrar(foundation.store(), Main.clock())
                        .addPlatform(
                                name,
                                partitions == null ? config.intake().partitions() : partitions,
                                connector,
                                Optional.ofNullable(callback),
                                Optional.empty());
                PrintWriter out = spec.commandLine().getOut();
                out.println("platform " + entered.platform().id());
                out.println("key      " + entered.key() + "   (shown this once)");
                entered.platform()
                        .callbackSecret()
                        .ifPresent(secret -> out.println("secret   " + secret + "   (signs its actions)"));
            }
            return Main.FINE;
        }
    }
}

package dev.pullcord;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
        description = "Add a platform; make and revoke its keys.",
        subcommands = {
            PlatformCommand.Add.class,
            PlatformCommand.Key.class,
            PlatformCommand.SigningSecret.class,
            PlatformCommand.Revoke.class
        })
final class PlatformCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "platform add, key, signing-secret or revoke?");
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

    /** Makes another key; the ones there are stay good. */
    @Command(name = "key", description = "Make another key and print it, once. The others stay good.")
    static final class Key implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        SettingOptions settings;

        @Parameters(paramLabel = "NAME")
        String name;

        @Override
        public Integer call() {
            try (Foundation foundation = Foundation.forCommand(settings.read(Map.of()), Main.clock())) {
                Registrar registrar = new Registrar(foundation.store(), Main.clock());
                String id = registrar.platform(Optional.of(name)).id();
                spec.commandLine().getOut().println(registrar.addKey(id));
            }
            return Main.FINE;
        }
    }

    /** Makes a secret that the platform's events may be signed with instead of carrying a key. */
    @Command(name = "signing-secret", description = "Make a Standard Webhooks secret for its events, shown once.")
    static final class SigningSecret implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        SettingOptions settings;

        @Parameters(paramLabel = "NAME")
        String name;

        @Override
        public Integer call() {
            try (Foundation foundation = Foundation.forCommand(settings.read(Map.of()), Main.clock())) {
                Registrar registrar = new Registrar(foundation.store(), Main.clock());
                String id = registrar.platform(Optional.of(name)).id();
                spec.commandLine().getOut().println(registrar.addSigningSecret(id));
            }
            return Main.FINE;
        }
    }

    /** Reads what is to be revoked from standard input: what stands on a command line is seen by all. */
    @Command(
            name = "revoke",
            description = "Revoke the key or signing secret that is given on standard input. Works within two seconds.")
    static final class Revoke implements Callable<Integer> {
        @Mixin
        SettingOptions settings;

        @Parameters(paramLabel = "NAME")
        String name;

        @Override
        public Integer call() throws IOException {
            String secret = new String(System.in.readNBytes(1024), StandardCharsets.UTF_8).strip();
            try (Foundation foundation = Foundation.forCommand(settings.read(Map.of()), Main.clock())) {
                new Registrar(foundation.store(), Main.clock()).revoke(name, secret);
            }
            return Main.FINE;
        }
    }
}

package dev.pullcord;

import dev.pullcord.connectors.generic.GenericConnectorFactory;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Platforms, from the shell. */
@Command(
        name = "platform",
        description = "Add, list and change platforms; make and revoke their keys.",
        subcommands = {
            PlatformCommand.Add.class,
            PlatformCommand.Set.class,
            ConnectCommand.class,
            ConnectCommand.Check.class,
            PlatformCommand.Listing.class,
            PlatformCommand.Key.class,
            PlatformCommand.SigningSecret.class,
            TokenKeysCommand.class,
            PlatformCommand.Revoke.class,
            AuthorityCommand.class
        })
final class PlatformCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "platform add, set, connect, check, list, key, signing-secret, token-keys, revoke or authority?");
    }

    /** Adds one and prints its key, once. */
    @Command(name = "add", description = "Add a platform and print its key, once.")
    static final class Add extends OnBooks {
        @Parameters(paramLabel = "NAME", description = "letters a-z, digits and dashes; fixed for ever")
        String name;

        @Option(names = "--callback", paramLabel = "URL", description = "where its actions are posted")
        URI callback;

        @Option(names = "--connector", paramLabel = "NAME", description = "how its meetings are reached (generic)")
        String connector = "generic";

        @Option(names = "--partitions", paramLabel = "N", description = "shares of its subjects; fixed for ever")
        Integer partitions;

        @Override
        void check(Config config) {
            if (callback != null) {
                checkCallback(config, callback);
            }
        }

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            Registrar.Entered entered = registrar.addPlatform(
                    name,
                    partitions == null ? config.intake().partitions() : partitions,
                    connector,
                    Optional.ofNullable(callback),
                    Optional.empty());
            out.println("platform " + entered.platform().id());
            out.println("key      " + entered.key() + "   (shown this once)");
            entered.platform()
                    .callbackSecret()
                    .ifPresent(secret -> out.println("secret   " + secret + "   (signs its actions)"));
        }
    }

    /** By the rule that the dispatch holds each call to, so that a callback that will never be called is not entered. */
    private static void checkCallback(Config config, URI callback) {
        GenericConnectorFactory.faultOf(callback.toString(), config.dispatch().allowPrivateAddresses())
                .ifPresent(fault -> {
                    boolean ofOurs = fault.contains("allowPrivate");
                    throw new Failed("--callback: " + fault
                            + (ofOurs ? " (the setting here is dispatch.allowPrivateAddresses)" : ""));
                });
    }

    /** Changes where its actions go, also after a 410 has switched that off. */
    @Command(
            name = "set",
            description = {
                "Set where its actions are posted, also after a 410 switched it off. Works within seconds.",
                "For example: pullcord platform set tandem --callback https://tandem.example/pullcord"
            })
    static final class Set extends OnBooks {
        @Parameters(paramLabel = "NAME")
        String name;

        @Option(names = "--callback", paramLabel = "URL", description = "where its actions are posted")
        URI callback;

        @Option(
                names = "--rotate-secret",
                description = "sign with a new secret too, shown this once; the one before signs on beside it")
        boolean rotate;

        @Option(names = "--end-old-secret", description = "sign with the newest secret only")
        boolean end;

        @Override
        void check(Config config) {
            if (callback == null && !rotate && !end) {
                throw new Failed("say what to set: --callback URL, --rotate-secret or --end-old-secret");
            }
            if (callback != null) {
                checkCallback(config, callback);
            }
        }

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            Platform now = registrar.platform(Optional.of(name));
            URI target = callback != null
                    ? callback
                    : now.callbackUrl()
                            .map(URI::create)
                            .orElseThrow(
                                    () -> new Failed("platform '" + name + "' has no callback: give --callback URL"));
            List<String> before = now.callbackSecret()
                    .map(secrets -> List.of(secrets.split(" ", -1)))
                    .orElse(List.of());
            boolean makes = rotate || before.isEmpty();
            String newest = makes ? Secrets.webhookSecret() : before.get(0);
            Optional<String> old =
                    before.stream().skip(makes ? 0 : 1).findFirst().filter(secret -> !end);
            registrar.setCallback(
                    now, target, old.map(secret -> newest + " " + secret).orElse(newest));
            out.println("actions  go to " + target.getHost() + " from now on");
            if (makes) {
                out.println("secret   " + newest + "   (signs its actions)");
            }
            if (old.isPresent()) {
                out.println("old one  signs beside it until --end-old-secret, or the next rotation");
            }
        }
    }

    /** Shows all there are; a callback's path may hold a token and stays out. */
    @Command(name = "list", description = "List the platforms: name, partitions, connector, where actions go.")
    static final class Listing extends OnBooks {
        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            for (Platform each : registrar.platforms()) {
                String callback =
                        each.callbackUrl().map(url -> URI.create(url).getHost()).orElse("no callback");
                out.println(
                        String.join("  ", each.id(), Integer.toString(each.partitions()), each.connector(), callback));
            }
        }
    }

    /** Makes another key; the ones there are stay good. */
    @Command(name = "key", description = "Make another key and print it, once. The others stay good.")
    static final class Key extends OnBooks {
        @Parameters(paramLabel = "NAME")
        String name;

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = ",",
                description = "what it may do, of events and standing (both)")
        List<String> scopes = List.of("events", "standing");

        private java.util.Set<Platforms.Scope> wanted() {
            java.util.Set<Platforms.Scope> wanted = EnumSet.noneOf(Platforms.Scope.class);
            for (String word : scopes) {
                wanted.add(Platforms.Scope.ofWord(word)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "--scope: '" + word + "' is none of events, standing")));
            }
            return wanted;
        }

        @Override
        void check(Config config) {
            wanted();
        }

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            out.println(registrar.addKey(registrar.platform(Optional.of(name)).id(), wanted()));
        }
    }

    /** Makes a secret that the platform's events may be signed with instead of carrying a key. */
    @Command(name = "signing-secret", description = "Make a Standard Webhooks secret for its events, shown once.")
    static final class SigningSecret extends OnBooks {
        @Parameters(paramLabel = "NAME")
        String name;

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            out.println(registrar.addSigningSecret(
                    registrar.platform(Optional.of(name)).id()));
        }
    }

    /** Reads what is to be revoked from standard input: what stands on a command line is seen by all. */
    @Command(
            name = "revoke",
            description = "Revoke the key or signing secret that is given on standard input. Works within two seconds.")
    static final class Revoke extends OnBooks {
        @Parameters(paramLabel = "NAME")
        String name;

        private String secret;

        @Override
        void check(Config config) {
            try {
                secret = new String(System.in.readNBytes(1024), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new Failed("standard input cannot be read: " + e.getMessage());
            }
        }

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            registrar.revoke(name, secret);
        }
    }
}

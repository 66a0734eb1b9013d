package dev.pullcord;

import dev.pullcord.review.Role;
import java.io.PrintWriter;
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

/** Who works the desk, from the shell. */
@Command(
        name = "people",
        description = "Add somebody to the desk.",
        subcommands = {PeopleCommand.Add.class})
final class PeopleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "people add NAME --role ROLE?");
    }

    /** Adds one and prints a sign-in link, good once. */
    @Command(name = "add", description = "Add somebody and print a sign-in link, good once.")
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        SettingOptions settings;

        @Parameters(paramLabel = "NAME", description = "as colleagues know him")
        String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "moderator, senior, lead, admin or auditor")
        Role role;

        @Option(
                names = "--platform",
                paramLabel = "NAME",
                description = "whose cases he sees; needed with more than one")
        String platform;

        @Override
        public Integer call() {
            Config config = settings.read(Map.of());
            try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
                Registrar registrar = new Registrar(foundation.store(), Main.clock());
                String id = registrar.platform(Optional.ofNullable(platform)).id();
                String code = registrar.invite(registrar.addPerson(id, name, role));
                PrintWriter out = spec.commandLine().getOut();
                out.println(name + ", " + role.word() + " of " + id + ", signs in once and within 24 hours at");
                out.println(Serve.setupLink(config, code));
            }
            return Main.FINE;
        }
    }
}

package dev.pullcord;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who works the desk, from the shell. */
@Command(
        name = "people",
        description = "Who works the desk: add, list, give a role, revoke, remove.",
        subcommands = {
            PeopleCommand.Add.class,
            PeopleCommand.Listing.class,
            PeopleCommand.GiveRole.class,
            PeopleCommand.Token.class,
            PeopleCommand.Revoke.class,
            PeopleCommand.Remove.class
        })
final class PeopleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "people add, list, role, token, revoke or remove?");
    }

    /** Adds one and prints a sign-in link, good once. */
    @Command(name = "add", description = "Add somebody and print a sign-in link, good once.")
    static final class Add extends OnBooks {
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
        void run(Registrar registrar, Config config, PrintWriter out) {
            String id = registrar.platform(Optional.ofNullable(platform)).id();
            String code = registrar.invite(registrar.addPerson(id, name, role));
            out.println(name + ", " + role.word() + " of " + id + ", signs in once and within 24 hours at");
            out.println(Serve.setupLink(config, code));
        }
    }

    /** What is done to one who works a platform's desk, or to all of them. */
    private abstract static class OnDesk extends OnBooks {
        @Option(names = "--platform", paramLabel = "NAME", description = "whose desk; needed with more than one")
        String platform;

        @Override
        final void run(Registrar registrar, Config config, PrintWriter out) {
            run(registrar, registrar.platform(Optional.ofNullable(platform)).id(), out);
        }

        abstract void run(Registrar registrar, String platform, PrintWriter out);
    }

    private abstract static class OnOne extends OnDesk {
        @Parameters(paramLabel = "NAME", description = "his name, or his id as people list shows it")
        String name;

        @Override
        final void run(Registrar registrar, String platform, PrintWriter out) {
            run(registrar, registrar.person(platform, name), out);
        }

        abstract void run(Registrar registrar, Moderator person, PrintWriter out);
    }

    /** Who there is. */
    @Command(name = "list", description = "List who works the desk: id, role, name.")
    static final class Listing extends OnDesk {
        @Override
        void run(Registrar registrar, String platform, PrintWriter out) {
            registrar
                    .people(platform)
                    .forEach(m -> out.println(m.id() + "  " + m.role().word() + "  " + m.name()));
        }
    }

    /** Another role, at once. */
    @Command(
            name = "role",
            description = {"Give somebody another role. For example: pullcord people role Ada --role senior"})
    static final class GiveRole extends OnOne {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "moderator, senior, lead, admin or auditor")
        Role role;

        @Override
        void run(Registrar registrar, Moderator person, PrintWriter out) {
            registrar.setRole(person, role);
        }
    }

    /** For a program that speaks for somebody; a person is better served by a link. */
    @Command(name = "token", description = "Make another token for somebody and print it, once.")
    static final class Token extends OnOne {
        @Override
        void run(Registrar registrar, Moderator person, PrintWriter out) {
            out.println(registrar.addToken(person));
        }
    }

    /** After a token has got about. */
    @Command(
            name = "revoke",
            description = {
                "Revoke all of somebody's tokens and untaken links. Works within two seconds.",
                "For example: pullcord people revoke Ada && pullcord people token Ada"
            })
    static final class Revoke extends OnOne {
        @Override
        void run(Registrar registrar, Moderator person, PrintWriter out) {
            out.println("tokens and links revoked: " + registrar.revokeAll(person));
        }
    }

    /** Off the desk; what he did stays on record under his id. */
    @Command(name = "remove", description = "Take somebody off the desk. What he did stays on record.")
    static final class Remove extends OnOne {
        @Override
        void run(Registrar registrar, Moderator person, PrintWriter out) {
            registrar.remove(person);
        }
    }
}

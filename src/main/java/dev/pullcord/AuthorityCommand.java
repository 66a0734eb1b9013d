package dev.pullcord;

import dev.pullcord.authorities.Ncmec;
import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing.Environment;
import dev.pullcord.wire.AuthorityCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** As whom a platform files with an authority, from the shell. What stands on a command line is seen by all, so no password does. */
@Command(
        name = "authority",
        description = {
            "Enter the platform's account at an authority; the password is read from standard input.",
            "Test and production are two accounts; filings go by the one entered or chosen last.",
            "For example: pullcord platform authority tandem --environment test --user U --service Tandem"
                    + " --email trust@tandem.example < password",
            "             pullcord platform authority tandem --environment production --choose"
        })
final class AuthorityCommand extends OnBooks {
    @Parameters(paramLabel = "NAME", description = "the platform")
    String name;

    @Option(names = "--authority", paramLabel = "ID", description = "of the directory (ncmec)")
    String authority = "ncmec";

    @Option(names = "--environment", required = true, paramLabel = "test|production", description = "which of its two")
    String environment;

    @Option(names = "--choose", description = "file by the account of this environment, entered before")
    boolean choose;

    @Option(names = "--user", paramLabel = "USER", description = "the name that the authority gave the platform")
    String user;

    @Option(names = "--service", paramLabel = "NAME", description = "what the platform is called")
    String service;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "where the authority can write to")
    String email;

    @Option(names = "--first-name", paramLabel = "NAME", description = "of the person there")
    String firstName;

    @Option(names = "--last-name", paramLabel = "NAME", description = "of the person there")
    String lastName;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "where the authority can call")
    String phone;

    @Option(names = "--legal", paramLabel = "TEXT", description = "how to serve the platform with legal process")
    String legal;

    @Option(names = "--terms", paramLabel = "URL", description = "where the platform's rules are")
    URI terms;

    @Option(names = "--url", paramLabel = "URL", description = "where it is called, if not where the authority says")
    URI url;

    private Optional<AuthorityAccount> account = Optional.empty();

    private Environment environment() {
        try {
            return Environment.valueOf(environment.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Failed("--environment: '" + environment + "' is neither test nor production", e);
        }
    }

    @Override
    void check(Config config) {
        Environment where = environment();
        if (AuthorityCodec.load().find(authority).isEmpty()) {
            throw new Failed("--authority: the directory has no '" + authority + "'");
        }
        if (choose) {
            return;
        }
        if (user == null || service == null || email == null) {
            throw new Failed("give --user, --service and --email, or --choose");
        }
        String password = password();
        if (password.isEmpty()) {
            throw new Failed("the password is given on standard input, and nothing was");
        }
        try {
            account = Optional.of(new AuthorityAccount(
                    authority,
                    where,
                    url != null ? url : where == Environment.TEST ? Ncmec.TEST : Ncmec.PRODUCTION,
                    user,
                    password,
                    new AuthorityAccount.Reporter(
                            service,
                            email,
                            Optional.ofNullable(firstName),
                            Optional.ofNullable(lastName),
                            Optional.ofNullable(phone),
                            Optional.ofNullable(legal),
                            Optional.ofNullable(terms))));
        } catch (IllegalArgumentException e) {
            throw new Failed(e.getMessage(), e);
        }
    }

    private static String password() {
        try {
            return new String(System.in.readNBytes(1024), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Failed("standard input cannot be read: " + e.getMessage());
        }
    }

    @Override
    void run(Registrar registrar, Config config, PrintWriter out) {
        String platform = registrar.platform(Optional.of(name)).id();
        if (account.isPresent()) {
            registrar.enterAccount(platform, account.get());
        } else {
            registrar.chooseAccount(platform, authority, environment());
        }
        out.println("filings  of " + platform + " to " + authority + " go to its "
                + environment().word() + " from now on");
    }
}

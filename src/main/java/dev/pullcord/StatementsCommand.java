package dev.pullcord;

import dev.pullcord.authorities.TransparencyDatabase;
import dev.pullcord.authorities.TransparencyDatabase.Entry;
import dev.pullcord.authorities.TransparencyDatabase.Sent;
import dev.pullcord.authorities.TransparencyDatabase.Trouble;
import dev.pullcord.intake.Platform;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.wire.PublicStatements;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells the public what decisions took. */
@Command(
        name = "statements",
        description = "Send statements of reasons to the EU's Transparency Database.",
        subcommands = {StatementsCommand.Send.class})
final class StatementsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "statements send?");
    }

    /** Goes on where it ended the last time; what it sends twice the database has once. For a timer of the operator's. */
    @Command(
            name = "send",
            description = {
                "Send what was decided since the last time (DSA Art. 24(5)); for a timer, once a day or an hour.",
                "Each decision is sent once, by its puid. Beside a running service, or in its place."
            })
    static final class Send implements Callable<Integer> {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        @Mixin
        SettingOptions settings;

        @Option(names = "--platform", paramLabel = "NAME", description = "whose, where there are several")
        String platform;

        @Option(names = "--token-file", paramLabel = "FILE", description = "where the database's token stands")
        Path tokenFile;

        @Option(names = "--sandbox", description = "to the database's sandbox, which has a token of its own")
        boolean sandbox;

        @Option(names = "--url", paramLabel = "URL", description = "where it is called, if neither there nor there")
        URI url;

        @Option(names = "--withheld", description = "with those that the account is not told of: ask counsel first")
        boolean withheld;

        @Option(names = "--skip", paramLabel = "PUID", description = "leave out one that the database refused")
        Set<String> skip = Set.of();

        @Option(
                names = "--again",
                description =
                        "from the first one that is kept: what was left out before goes, what is known there stays")
        boolean again;

        @Option(names = "--dry-run", description = "show what would be sent, a statement a line; sends nothing")
        boolean dryRun;

        @Spec
        private CommandSpec spec;

        private int sent;
        private int known;
        private int left;

        @Override
        public Integer call() {
            Config config = settings.read(Map.of());
            String token = dryRun ? "" : token();
            URI where = url != null ? url : sandbox ? TransparencyDatabase.SANDBOX : TransparencyDatabase.PRODUCTION;
            PublicStatements statements = PublicStatements.load(config.data().resolve("dsa.yaml"));
            try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
                Registrar registrar = new Registrar(foundation.store(), Main.clock());
                Platform whose = registrar.platform(Optional.ofNullable(platform));
                Optional<Trouble> trouble = send(
                        foundation.store().restrictions(),
                        whose,
                        where,
                        statements,
                        new TransparencyDatabase(where, token, PATIENCE));
                if (!dryRun) {
                    registrar.toldOfStatements(whose.id(), where.getHost(), sent, withheld, skip);
                    say(where, trouble);
                }
                return trouble.isEmpty() ? Main.FINE : Main.FAILED;
            }
        }

        private Optional<Trouble> send(
                Restrictions restrictions,
                Platform whose,
                URI where,
                PublicStatements statements,
                TransparencyDatabase database) {
            Restrictions.Place place =
                    again ? Restrictions.Place.START : Registrar.await(restrictions.sentTo(whose, where.getHost()));
            Restrictions.Page page;
            do {
                page = Registrar.await(
                        restrictions.after(whose, place, Main.clock().instant(), TransparencyDatabase.AT_ONCE));
                List<Restriction> these = page.items().stream()
                        .filter(one -> withheld || !one.withheld())
                        .filter(one -> !skip.contains(one.puid()))
                        .filter(statements::owed)
                        .toList();
                left += page.items().size() - these.size();
                List<Entry> entries = these.stream()
                        .map(one -> new Entry(one.puid(), statements.json(one).toString()))
                        .toList();
                if (dryRun) {
                    entries.forEach(entry -> spec.commandLine().getOut().println(entry.json()));
                } else if (!entries.isEmpty()) {
                    Sent done = sent(database, entries);
                    sent += done.there() - done.known();
                    known += done.known();
                    if (done.trouble().isPresent()) {
                        return done.trouble(); // the next time begins with this page: what is there is known
                    }
                }
                place = page.end();
                if (!dryRun) {
                    Registrar.await(restrictions.sent(whose, where.getHost(), place));
                }
            } while (page.more());
            return Optional.empty();
        }

        private static Sent sent(TransparencyDatabase database, List<Entry> entries) {
            try {
                return database.send(entries);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failed("interrupted; nothing is lost", e);
            }
        }

        private void say(URI where, Optional<Trouble> trouble) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(sent + " statements sent to " + where.getHost() + ", " + known + " were there before, " + left
                    + " left out");
            trouble.ifPresent(what -> spec.commandLine()
                    .getErr()
                    .println(
                            what instanceof Trouble.Refused refused
                                    ? "refused: " + refused.puid() + ": " + refused.why()
                                            + "\nNothing behind it is sent before dsa.yaml says otherwise, or --skip "
                                            + refused.puid()
                                    : what instanceof Trouble.Closed
                                            ? "the token is not taken (" + what.why() + "): make a new one there"
                                            : "not now (" + what.why() + "): the next time goes on from here"));
        }

        private String token() {
            if (tokenFile == null) {
                throw new Failed("give --token-file, or --dry-run");
            }
            try {
                String token = Files.readString(tokenFile).strip();
                if (!token.matches("[!-~]{8,500}")) {
                    throw new Failed("--token-file: there is no token in it");
                }
                return token;
            } catch (IOException e) {
                throw new Failed("--token-file: cannot be read", e);
            }
        }
    }
}

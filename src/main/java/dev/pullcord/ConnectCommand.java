package dev.pullcord;

import dev.pullcord.flow.Connectors;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.Health;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads its settings from standard input: what stands on a command line is seen by all. */
@Command(
        name = "connect",
        description = {
            "Reach its meetings by this connector. Its settings, key = value, a line each, come on standard input.",
            "For example: pullcord platform connect tandem livekit < livekit.properties"
        })
final class ConnectCommand extends OnBooks {
    private static final int LONGEST = 64 * 1024;

    @Parameters(index = "0", paramLabel = "NAME")
    String name;

    @Parameters(
            index = "1",
            paramLabel = "CONNECTOR",
            description = "generic, janus, livekit, jitsi, bigbluebutton, zoom, daily, or one of your own")
    String connector;

    private Map<String, String> told;

    @Override
    void check(Config config) {
        Properties lines = new Properties();
        try {
            byte[] all = System.in.readNBytes(LONGEST);
            lines.load(new InputStreamReader(new java.io.ByteArrayInputStream(all), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failed("standard input cannot be read as key = value lines");
        }
        told = lines.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> lines.getProperty(key).strip(), (a, b) -> b, TreeMap::new));
    }

    @Override
    void run(Registrar registrar, Config config, PrintWriter out) {
        Platform as = registrar.platform(Optional.of(name)).withConnector(connector, told);
        withConnector(as, registrar, config, line -> {
            registrar.setConnector(name, connector, told);
            out.println("platform " + name + " is reached by " + connector
                    + " now; a running service notices within seconds");
            return report(line, out);
        });
    }

    /** Asks the platform how it is. */
    @Command(name = "check", description = "Ask whether its meetings can be reached, and list what can be asked of it.")
    static final class Check extends OnBooks {
        @Parameters(paramLabel = "NAME")
        String name;

        @Override
        void run(Registrar registrar, Config config, PrintWriter out) {
            Platform platform = registrar.platform(Optional.of(name));
            boolean reached = withConnector(platform, registrar, config, line -> report(line, out));
            if (!reached) {
                throw new Failed("actions will not arrive");
            }
        }
    }

    private static <T> T withConnector(
            Platform platform, Registrar registrar, Config config, Function<Connector, T> work) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Connectors all = Outgoing.connectors(config, registrar.platformBook(), Main.clock(), threads);
            Connector line = all.own(platform);
            try {
                return work.apply(line);
            } finally {
                line.close();
            }
        } catch (IllegalArgumentException e) {
            throw new Failed(e.getMessage());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether actions will arrive. */
    private static boolean report(Connector line, PrintWriter out) {
        Health health;
        try {
            health = line.check().toCompletableFuture().join();
        } catch (CompletionException e) { // against its promise
            health = Health.down("the connector failed");
        }
        out.println("state    " + health.state().name().toLowerCase(java.util.Locale.ROOT));
        health.findings().forEach(finding -> out.println("note     " + finding));
        line.capabilities().stream()
                .sorted(Comparator.comparing(Capability::action))
                .forEach(one -> out.println("can      " + one.action().code()
                        + (one.support() == Capability.Support.DELEGATED ? " (by callback)" : "")
                        + one.limits().map(limits -> ": " + limits).orElse("")));
        out.println("         What it cannot do is asked of the platform's callback, if it has one.");
        return health.state() != Health.State.DOWN;
    }
}

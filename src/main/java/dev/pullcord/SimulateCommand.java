package dev.pullcord;

import dev.pullcord.simulation.Courier;
import dev.pullcord.simulation.DeskCalls;
import dev.pullcord.simulation.DeskWire;
import dev.pullcord.simulation.FasterClocks;
import dev.pullcord.simulation.Simulation;
import dev.pullcord.simulation.Undeliverable;
import dev.pullcord.simulation.WorldPlan;
import dev.pullcord.wire.DemoCredentials;
import dev.pullcord.wire.JsonDeskWire;
import dev.pullcord.wire.JsonPlatformWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An invented world played live into a running service, and measured from outside. */
@Command(
        name = "simulate",
        description = {
            "Play an invented world live into a running service, through its public API only: simulated moderators claim "
                    + "and decide, and the end is evaluate's table, seen from outside. For a service that is there to be "
                    + "tried: pullcord demo --no-traffic"
        },
        footer = {
            "",
            "Rows: live, what was seen, ± how coarse so fast a play is; on paper, the same evenings and errors offline; "
                    + "95 of 100, where they come out offline with other people's errors.",
            "",
            "While it runs, a copy of the service's policy is in force whose clocks are as fast as the world; then the "
                    + "one before it again. Ctrl-C ends it with what was seen so far.",
            "",
            "Ends 0 when it was played, whatever came of it, 1 when it could not be, 2 on wrong usage."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final double FASTEST = 3600;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PATIENCE = Duration.ZERO;
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--world",
            paramLabel = "FILE|NAME",
            defaultValue = "ordinary-week",
            description = "a world's YAML, or one that comes with it (${DEFAULT-VALUE}): " + EvaluateCommand.WORLDS)
    String world;

    @Option(
            names = "--speed",
            paramLabel = "60x",
            defaultValue = "60x",
            description = "so many times as fast as in life (${DEFAULT-VALUE}: four hours in four minutes)")
    String speed;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "which evenings (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--evenings",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many, one after the other, measured together (${DEFAULT-VALUE})")
    int evenings;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "key and tokens, in the form the demo leaves them (<--data>/demo/credentials.json)")
    Path credentials;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "where the demo's credentials are looked for (${DEFAULT-VALUE})")
    Path data;

    @Option(names = "--url", paramLabel = "URL", description = "the service (the one the credentials name)")
    URI url;

    @Option(
            names = "--keep-policy",
            description = "leave the service's clocks alone: nearly nothing is due in a fast world then")
    boolean keepPolicy;

    @Option(names = "--out", paramLabel = "DIR", description = "also write simulation.csv here")
    Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        double factor = Replay.factor(spec, speed);
        if (factor < 1 || factor > FASTEST) {
            throw new ParameterException(spec.commandLine(), "--speed: " + speed + " is outside 1x … 3600x");
        }
        if (evenings < 1 || evenings > 100) {
            throw new ParameterException(spec.commandLine(), "--evenings: " + evenings + " is outside 1 … 100");
        }
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw new ParameterException(spec.commandLine(), "--url: is not of http:// or https://");
        }
        WorldPlan plan = EvaluateCommand.plan(spec, world).withSeed(seed);
        Path file = credentials == null ? DemoCredentials.below(data) : credentials;
        DemoCredentials own = read(file);
        URI base = url == null ? own.baseUrl() : url;
        try {
            return play(plan, factor, own, base);
        } catch (Undeliverable e) {
            throw new Failed(
                    base + ": " + e.getMessage() + "\nKey and tokens are from " + file
                            + ". Is it this service's, and does it run? ./pullcord demo --no-traffic starts one.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failed(world + ", " + base + ": " + e.getMessage(), e);
        }
    }

    private static DemoCredentials read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failed(file + ": there is no such file, or it may not be read."
                    + " ./pullcord demo --no-traffic writes one; --credentials names another.");
        }
        try {
            DemoCredentials own = DemoCredentials.read(file);
            if (own.baseUrl() == null
                    || own.platformKey() == null
                    || own.moderators() == null
                    || own.tokens() == null
                    || !own.tokens().keySet().containsAll(List.of("lead", "admin"))) {
                throw new Failed(file + ": lacks one of baseUrl, platformKey, moderators, tokens.lead, tokens.admin");
            }
            return own;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Failed(file + ": is not in the form that the demo leaves its credentials in");
        }
    }

    private int play(WorldPlan plan, double factor, DemoCredentials own, URI base)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        new Simulation(link(http, own, base, FIRST_PATIENCE), Main.clock()).check(plan);
        Simulation.Link link = link(http, own, base, PATIENCE);
        FasterClocks clocks = new FasterClocks(
                link.calls(),
                link.wire(),
                link.reader(),
                new DeskCalls.Who("the admin", own.tokens().get("admin")),
                Main.clock(),
                SimulateCommand::pause);
        Simulation simulation = new Simulation(link, Main.clock());
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    simulation.interrupt();
                    await(done);
                },
                "last-words");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            DeskWire.Scaled policy = keepPolicy || factor == 1 ? clocks.asItIs(factor) : clocks.putInForce(factor);
            say(plan, factor, policy);
            Simulation.Result result = played(simulation, clocks, plan, factor, policy);
            print(result);
            return Main.FINE;
        } finally {
            done.countDown();
            unhook(hook);
        }
    }

    /** The policy is put back whatever happens; if it cannot be, that is said. */
    private Simulation.Result played(
            Simulation simulation, FasterClocks clocks, WorldPlan plan, double factor, DeskWire.Scaled policy)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return simulation.run(plan, factor, evenings, policy, new Shown(plan, err));
        } finally {
            err.println();
            try {
                clocks.putBack();
            } catch (Undeliverable e) {
                err.println("The policy " + policy.version() + " is still in force: two leads must put "
                        + clocks.before().orElse("the one before") + " in force again. " + e.getMessage());
            }
        }
    }

    private static Simulation.Link link(HttpClient http, DemoCredentials own, URI base, Duration patience) {
        DeskWire wire = new JsonDeskWire();
        JsonPlatformWire events = new JsonPlatformWire(Optional.empty());
        DeskCalls calls = new DeskCalls(http, base, wire, patience, Main.clock(), SimulateCommand::pause);
        Courier courier =
                new Courier(http, base, own.platformKey(), events, patience, Main.clock(), SimulateCommand::pause);
        return new Simulation.Link(
                calls,
                wire,
                courier,
                events,
                new DeskCalls.Who("the platform", own.platformKey()),
                own.moderators().stream()
                        .map(m -> new DeskCalls.Who(m.name(), m.token()))
                        .toList(),
                new DeskCalls.Who("the lead", own.tokens().get("lead")));
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, time.toMillis()));
    }

    private static void await(CountDownLatch done) {
        try {
            done.await(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it is what ends this
        }
    }

    private void say(WorldPlan plan, double factor, DeskWire.Scaled policy) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "%s, seed %d, %s as fast as life, %d at the desk, policy %s%n",
                plan.name(), plan.seed(), speed, plan.desk().moderators(), policy.version());
        if (!policy.bounded().isEmpty()) {
            err.println("Too short for a policy at this speed, and so a second: " + policy.bounded()
                    + "; on paper they are as long.");
        }
        if (keepPolicy && factor > 1) {
            err.println("The service's clocks run " + speed + " too slowly for this world; on paper they do too.");
        }
        err.flush();
    }

    private void print(Simulation.Result result) throws IOException {
        PrintWriter to = spec.commandLine().getOut();
        FigureTable.print(result.table(), to);
        to.println();
        to.println(
                result.outside().isEmpty()
                        ? "live lies no farther out than chance or the paper in all " + result.measured() + " measures"
                        : "live lies farther out than chance and than the paper in "
                                + result.outside().size() + " of " + result.measured() + ": " + result.outside());
        to.println(result.posted() + " events taken, evenings " + result.evenings()
                + (result.whole() ? "" : ", stopped before the end"));
        tell(to, result.foreign(), "times somebody was given a case of no simulation, and handed it back");
        tell(to, result.lost(), "cases were looked at and not decided: the claim was over");
        tell(to, result.unenforced(), "events of suspended accounts that the service let in");
        to.flush();
        if (out != null) {
            Files.createDirectories(out);
            FigureTable.csv(List.of(result.table()), out.resolve("simulation.csv"));
        }
    }

    private static void tell(PrintWriter to, int count, String what) {
        if (count > 0) {
            to.println(count + " " + what);
        }
    }

    /** One line that is written over. */
    private static final class Shown implements Simulation.Progress {
        private final WorldPlan plan;
        private final PrintWriter err;
        private String last = "";

        Shown(WorldPlan plan, PrintWriter err) {
            this.plan = plan;
            this.err = err;
        }

        @Override
        public void at(int evening, Duration played, long posted, int looks) {
            String line = String.format(
                    "evening %d  %d:%02d of %d:%02d  %d events  %d cases looked at",
                    evening + 1,
                    played.toHours(),
                    played.toMinutesPart(),
                    plan.evening().toHours(),
                    plan.evening().toMinutesPart(),
                    posted,
                    looks);
            if (!line.equals(last)) {
                err.print("\r" + line + " ".repeat(Math.max(0, last.length() - line.length())));
                err.flush();
                last = line;
            }
        }
    }
}

package dev.pullcord;

import dev.pullcord.simulation.Courier;
import dev.pullcord.simulation.Undeliverable;
import dev.pullcord.wire.DemoCredentials;
import dev.pullcord.wire.JsonPlatformWire;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts a file of events to a running service. */
@Command(
        name = "replay",
        description = "Post a file of CloudEvents, one a line, to a running service.",
        footer = {
            "",
            "What the service cannot take now is posted again, with the same ids, and counts once.",
            "Ends 0 when every event was taken, 1 when one was not."
        })
final class Replay implements Callable<Integer> {
    private static final String KEY = "PULLCORD_PLATFORM_KEY";
    private static final URI USUAL = URI.create("http://127.0.0.1:8080");
    private static final Pattern SPEED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)x?");
    private static final int MOST_IN_FLIGHT = 64;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.ndjson", description = "the events; - reads standard input")
    Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the service (the demo's, if its key is used; else http://127.0.0.1:8080)")
    URI url;

    /** Not an option: what stands on a command line is seen by every user of the machine. */
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "holds the platform key; else PULLCORD_PLATFORM_KEY, else the demo's")
    Path keyFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "where the demo's key is looked for (${DEFAULT-VALUE})")
    Path data;

    @Option(names = "--speed", paramLabel = "10x", description = "by the events' time, so many times as fast")
    String speed;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "4",
            description = "batches under way at once (${DEFAULT-VALUE})")
    int inFlight;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "give up after so long without progress (${DEFAULT-VALUE})")
    int patience;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionalDouble factor = speed == null ? OptionalDouble.empty() : OptionalDouble.of(factor(spec, speed));
        if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
            throw new ParameterException(spec.commandLine(), "--in-flight: not of 1 … " + MOST_IN_FLIGHT);
        }
        if (patience < 0) {
            throw new ParameterException(spec.commandLine(), "--patience: is negative");
        }
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw new ParameterException(spec.commandLine(), "--url: is not of http:// or https://");
        }
        Link link = link(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        Clock clock = Main.clock();
        Courier.Pause pause = time -> TimeUnit.MILLISECONDS.sleep(Math.max(1, time.toMillis()));
        Courier courier = new Courier(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build(),
                link.url(),
                link.key(),
                new JsonPlatformWire(Optional.empty()),
                Duration.ofSeconds(patience),
                clock,
                pause);
        try (InputStream in = open()) {
            ReplayRun.Summary summary = new ReplayRun(courier, pause, clock, factor, inFlight).run(in);
            print(out, summary);
            return summary.fine() ? Main.FINE : Main.FAILED;
        } catch (Undeliverable e) {
            throw new Failed(
                    link.url() + ": " + e.getMessage()
                            + "\nWhat was posted until then counts; posting the file again counts nothing twice.",
                    e);
        }
    }

    private static void print(PrintWriter out, ReplayRun.Summary summary) {
        for (ReplayRun.Problem problem : summary.problems()) {
            out.println("line " + problem.line() + ": " + problem.words());
        }
        long told = summary.problems().size();
        if (summary.bad() + summary.refused() > told) {
            out.println("… and " + (summary.bad() + summary.refused() - told) + " more");
        }
        out.printf(
                "%d lines: %d accepted, %d duplicates, %d rejected, %d not events%n",
                summary.lines(), summary.accepted(), summary.duplicates(), summary.refused(), summary.bad());
    }

    /** @throws ParameterException when it is no speed */
    static double factor(CommandSpec spec, String text) {
        Matcher matcher = SPEED.matcher(text);
        double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (factor <= 0) {
            throw new ParameterException(spec.commandLine(), "--speed: '" + text + "' is not like 10x");
        }
        return factor;
    }

    private InputStream open() throws IOException {
        if (file.toString().equals("-")) {
            return System.in;
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failed(file + ": there is no such file, or it may not be read");
        }
        return Files.newInputStream(file);
    }

    private record Link(URI url, String key) {
        @Override
        public String toString() {
            return "Link[" + url + "]"; // the key stays out of logs
        }
    }

    private Link link(Map<String, String> environment) throws IOException {
        if (keyFile != null) {
            if (!Files.isReadable(keyFile)) {
                throw new Failed(keyFile + ": there is no such file, or it may not be read");
            }
            return new Link(Optional.ofNullable(url).orElse(USUAL), oneLine(Files.readString(keyFile), "--key-file"));
        }
        if (environment.containsKey(KEY)) {
            return new Link(Optional.ofNullable(url).orElse(USUAL), oneLine(environment.get(KEY), KEY));
        }
        Path demo = DemoCredentials.below(data);
        if (!Files.isReadable(demo)) {
            throw new Failed("a platform key is missing: give --key-file or " + KEY + ", or start ./pullcord demo");
        }
        DemoCredentials credentials = DemoCredentials.read(demo);
        return new Link(Optional.ofNullable(url).orElse(credentials.baseUrl()), credentials.platformKey());
    }

    private static String oneLine(String key, String where) {
        String stripped = key.strip();
        if (!stripped.matches("[\\x21-\\x7e]+")) {
            throw new Failed(where + ": is not a platform key");
        }
        return stripped;
    }
}

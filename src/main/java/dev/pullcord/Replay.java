package dev.pullcord;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts a file of events to a running service. */
@Command(name = "replay", description = "Post a file of CloudEvents, one a line, to a running service.")
final class Replay implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.ndjson", description = "the events; - reads standard input")
    Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "the service (${DEFAULT-VALUE})")
    URI url;

    /** Not an option: what stands on a command line is seen by every user of the machine. */
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "holds the platform key; else PULLCORD_PLATFORM_KEY, else the demo's")
    Path keyFile;

    @Option(names = "--speed", paramLabel = "10x", description = "by the events' time, so many times as fast")
    String speed;

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("replay");
    }
}

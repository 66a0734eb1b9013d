package dev.pullcord;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service with an invented platform beside it, to be looked at. */
@Command(name = "demo", description = "See it work: embedded Redis, an invented platform, a sign-in for every role.")
final class Demo implements Callable<Integer> {
    @Mixin
    SettingOptions settings;

    @Option(names = "--no-traffic", description = "leave the invented traffic out")
    boolean noTraffic;

    @Option(names = "--callback", paramLabel = "URL", description = "send actions there, not to the invented platform")
    URI callback;

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("demo");
    }
}

package dev.pullcord;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The service. */
@Command(name = "serve", description = "Run the service. The first start prints a one-time link for the admin.")
final class Serve implements Callable<Integer> {
    @Mixin
    SettingOptions settings;

    @Override
    public Integer call() {
        System.setProperty("pullcord.log.stream", "System.out"); // its log is what it says
        Config config = settings.read(Map.of());
        throw new UnsupportedOperationException("serve with " + config);
    }
}

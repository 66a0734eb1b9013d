package dev.pullcord;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command with settings has. */
final class SettingOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings as YAML (else PULLCORD_CONFIG, else none); see operating.md")
    Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "where the service listens (8080; 0 takes a free one)")
    String port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "where metrics and health are (8081; 0 takes a free one)")
    String managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "where data is kept (./data)")
    String data;

    /**
     * The settings of this command. To be called before the first line is logged: it sets how much is.
     *
     * @param presets what the command itself wants unless it was asked otherwise, by key
     * @throws BadSettings if a setting is unknown or bad
     * @throws Failed if the file cannot be read
     */
    Config read(Map<String, String> presets) {
        return read(presets, System.getenv());
    }

    Config read(Map<String, String> presets, Map<String, String> environment) {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, "server.port", port);
        put(flags, "server.managementPort", managementPort);
        put(flags, "data", data);
        Optional<Path> file = file(environment);
        Config read = Config.load(presets, file, environment, flags);
        System.setProperty("pullcord.log.level", read.log().level().name());
        return read;
    }

    /**
     * Where its data lies, and else the defaults: for a command that goes on though a setting is bad.
     */
    Config place() {
        Map<String, String> flags = new LinkedHashMap<>();
        put(
                flags,
                "data",
                Optional.ofNullable(data)
                        .or(() -> Optional.ofNullable(System.getenv("PULLCORD_DATA")))
                        .or(() -> file(System.getenv()).flatMap(SettingLayers::dataBy))
                        .orElse(null));
        return Config.load(Map.of(), Optional.empty(), Map.of(), flags);
    }

    private Optional<Path> file(Map<String, String> environment) {
        return Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get("PULLCORD_CONFIG"))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of));
    }

    private static void put(Map<String, String> flags, String key, String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}

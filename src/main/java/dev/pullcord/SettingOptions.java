package dev.pullcord;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command with settings has. */
final class SettingOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "settings as YAML; see operating.md")
    Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "where the service listens (8080; 0 takes a free one)")
    Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "where metrics and health are (8081; 0 takes a free one)")
    Integer managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "where data is kept (./data)")
    Path data;
}

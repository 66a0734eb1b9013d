package dev.pullcord.plugin;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;

/** What the service lends a connector. All of it may be used from any thread. */
public interface ConnectorContext {
    /** The platform's id. May appear in logs and metrics. */
    String platform();

    /** The platform's settings for this connector; never null, unmodifiable. Holds secrets: not to be logged. */
    Map<String, String> config();

    /** Reads and writes JSON, so that a connector needs no library for it. */
    Json json();

    /** The only source of the present time; tests move it. */
    Clock clock();

    /** Runs what blocks, for instance a name look-up. Belongs to the service: never shut it down. */
    Executor executor();
}

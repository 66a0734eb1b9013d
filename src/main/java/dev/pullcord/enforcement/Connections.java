package dev.pullcord.enforcement;

import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Health;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** How platforms' calls are reached. Safe from any thread. */
public interface Connections {
    /**
     * One way to a platform.
     *
     * @param connector its name
     * @param health how it was found, at most a minute ago
     * @param tells whether the meeting system's own webhooks are taken
     * @param capabilities what is asked of it: nothing that another way is asked for before it
     * @param checkedAt when it was looked at
     */
    record Connection(String connector, Health health, boolean tells, Set<Capability> capabilities, Instant checkedAt) {
        public Connection {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /** The ways to this platform, first the one that is asked first. One that is set up wrongly is down, and says why. */
    CompletionStage<List<Connection>> ways(Platform platform);
}

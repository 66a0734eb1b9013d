package dev.pullcord.intake;

import dev.pullcord.plugin.Inbound;
import java.util.Optional;

/** How the webhooks of platforms' own meeting systems are read. Safe from any thread. */
public interface NativeEvents {
    /** As this platform is set up now; empty where its meeting system sends none, or is not set up. */
    Optional<Inbound> of(Platform platform);
}

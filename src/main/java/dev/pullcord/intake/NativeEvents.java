package dev.pullcord.intake;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import java.util.Optional;

/** How what comes from platforms' own meeting systems is read. Safe from any thread. */
public interface NativeEvents {
    /** Their webhooks, as this platform is set up now; empty where its meeting system sends none, or is not set up. */
    Optional<Inbound> of(Platform platform);

    /** Their join tokens, as this platform is set up now; empty where they are not read here. */
    Optional<JoinTokens> tokens(Platform platform);
}

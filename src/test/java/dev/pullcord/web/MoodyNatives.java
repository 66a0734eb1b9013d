package dev.pullcord.web;

import dev.pullcord.connectors.livekit.LiveKitConnectorFactory;
import dev.pullcord.intake.NativeEvents;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import dev.pullcord.plugin.Json;
import dev.pullcord.wire.ConnectorJson;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A meeting system whose webhooks are of any mood, and whose join tokens are LiveKit's. */
final class MoodyNatives implements NativeEvents {
    static final String KEY = "APIofAcme";
    static final String SECRET = "a-secret-of-thirty-two-bytes-or-so";

    @Override
    public Optional<Inbound> of(Platform platform) {
        return Optional.of(new MoodyInbound());
    }

    @Override
    public Optional<JoinTokens> tokens(Platform platform) {
        return new LiveKitConnectorFactory().create(new Context()).joinTokens();
    }

    private static final class Context implements ConnectorContext {
        @Override
        public String platform() {
            return "acme";
        }

        @Override
        public Map<String, String> config() {
            return Map.of("url", "http://127.0.0.1:9", "apiKey", KEY, "apiSecret", SECRET);
        }

        @Override
        public Json json() {
            return new ConnectorJson();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }
    }
}

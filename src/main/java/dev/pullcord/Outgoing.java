package dev.pullcord;

import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.flow.Connectors;
import dev.pullcord.flow.DispatchSettings;
import dev.pullcord.flow.Flow;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.wire.ConnectorJson;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** How actions leave this node, by its settings. */
final class Outgoing {
    private Outgoing() {}

    static Flow.Sending sending(Config config, RedisStore store, Clock clock, ExecutorService threads) {
        Config.Dispatch dispatch = config.dispatch();
        DispatchSettings settings = DispatchSettings.DEFAULT;
        Enforcer.Limits usual = Enforcer.Limits.DEFAULT;
        Enforcer enforcer = new Enforcer(
                DispatchSettings.pauses(dispatch.firstDelay(), dispatch.maxDelay()),
                new Enforcer.Limits(
                        dispatch.attemptTimeout(),
                        usual.margin(),
                        dispatch.maxTries(),
                        dispatch.maxDelay(),
                        usual.orderedTries()));
        return new Flow.Sending(connectors(config, store.platforms(), clock, threads), enforcer, settings);
    }

    /** The installed connectors. */
    static Connectors connectors(Config config, Platforms platforms, Clock clock, ExecutorService threads) {
        Config.Dispatch dispatch = config.dispatch();
        Map<String, Map<String, String>> ofAll = Map.of(
                Platform.GENERIC,
                Map.of(
                        "allowPrivate",
                        Boolean.toString(dispatch.allowPrivateAddresses()),
                        "timeout",
                        dispatch.attemptTimeout().toString()));
        return new Connectors(
                Connectors.installed(config.data().resolve("plugins")),
                ofAll,
                platforms,
                new ConnectorJson(),
                clock,
                threads,
                DispatchSettings.DEFAULT);
    }
}

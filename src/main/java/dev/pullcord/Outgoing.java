package dev.pullcord;

import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.flow.Connectors;
import dev.pullcord.flow.DispatchSettings;
import dev.pullcord.flow.Flow;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.wire.ConnectorJson;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** How actions leave this node, by its settings. */
final class Outgoing {
    private Outgoing() {}

    static Flow.Sending sending(
            Config config, RedisStore store, ActivePolicies policies, Clock clock, ExecutorService threads) {
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
        Map<String, Map<String, String>> ofAll = Map.of(
                "generic",
                Map.of(
                        "allowPrivate",
                        Boolean.toString(dispatch.allowPrivateAddresses()),
                        "timeout",
                        dispatch.attemptTimeout().toString()));
        return new Flow.Sending(
                new Connectors(
                        Connectors.installed(),
                        ofAll,
                        store.platforms(),
                        new ConnectorJson(),
                        clock,
                        threads,
                        settings),
                enforcer,
                settings,
                Filed.of(store, policies, dispatch, clock));
    }
}

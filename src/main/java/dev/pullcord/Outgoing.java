package dev.pullcord;

import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.flow.Channels;
import dev.pullcord.flow.Connectors;
import dev.pullcord.flow.DispatchSettings;
import dev.pullcord.flow.Flow;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.wire.ConnectorJson;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How actions leave this node, by its settings. */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    private Outgoing() {}

    /** A notice is of use while it is fresh: it is tried every minute at least, and for about six hours like an action. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final int NOTICE_TRIES = 360;

    static Flow.Sending sending(
            Config config,
            RedisStore store,
            ActivePolicies policies,
            Vertx vertx,
            Clock clock,
            ExecutorService threads) {
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
        return new Flow.Sending(
                connectors(config, store.platforms(), clock, threads),
                enforcer,
                settings,
                channels(config, vertx, clock, threads),
                new Enforcer(
                        DispatchSettings.pauses(
                                min(dispatch.firstDelay(), LONGEST_PAUSE), min(dispatch.maxDelay(), LONGEST_PAUSE)),
                        new Enforcer.Limits(
                                dispatch.attemptTimeout(),
                                usual.margin(),
                                NOTICE_TRIES,
                                LONGEST_PAUSE,
                                usual.orderedTries())),
                Filed.of(store, policies, dispatch, config.filings(), clock));
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

    private static Channels channels(Config config, Vertx vertx, Clock clock, ExecutorService threads) {
        Channels channels = new Channels(config.notices().forFlow(console(config)), vertx, threads, clock);
        if (channels.none()) {
            LOG.warn(
                    "notices: no channel is set up: a case that nobody takes shows at the desk, in /health/ready and here");
        } else {
            LOG.info("notices: missed deadlines are told by {}", channels.words());
        }
        return channels;
    }

    /** Where a link to a case leads: as people open the console, or else to this process. */
    private static URI console(Config config) {
        return config.server()
                .publicUrl()
                .orElseGet(
                        () -> URI.create("http://localhost:" + config.server().port()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

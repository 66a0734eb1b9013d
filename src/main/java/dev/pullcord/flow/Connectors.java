package dev.pullcord.flow;

import dev.pullcord.enforcement.Connections;
import dev.pullcord.intake.NativeEvents;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import dev.pullcord.plugin.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed connectors, and one line to each platform. Safe from any thread. */
public final class Connectors implements NativeEvents, Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    private final Map<String, ConnectorFactory> factories;
    private final Map<String, Map<String, String>> settings;
    private final Platforms platforms;
    private final Json json;
    private final Clock clock;
    private final Executor executor;
    private final int inPlatform;
    private final Checks checks;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Map<String, Platform> switchedOff = new ConcurrentHashMap<>();

    /**
     * @param factories see {@link #installed(Path)}
     * @param settings of the whole installation, by connector and key, for example {@code generic → allowPrivate}; a
     *     platform's own win
     * @param platforms where a callback that answered 410 is taken out
     * @param executor runs connectors; may block, and must not be bounded below what hanging look-ups can fill
     */
    public Connectors(
            Collection<ConnectorFactory> factories,
            Map<String, Map<String, String>> settings,
            Platforms platforms,
            Json json,
            Clock clock,
            Executor executor,
            DispatchSettings dispatch) {
        this.factories = factories.stream()
                .collect(Collectors.toUnmodifiableMap(ConnectorFactory::name, Function.identity(), (a, b) -> {
                    throw new IllegalArgumentException("connectors: two are named " + a.name());
                }));
        this.settings = Map.copyOf(settings);
        this.platforms = platforms;
        this.json = json;
        this.clock = clock;
        this.executor = executor;
        this.inPlatform = dispatch.inPlatform();
        this.checks = new Checks(clock, executor);
    }

    /**
     * Our own connectors, and those that others put into a folder; one that was made for another SPI is left out, and that is logged.
     *
     * @param plugins the folder; need not be there
     */
    public static List<ConnectorFactory> installed(Path plugins) {
        Stream<ConnectorFactory> ours =
                ServiceLoader.load(ConnectorFactory.class).stream().map(ServiceLoader.Provider::get);
        return Stream.concat(ours, Plugins.in(plugins).stream())
                .filter(Connectors::fits)
                .toList();
    }

    private static boolean fits(ConnectorFactory factory) {
        if (factory.spiVersion() == ConnectorFactory.SPI_VERSION) {
            return true;
        }
        LOG.error(
                "connector {} is not loaded: it was made for SPI {}, this is {}",
                factory.name(),
                factory.spiVersion(),
                ConnectorFactory.SPI_VERSION);
        return false;
    }

    /**
     * This is how a platform is set up now. To be told often: a callback that was switched off, is gone, and is then set
     * again just as it was, must be known for having been gone.
     */
    void seen(Platform platform) {
        line(platform);
    }

    /** The line to this platform as it is set up now. */
    Line line(Platform platform) {
        Line known = lines.get(platform.id());
        if (known != null && known.platform().equals(platform)) {
            return known;
        }
        return lines.compute(platform.id(), (id, old) -> {
            if (old != null && old.platform().equals(platform)) {
                return old;
            }
            if (old != null) {
                old.retire();
            }
            switchedOff.computeIfPresent(id, (same, off) -> off.equals(platform) ? off : null);
            return open(platform);
        });
    }

    /**
     * The platform answered that it wants nothing more this way: it is asked nothing until its settings change.
     *
     * @return completes when every node knows
     */
    CompletionStage<Void> switchOff(Platform platform) {
        if (platform.equals(switchedOff.put(platform.id(), platform))) {
            return CompletableFuture.completedFuture(null);
        }
        LOG.warn("the callback of platform {} answered 410 and is switched off", platform.id());
        lines.computeIfPresent(platform.id(), (id, old) -> {
            old.retire();
            return new Line(platform, Optional.empty(), OFF, executor, inPlatform);
        });
        return platforms
                .swap(platform, platform.withCallback(Optional.empty(), platform.callbackSecret()))
                .thenAccept(swapped -> {}); // if it is another by now, that one was not asked
    }

    /** Closes all connectors, each after its last action. */
    public void close() {
        lines.values().forEach(Line::retire);
        lines.clear();
    }

    private static final String OFF = "the callback answered 410 and was switched off: set one, then retry";

    private Line open(Platform platform) {
        if (platform.equals(switchedOff.get(platform.id()))) {
            return closed(platform, OFF);
        }
        try {
            return new Line(platform, Optional.of(make(platform)), "", executor, inPlatform);
        } catch (RuntimeException | LinkageError e) { // a stranger's code, perhaps made for another library
            LOG.warn("platform {} cannot be reached: {}", platform.id(), e.getMessage());
            return closed(platform, e.getMessage());
        }
    }

    /**
     * What reaches this platform. Where it has a meeting system's own and a callback besides, what the one does not offer goes to the
     * other: a meeting system knows no accounts to suspend. A callback that cannot be set up keeps nobody from acting in the call.
     */
    private Connector make(Platform platform) {
        Connector own = own(platform);
        if (platform.connector().equals(Platform.GENERIC)
                || platform.callbackUrl().isEmpty()) {
            return own;
        }
        try {
            return new CallbackBeside(own, make(platform, Platform.GENERIC));
        } catch (IllegalArgumentException e) {
            LOG.warn("platform {} has no callback beside {}: {}", platform.id(), platform.connector(), e.getMessage());
            return own;
        }
    }

    /**
     * The connector that this platform names, without the callback beside it. Reaches nobody; to be closed.
     *
     * @throws IllegalArgumentException if there is none by that name, or a setting is wrong; the message says which
     */
    public Connector own(Platform platform) {
        return make(platform, platform.connector());
    }

    private Connector make(Platform platform, String name) {
        ConnectorFactory factory = factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("no connector named " + name + " is installed");
        }
        Map<String, String> config = new HashMap<>(settings.getOrDefault(name, Map.of()));
        if (name.equals(platform.connector())) {
            config.putAll(platform.settings());
        }
        if (name.equals(Platform.GENERIC)) {
            platform.callbackUrl().ifPresent(url -> config.put("callback", url));
            platform.callbackSecret().ifPresent(secret -> config.put("secret", secret));
        }
        try {
            return factory.create(new Context(platform.id(), Map.copyOf(config), json, clock, executor));
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("connector " + name + " cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<List<Connection>> ways(Platform platform) {
        return checks.of(asKnown(platform));
    }

    @Override
    public Optional<Inbound> of(Platform platform) {
        Line line = asKnown(platform);
        return line.platform().connector().equals(platform.connector()) ? line.inbound() : Optional.empty();
    }

    @Override
    public Optional<JoinTokens> tokens(Platform platform) {
        return asKnown(platform).joinTokens();
    }

    /** The line there is: whoever only asks may know the platform as it was, and must not turn back what the dispatch has. */
    private Line asKnown(Platform platform) {
        Line known = lines.get(platform.id());
        return known == null ? line(platform) : known;
    }

    private Line closed(Platform platform, String fault) {
        return new Line(platform, Optional.empty(), fault, executor, inPlatform);
    }

    private record Context(String platform, Map<String, String> config, Json json, Clock clock, Executor executor)
            implements ConnectorContext {
        @Override
        public String toString() {
            return "ConnectorContext[" + platform + "]"; // the settings hold secrets
        }
    }
}

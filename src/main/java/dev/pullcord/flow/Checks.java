package dev.pullcord.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.enforcement.Connections.Connection;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How platforms' connectors are, asked at most once a minute, as they were promised. Safe from any thread. */
final class Checks {
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Executor executor;
    private final Cache<Line, CompletableFuture<List<Connection>>> known =
            Caffeine.newBuilder().expireAfterWrite(OFTEN_ENOUGH).weakKeys().build();

    Checks(Clock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    CompletionStage<List<Connection>> of(Line line) {
        return known.get(line, this::asked);
    }

    private CompletableFuture<List<Connection>> asked(Line line) {
        Optional<Connector> connector = line.connector();
        if (connector.isEmpty()) {
            return CompletableFuture.completedFuture(List.of(new Connection(
                    line.platform().connector(),
                    Health.down(line.fault().orElse("it is not set up")),
                    false,
                    Set.of(),
                    clock.instant())));
        }
        if (!(connector.get() instanceof CallbackBeside both)) {
            return one(line.platform().connector(), connector.get(), Set.of()).thenApply(List::of);
        }
        return one(line.platform().connector(), both.own(), Set.of())
                .thenCombine(one(Platform.GENERIC, both.callback(), both.own().capabilities()), List::of);
    }

    /** @param before what another way is asked for */
    private CompletableFuture<Connection> one(String name, Connector connector, Set<Capability> before) {
        List<Object> taken =
                new ArrayList<>(before.stream().map(Capability::action).toList());
        Set<Capability> rest = connector.capabilities().stream()
                .filter(one -> !taken.contains(one.action()))
                .collect(Collectors.toSet());
        return CompletableFuture.supplyAsync(connector::check, executor)
                .thenCompose(health -> health)
                .completeOnTimeout(Health.down("it does not say how it is"), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(against -> Health.down("the connector failed"))
                .thenApply(health ->
                        new Connection(name, health, connector.inbound().isPresent(), rest, clock.instant()));
    }
}

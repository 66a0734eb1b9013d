package dev.pullcord.flow;

import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to one platform: its connector, or why there is none, and how many tries are on it. A retired line closes its
 * connector when the last try has ended.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Platform platform;
    private final Optional<Connector> connector;
    private final Set<ActionType> offered;
    private final String fault;
    private final Executor executor;
    private final int most;
    private int busy;
    private boolean retired;

    Line(Platform platform, Optional<Connector> connector, String fault, Executor executor, int most) {
        this.platform = platform;
        this.connector = connector;
        this.offered = connector.stream()
                .flatMap(c -> c.capabilities().stream())
                .map(Capability::action)
                .collect(Collectors.toUnmodifiableSet());
        this.fault = fault;
        this.executor = executor;
        this.most = most;
    }

    Platform platform() {
        return platform;
    }

    /** Why nothing can be sent; empty when it can. */
    Optional<String> fault() {
        return connector.isPresent() ? Optional.empty() : Optional.of(fault);
    }

    /** Empty when there is none; see {@link #fault}. */
    Optional<Connector> connector() {
        return connector;
    }

    /** How its meeting system's webhooks are read; empty where it sends none. */
    Optional<Inbound> inbound() {
        return connector.flatMap(Connector::inbound);
    }

    /** How its meeting system's join tokens are read; empty where they are not. */
    Optional<JoinTokens> joinTokens() {
        return connector.flatMap(Connector::joinTokens);
    }

    /** Takes room for one try, to be given back by {@link #free}; false when there is none. */
    synchronized boolean take() {
        if (busy >= most) {
            return false;
        }
        busy++;
        return true;
    }

    void free() {
        boolean last;
        synchronized (this) {
            busy--;
            last = retired && busy == 0;
        }
        if (last) {
            close();
        }
    }

    /** No more tries begin on it. */
    void retire() {
        boolean idle;
        synchronized (this) {
            idle = !retired && busy == 0;
            retired = true;
        }
        if (idle) {
            close();
        }
    }

    /** Asks the platform. Never completes exceptionally: what a connector throws may have happened all the same. */
    CompletionStage<ActionResult> ask(ActionRequest request) {
        if (!offered.contains(request.type())) {
            return CompletableFuture.completedFuture(ActionResult.answered(
                    ActionResult.Status.UNSUPPORTED,
                    Optional.of("the connector " + platform.connector() + " does not offer it"),
                    Duration.ZERO));
        }
        // Not on the event loop: a connector that blocks against its promise must not stop everything else.
        return CompletableFuture.supplyAsync(() -> connector.orElseThrow().act(request), executor)
                .thenCompose(answer -> answer)
                .handle((result, failure) -> {
                    if (failure == null && result != null) {
                        return result;
                    }
                    LOG.error("connector {} broke its promise on {}", platform.connector(), request, failure);
                    return ActionResult.unknown("the connector failed", Duration.ZERO);
                });
    }

    private void close() {
        connector.ifPresent(c -> {
            CompletableFuture<?> closing =
                    CompletableFuture.supplyAsync(c::close, executor).thenCompose(closed -> closed);
            closing.exceptionally(failure -> {
                LOG.warn("connector {} could not be closed", platform.connector(), failure);
                return null;
            });
        });
    }
}

package dev.pullcord.flow;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Health;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A connector that answers as the test says; offers everything but {@code lock_meeting}. */
final class ScriptedConnector implements ConnectorFactory, Connector {
    static final ActionResult DONE =
            ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), Duration.ofMillis(1));

    private final List<ActionRequest> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Function<ActionRequest, CompletionStage<ActionResult>> script =
            request -> CompletableFuture.completedFuture(DONE);

    void answers(Function<ActionRequest, CompletionStage<ActionResult>> next) {
        script = next;
    }

    void answers(ActionResult always) {
        answers(request -> CompletableFuture.completedFuture(always));
    }

    List<ActionRequest> asked() {
        return asked;
    }

    List<String> askedIds() {
        return asked.stream().map(ActionRequest::actionId).toList();
    }

    int closed() {
        return closed.get();
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        if (!context.config().containsKey("callback")) {
            throw new IllegalArgumentException("callback: is missing");
        }
        return this;
    }

    @Override
    public Set<Capability> capabilities() {
        return Arrays.stream(ActionType.values())
                .filter(type -> type != ActionType.LOCK_MEETING)
                .map(type -> new Capability(type, Capability.Support.NATIVE, Optional.empty()))
                .collect(Collectors.toSet());
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        asked.add(request);
        return script.apply(request);
    }

    @Override
    public CompletionStage<Health> check() {
        return CompletableFuture.completedFuture(Health.up());
    }

    @Override
    public CompletionStage<Void> close() {
        closed.incrementAndGet();
        return CompletableFuture.completedFuture(null);
    }
}

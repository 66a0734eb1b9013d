package dev.pullcord.connectors.zoom;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Inbound;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends Zoom's meetings. Zoom's API is known to remove nobody by himself: that is left to the platform's callback. */
final class ZoomConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Set<Capability> ALL = Set.of(new Capability(
            ActionType.END_MEETING,
            Capability.Support.NATIVE,
            Optional.of("Everybody is sent away; its host can start it anew.")));

    private final ConnectorContext context;
    private final ZoomApi api;
    private final ZoomInbound inbound;
    private volatile boolean closed;

    ZoomConnector(ConnectorContext context, ZoomApi api, ZoomInbound inbound) {
        this.context = context;
        this.api = api;
        this.inbound = inbound;
    }

    @Override
    public Set<Capability> capabilities() {
        return ALL;
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        if (closed) {
            return done(ActionResult.failed("the connector is closed", Duration.ZERO));
        }
        if (!request.deadline().isAfter(context.clock().instant())) {
            return done(ActionResult.failed("the deadline has passed; nothing was sent", Duration.ZERO));
        }
        Optional<String> meeting = request.target().meeting();
        if (request.type() != ActionType.END_MEETING || meeting.isEmpty()) {
            return done(ActionResult.answered(
                    ActionResult.Status.UNSUPPORTED,
                    Optional.of("Zoom can only be asked to end a meeting that is named"),
                    Duration.ZERO));
        }
        return api.end(meeting.get(), request.deadline());
    }

    @Override
    public Optional<Inbound> inbound() {
        return Optional.of(inbound);
    }

    @Override
    public CompletionStage<Health> check() {
        return api.fault(context.clock().instant().plus(CHECK_WITHIN))
                .thenApply(fault -> fault.map(Health::down).orElseGet(Health::up));
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "ZoomConnector[" + context.platform() + "]";
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

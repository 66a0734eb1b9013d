package dev.example.folder;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts each action into a file of its own, named by its id, so that one that is asked twice is there once. */
final class FolderConnector implements Connector {
    private final ConnectorContext context;
    private final Path folder;
    private volatile boolean closed;

    FolderConnector(ConnectorContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                new Capability(ActionType.SUSPEND_ACCOUNT, Capability.Support.DELEGATED, Optional.empty()),
                new Capability(ActionType.REINSTATE_ACCOUNT, Capability.Support.DELEGATED, Optional.empty()));
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        Instant begun = context.clock().instant();
        if (closed || !request.deadline().isAfter(begun)) {
            return CompletableFuture.completedFuture(ActionResult.failed("nothing was written", Duration.ZERO));
        }
        return CompletableFuture.supplyAsync(() -> write(request, begun), context.executor())
                .completeOnTimeout(
                        ActionResult.unknown("the disk did not answer in time", Duration.between(begun, request.deadline())),
                        Duration.between(begun, request.deadline()).toMillis(),
                        java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    private ActionResult write(ActionRequest request, Instant begun) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("actionId", request.actionId());
        action.put("type", request.type().code());
        request.target().accountId().ifPresent(account -> action.put("account", account));
        request.duration().ifPresent(duration -> action.put("duration", duration.toString()));
        Path whole = folder.resolve(request.actionId() + ".json");
        Path part = folder.resolve(request.actionId() + ".part");
        try {
            if (Files.exists(whole)) {
                return answered(ActionResult.Status.ALREADY_DONE, begun);
            }
            Files.writeString(part, context.json().write(action));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE); // nobody reads a half
            return answered(ActionResult.Status.DONE, begun);
        } catch (FileAlreadyExistsException e) {
            return answered(ActionResult.Status.ALREADY_DONE, begun);
        } catch (IOException e) {
            return ActionResult.failed("the folder cannot be written", since(begun));
        }
    }

    private ActionResult answered(ActionResult.Status status, Instant begun) {
        return ActionResult.answered(status, Optional.empty(), since(begun));
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, context.clock().instant());
        return took.isNegative() ? Duration.ZERO : took;
    }

    @Override
    public CompletionStage<Health> check() {
        return CompletableFuture.supplyAsync(
                () -> Files.isWritable(folder) ? Health.up() : Health.down("the folder cannot be written"),
                context.executor());
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }
}

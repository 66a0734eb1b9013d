package dev.pullcord.connectors.jitsi;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.MeetingSnapshot;
import dev.pullcord.plugin.MeetingSnapshot.Present;
import dev.pullcord.plugin.StandardWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Acts in Jitsi's conferences through our module in its Prosody: it removes, keeps out, and ends. Media is not its affair. */
final class JitsiConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
    private static final int OF_MODULE = 1;
    private static final Map<ActionType, String> OPS = Map.of(
            ActionType.REMOVE_PARTICIPANT, "remove",
            ActionType.BLOCK_REJOIN, "block",
            ActionType.UNBLOCK_REJOIN, "unblock",
            ActionType.END_MEETING, "end");
    private static final Set<Capability> ALL = Set.of(
            of(ActionType.REMOVE_PARTICIPANT, "Whoever is not blocked comes back: block first."),
            of(
                    ActionType.BLOCK_REJOIN,
                    "From this meeting, by his account. Where calls are joined without one, only this connection of his is"
                            + " refused."),
            of(ActionType.UNBLOCK_REJOIN, "Lets his account into this meeting again."),
            of(ActionType.END_MEETING, "Everybody is sent away; whoever may open a meeting can open it anew."));

    private final ConnectorContext context;
    private final JitsiModule module;
    private final StandardWebhooks webhooks;
    private volatile boolean closed;

    JitsiConnector(ConnectorContext context, JitsiModule module, StandardWebhooks webhooks) {
        this.context = context;
        this.module = module;
        this.webhooks = webhooks;
    }

    private static Capability of(ActionType type, String limits) {
        return new Capability(type, Capability.Support.NATIVE, Optional.of(limits));
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
        String op = OPS.get(request.type());
        if (op == null) {
            return done(unsupported("Jitsi cannot do this"));
        }
        Optional<String> meeting = request.target().meeting();
        if (meeting.isEmpty()) {
            return done(unsupported("Jitsi knows no accounts, only who is in a meeting: name one"));
        }
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("op", op);
        command.put("meeting", meeting.get());
        if (request.type() != ActionType.END_MEETING) {
            request.target().participantId().ifPresent(id -> command.put("participantId", id));
            request.target().accountId().ifPresent(id -> command.put("accountId", id));
            if (!command.containsKey("participantId") && !command.containsKey("accountId")) {
                return done(unsupported("nobody in the meeting is named"));
            }
        }
        request.duration().ifPresent(time -> command.put("seconds", Math.max(1, time.toSeconds())));
        return module.command(request.actionId(), command, request.deadline()).thenApply(JitsiModule.Answer::result);
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        Instant now = context.clock().instant();
        return module.command(
                        UUID.randomUUID().toString(),
                        Map.of("op", "snapshot", "meeting", meeting),
                        now.plus(LOOK_WITHIN))
                .thenApply(seen -> seen.done() || seen.gone()
                        ? Optional.of(new MeetingSnapshot(meeting, now, present(seen)))
                        : Optional.empty());
    }

    private static List<Present> present(JitsiModule.Answer seen) {
        return JitsiModule.list(seen.fields().get("present")).stream()
                .filter(one -> one.get("participantId") instanceof String)
                .map(one -> new Present(
                        (String) one.get("participantId"),
                        Optional.ofNullable(one.get("accountId")).map(Object::toString),
                        Set.of()))
                .toList();
    }

    @Override
    public Optional<Inbound> inbound() {
        return Optional.of(new JitsiInbound(webhooks, context.json()));
    }

    @Override
    public CompletionStage<Health> check() {
        Instant deadline = context.clock().instant().plus(CHECK_WITHIN);
        return module.command(UUID.randomUUID().toString(), Map.of("op", "hello"), deadline)
                .thenApply(JitsiConnector::health);
    }

    private static Health health(JitsiModule.Answer said) {
        if (!said.done()) {
            return Health.down(said.result().message().orElse("the module in Prosody does not answer"));
        }
        if (!(said.fields().get("version") instanceof Integer version) || version < OF_MODULE) {
            return Health.down("mod_pullcord in Prosody is too old: take the one of this version");
        }
        return "none".equals(said.fields().get("accounts"))
                ? new Health(
                        Health.State.DEGRADED,
                        List.of("nobody can be kept out for long: Prosody knows no accounts (pullcord_accounts)"))
                : Health.up();
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "JitsiConnector[" + context.platform() + "]";
    }

    private static ActionResult unsupported(String why) {
        return ActionResult.answered(ActionResult.Status.UNSUPPORTED, Optional.of(why), Duration.ZERO);
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

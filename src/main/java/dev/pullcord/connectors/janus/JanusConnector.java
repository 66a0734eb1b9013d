package dev.pullcord.connectors.janus;

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
import dev.pullcord.plugin.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Acts in Janus' rooms through the Admin API. Janus knows rooms and participants, no accounts: whom an action names by his account
 * alone is looked for among those who are there. What was done once is found done: a second kick finds nobody.
 */
final class JanusConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);

    private final ConnectorContext context;
    private final JanusSettings settings;
    private final JanusAdmin admin;
    private volatile boolean closed;

    JanusConnector(ConnectorContext context, JanusSettings settings) {
        this.context = context;
        this.settings = settings;
        this.admin = new JanusAdmin(context, settings);
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = new LinkedHashSet<>();
        all.add(of(
                ActionType.REMOVE_PARTICIPANT,
                settings.joinTokenKey().isPresent()
                        ? "Whoever still has a token comes back: block first."
                        : "He can come back with his old token, and is removed again when he does."));
        if (settings.joinTokenKey().isPresent()) {
            all.add(of(ActionType.BLOCK_REJOIN, "Takes back his token for this meeting, not for others."));
            all.add(of(ActionType.UNBLOCK_REJOIN, "Gives him his token for this meeting back."));
        }
        all.add(of(ActionType.MUTE_AUDIO, "He cannot undo it himself."));
        all.add(of(ActionType.MUTE_VIDEO, "He cannot undo it himself."));
        all.add(of(ActionType.END_MEETING, "Everybody is sent away, and the room is gone."));
        all.add(of(ActionType.START_RECORDING, "On Janus' own disk; nothing comes here."));
        all.add(of(ActionType.STOP_RECORDING, "What was recorded stays on Janus' own disk."));
        return Set.copyOf(all);
    }

    private static Capability of(ActionType type, String limits) {
        return new Capability(type, Capability.Support.NATIVE, Optional.of(limits));
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
        if (meeting.isEmpty()) {
            return done(unsupported("Janus knows no accounts, only who is in a meeting: name one"));
        }
        String room = meeting.get();
        Instant deadline = request.deadline();
        return switch (request.type()) {
            case REMOVE_PARTICIPANT ->
                forEach(request, id -> admin.inRoom(room, Map.of("request", "kick", "id", settings.id(id)), deadline));
            case MUTE_AUDIO -> mute(room, request, settings.audioMid());
            case MUTE_VIDEO -> mute(room, request, settings.videoMid());
            case BLOCK_REJOIN -> allow(room, request, "remove");
            case UNBLOCK_REJOIN -> allow(room, request, "add");
            case END_MEETING ->
                admin.inRoom(room, Map.of("request", "destroy"), deadline).thenApply(this::result);
            case START_RECORDING -> record(room, true, deadline);
            case STOP_RECORDING -> record(room, false, deadline);
            default -> done(unsupported("Janus cannot do this"));
        };
    }

    private CompletionStage<ActionResult> record(String room, boolean on, Instant deadline) {
        return admin.inRoom(room, Map.of("request", "enable_recording", "record", on), deadline)
                .thenApply(this::result);
    }

    private CompletionStage<ActionResult> mute(String room, ActionRequest request, String usual) {
        List<String> named = request.target().trackIds();
        List<String> mids = named.isEmpty() ? List.of(usual) : named;
        CompletionStage<ActionResult> all = muteOne(room, request, mids.get(0), request.deadline());
        for (String next : mids.subList(1, mids.size())) {
            all = all.thenCombine(muteOne(room, request, next, request.deadline()), JanusConnector::worse);
        }
        return all;
    }

    private CompletionStage<ActionResult> muteOne(String room, ActionRequest request, String mid, Instant deadline) {
        return forEach(
                request,
                id -> admin.inRoom(
                        room,
                        Map.of("request", "moderate", "id", settings.id(id), "mid", mid, "mute", true),
                        deadline));
    }

    private CompletionStage<ActionResult> allow(String room, ActionRequest request, String action) {
        if (settings.joinTokenKey().isEmpty()) {
            return done(unsupported("without joinTokenKey nobody's token is known"));
        }
        Optional<String> account = request.target().accountId();
        if (account.isEmpty()) {
            return done(unsupported("a token is an account's, and none is named"));
        }
        String token = settings.joinToken(room, account.get());
        return admin.inRoom(
                        room,
                        Map.of("request", "allowed", "action", action, "allowed", List.of(token)),
                        request.deadline())
                .thenApply(this::result);
    }

    /** One thing that is done to one participant. */
    private interface ToOne {
        CompletionStage<JanusAdmin.Answer> of(String participant);
    }

    /** To whom the action names, or to each who is there by the account that it names. */
    private CompletionStage<ActionResult> forEach(ActionRequest request, ToOne toOne) {
        Target target = request.target();
        if (target.participantId().isPresent()) {
            return toOne.of(target.participantId().get()).thenApply(this::result);
        }
        if (target.accountId().isEmpty() || settings.account() == JanusSettings.Account.NONE) {
            return done(unsupported("nobody in the meeting is named"));
        }
        return look(target.meeting().orElseThrow(), request.deadline()).thenCompose(seen -> {
            if (seen.failed().isPresent() && !seen.gone()) {
                return done(seen.failed().get());
            }
            List<String> his = present(seen).stream()
                    .filter(one -> one.accountId().equals(target.accountId()))
                    .map(Present::participantId)
                    .toList();
            if (his.isEmpty()) {
                return done(ActionResult.answered(
                        ActionResult.Status.TARGET_GONE, Optional.of("he is not in the meeting"), seen.took()));
            }
            CompletionStage<ActionResult> last = toOne.of(his.get(0)).thenApply(this::result);
            for (String next : his.subList(1, his.size())) { // by two devices, say
                last = last.thenCombine(toOne.of(next).thenApply(this::result), JanusConnector::worse);
            }
            return last;
        });
    }

    private static ActionResult worse(ActionResult one, ActionResult other) {
        return one.confirmedBy() == ActionResult.Confirmation.NONE ? one : other;
    }

    private ActionResult result(JanusAdmin.Answer answer) {
        return answer.failed()
                .orElseGet(() -> ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), answer.took()));
    }

    private CompletionStage<JanusAdmin.Answer> look(String room, Instant deadline) {
        return admin.inRoom(room, Map.of("request", "listparticipants"), deadline);
    }

    private List<Present> present(JanusAdmin.Answer seen) {
        List<Present> all = new ArrayList<>();
        for (Map<?, ?> one : JanusAdmin.list(seen.response().get("participants"))) {
            String id = String.valueOf(one.get("id"));
            all.add(new Present(id, JanusInbound.account(settings.account(), id, one.get("display")), Set.of()));
        }
        return all;
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        Instant now = context.clock().instant();
        return look(meeting, now.plus(LOOK_WITHIN))
                .thenApply(seen -> seen.failed().isPresent() && !seen.gone()
                        ? Optional.empty()
                        : Optional.of(new MeetingSnapshot(meeting, now, present(seen))));
    }

    @Override
    public Optional<Inbound> inbound() {
        return settings.events().map(login -> new JanusInbound(settings.account(), login, context.json()));
    }

    @Override
    public CompletionStage<Health> check() {
        Map<String, Object> list = settings.adminKey()
                .<Map<String, Object>>map(key -> Map.of("request", "list", "admin_key", key))
                .orElseGet(() -> Map.of("request", "list"));
        return admin.ask(list, context.clock().instant().plus(CHECK_WITHIN)).thenApply(answer -> {
            if (answer.failed().isPresent()) {
                return Health.down(answer.failed().get().message().orElse("Janus does not answer"));
            }
            List<Map<?, ?>> rooms = JanusAdmin.list(answer.response().get("list"));
            long unsafe = rooms.stream()
                    .filter(room -> !Boolean.TRUE.equals(room.get("require_pvtid")))
                    .count();
            List<String> findings = new ArrayList<>();
            if (unsafe > 0) {
                findings.add(unsafe + " of " + rooms.size()
                        + " rooms let whoever was removed go on watching: make them with require_pvtid");
            }
            if (settings.joinTokenKey().isEmpty()) {
                findings.add("nobody can be kept out: set joinTokenKey, and make rooms with allowed tokens");
            }
            return findings.isEmpty() ? Health.up() : new Health(Health.State.DEGRADED, findings);
        });
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "JanusConnector[" + context.platform() + "]";
    }

    private static ActionResult unsupported(String why) {
        return ActionResult.answered(ActionResult.Status.UNSUPPORTED, Optional.of(why), Duration.ZERO);
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

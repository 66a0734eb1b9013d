package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import dev.pullcord.plugin.MeetingSnapshot;
import dev.pullcord.plugin.MeetingSnapshot.Present;
import dev.pullcord.plugin.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Acts in LiveKit's rooms. A participant is named by his identity. A token that was given out outlives a removal on a server of
 * one's own, so nobody is kept out here: whoever comes back is removed again.
 */
final class LiveKitConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
    private static final Set<Capability> ALL = Set.of(
            of(
                    ActionType.REMOVE_PARTICIPANT,
                    "He can come back with his old token, and is removed again when he does."),
            of(ActionType.MUTE_AUDIO, "He can unmute himself, unless publishing is revoked."),
            of(ActionType.MUTE_VIDEO, "He can unmute himself, unless publishing is revoked."),
            of(ActionType.STOP_SCREENSHARE, "He can share again, unless publishing is revoked."),
            of(ActionType.REVOKE_PUBLISH, "He sees and hears on, and sends nothing, no messages either."),
            of(ActionType.RESTORE_PUBLISH, "He may send sound, picture and messages again."),
            of(ActionType.END_MEETING, "Everybody is sent away; whoever holds a token can open it anew."));

    private final ConnectorContext context;
    private final LiveKitRooms rooms;
    private final LiveKitToken token;
    private final boolean identityIsAccount;
    private volatile boolean closed;

    LiveKitConnector(ConnectorContext context, LiveKitRooms rooms, LiveKitToken token, boolean identityIsAccount) {
        this.context = context;
        this.rooms = rooms;
        this.token = token;
        this.identityIsAccount = identityIsAccount;
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
        Optional<String> meeting = request.target().meeting();
        if (meeting.isEmpty()) {
            return done(unsupported("LiveKit knows no accounts, only who is in a meeting: name one"));
        }
        String room = meeting.get();
        if (request.type() == ActionType.END_MEETING) {
            return rooms.call("DeleteRoom", Map.of("roomCreate", true), Map.of("room", room), request.deadline())
                    .thenApply(LiveKitRooms.Answer::result);
        }
        Optional<String> identity = identity(request.target());
        if (identity.isEmpty()) {
            return done(unsupported("nobody in the meeting is named"));
        }
        return toOne(request, room, identity.get());
    }

    private Optional<String> identity(Target target) {
        return target.participantId().or(() -> identityIsAccount ? target.accountId() : Optional.empty());
    }

    private CompletionStage<ActionResult> toOne(ActionRequest request, String room, String identity) {
        Instant deadline = request.deadline();
        Map<String, Object> him = Map.of("room", room, "identity", identity);
        return switch (request.type()) {
            case REMOVE_PARTICIPANT ->
                rooms.inRoom("RemoveParticipant", room, him, deadline).thenApply(LiveKitRooms.Answer::result);
            case MUTE_AUDIO -> mute(request, room, identity, LiveKitConnector::isSound);
            case MUTE_VIDEO -> mute(request, room, identity, track -> isPicture(track) && !isScreen(track));
            case STOP_SCREENSHARE -> mute(request, room, identity, LiveKitConnector::isScreen);
            case REVOKE_PUBLISH -> permit(room, identity, Map.of("canSubscribe", true), deadline);
            case RESTORE_PUBLISH ->
                permit(
                        room,
                        identity,
                        Map.of("canSubscribe", true, "canPublish", true, "canPublishData", true),
                        deadline);
            default -> done(unsupported("LiveKit cannot do this"));
        };
    }

    /** What is not in it is no longer permitted. */
    private CompletionStage<ActionResult> permit(
            String room, String identity, Map<String, Object> permission, Instant deadline) {
        return rooms.inRoom(
                        "UpdateParticipant",
                        room,
                        Map.of("room", room, "identity", identity, "permission", permission),
                        deadline)
                .thenApply(LiveKitRooms.Answer::result);
    }

    private CompletionStage<ActionResult> mute(
            ActionRequest request, String room, String identity, Predicate<Map<?, ?>> which) {
        Instant deadline = request.deadline();
        return rooms.inRoom("ListParticipants", room, Map.of("room", room), deadline)
                .thenCompose(seen -> {
                    if (seen.failed().isPresent()) {
                        return done(seen.failed().get());
                    }
                    Optional<Map<?, ?>> him = LiveKitRooms.list(seen.fields().get("participants")).stream()
                            .filter(one -> identity.equals(one.get("identity")))
                            .findFirst();
                    if (him.isEmpty()) {
                        return done(ActionResult.answered(
                                ActionResult.Status.TARGET_GONE, Optional.of("he is not in the meeting"), seen.took()));
                    }
                    List<String> tracks = LiveKitRooms.list(him.get().get("tracks")).stream()
                            .filter(track -> request.target().trackIds().isEmpty()
                                    ? which.test(track)
                                    : request.target().trackIds().contains(String.valueOf(track.get("sid"))))
                            .filter(track -> !Boolean.TRUE.equals(track.get("muted")))
                            .map(track -> String.valueOf(track.get("sid")))
                            .toList();
                    CompletionStage<ActionResult> all = done(ActionResult.answered(
                            ActionResult.Status.ALREADY_DONE,
                            Optional.of("he sends nothing of the kind"),
                            seen.took()));
                    for (int i = 0; i < tracks.size(); i++) {
                        CompletionStage<ActionResult> one = rooms.inRoom(
                                        "MutePublishedTrack",
                                        room,
                                        Map.of(
                                                "room",
                                                room,
                                                "identity",
                                                identity,
                                                "trackSid",
                                                tracks.get(i),
                                                "muted",
                                                true),
                                        deadline)
                                .thenApply(LiveKitRooms.Answer::result);
                        all = i == 0 ? one : all.thenCombine(one, LiveKitConnector::worse);
                    }
                    return all;
                });
    }

    private static ActionResult worse(ActionResult one, ActionResult other) {
        return one.confirmedBy() == ActionResult.Confirmation.NONE ? one : other;
    }

    /** An enum's first word is left out on this wire: a track without a type is sound. */
    private static boolean isSound(Map<?, ?> track) {
        return track.get("type") == null || "AUDIO".equals(track.get("type"));
    }

    private static boolean isPicture(Map<?, ?> track) {
        return "VIDEO".equals(track.get("type"));
    }

    private static boolean isScreen(Map<?, ?> track) {
        return String.valueOf(track.get("source")).startsWith("SCREEN_SHARE");
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        Instant now = context.clock().instant();
        return rooms.inRoom("ListParticipants", meeting, Map.of("room", meeting), now.plus(LOOK_WITHIN))
                .thenApply(seen -> seen.failed().isPresent() && !seen.gone()
                        ? Optional.empty()
                        : Optional.of(new MeetingSnapshot(meeting, now, present(seen))));
    }

    private List<Present> present(LiveKitRooms.Answer seen) {
        return LiveKitRooms.list(seen.fields().get("participants")).stream()
                .filter(one -> one.get("identity") instanceof String)
                .map(one -> {
                    String identity = (String) one.get("identity");
                    return new Present(
                            identity,
                            identityIsAccount ? Optional.of(identity) : Optional.empty(),
                            LiveKitRooms.list(one.get("tracks")).stream()
                                    .map(track -> String.valueOf(track.get("sid")))
                                    .collect(Collectors.toSet()));
                })
                .toList();
    }

    @Override
    public Optional<Inbound> inbound() {
        return Optional.of(new LiveKitInbound(token, identityIsAccount, context.json()));
    }

    @Override
    public Optional<JoinTokens> joinTokens() {
        return identityIsAccount ? Optional.of(new LiveKitJoinTokens(token)) : Optional.empty();
    }

    @Override
    public CompletionStage<Health> check() {
        Instant deadline = context.clock().instant().plus(CHECK_WITHIN);
        return rooms.call("ListRooms", Map.of("roomList", true), Map.of(), deadline)
                .thenApply(answer -> answer.failed()
                        .map(failed -> Health.down(failed.message().orElse("LiveKit does not answer")))
                        .orElseGet(() -> new Health(
                                Health.State.DEGRADED,
                                List.of("join tokens outlive a removal: give them out for minutes, and ask"
                                        + " /v1/standing before each"))));
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "LiveKitConnector[" + context.platform() + "]";
    }

    private static ActionResult unsupported(String why) {
        return ActionResult.answered(ActionResult.Status.UNSUPPORTED, Optional.of(why), Duration.ZERO);
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

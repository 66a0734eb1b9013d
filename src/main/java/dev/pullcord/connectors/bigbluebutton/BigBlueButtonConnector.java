package dev.pullcord.connectors.bigbluebutton;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Ends meetings of BigBlueButton and looks who is there. Its API removes nobody: that is left to the platform's callback. */
final class BigBlueButtonConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
    private static final Set<Capability> ALL = Set.of(new Capability(
            ActionType.END_MEETING,
            Capability.Support.NATIVE,
            Optional.of("Everybody is sent away; BigBlueButton's API can remove nobody by himself.")));

    private final ConnectorContext context;
    private final BigBlueButtonApi api;
    private final Checksum checksum;
    private volatile boolean closed;

    BigBlueButtonConnector(ConnectorContext context, BigBlueButtonApi api, Checksum checksum) {
        this.context = context;
        this.api = api;
        this.checksum = checksum;
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
                    Optional.of("BigBlueButton can only end a meeting that is named"),
                    Duration.ZERO));
        }
        return api.call("end", Map.of("meetingID", meeting.get()), request.deadline())
                .thenApply(BigBlueButtonApi.Answer::result);
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        Instant now = context.clock().instant();
        return api.call("getMeetingInfo", Map.of("meetingID", meeting), now.plus(LOOK_WITHIN))
                .thenApply(seen -> seen.gone()
                        ? Optional.of(new MeetingSnapshot(meeting, now, List.of()))
                        : seen.response().map(info -> new MeetingSnapshot(meeting, now, present(info))));
    }

    private static List<Present> present(Element info) {
        List<Present> all = new ArrayList<>();
        NodeList attendees = info.getElementsByTagName("attendee");
        for (int i = 0; i < attendees.getLength(); i++) {
            Element one = (Element) attendees.item(i);
            Optional<String> external = BigBlueButtonApi.text(one, "userID");
            Optional<String> internal = BigBlueButtonApi.text(one, "internalUserID"); // of newer servers
            internal.or(() -> external)
                    .ifPresent(id -> all.add(new Present(
                            id, BigBlueButtonInbound.account(internal.orElse(""), external.orElse(null)), Set.of())));
        }
        return all;
    }

    @Override
    public Optional<Inbound> inbound() {
        return Optional.of(new BigBlueButtonInbound(checksum, context.json()));
    }

    @Override
    public CompletionStage<Health> check() {
        return api.call("getMeetings", Map.of(), context.clock().instant().plus(CHECK_WITHIN))
                .thenApply(answer -> answer.response().isPresent()
                        ? Health.up()
                        : Health.down(answer.result().message().orElse("BigBlueButton does not answer")));
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "BigBlueButtonConnector[" + context.platform() + "]";
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

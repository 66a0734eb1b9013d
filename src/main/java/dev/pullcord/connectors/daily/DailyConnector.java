package dev.pullcord.connectors.daily;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Acts in Daily's rooms by ejecting. A participant is named by his session's id, an account by the {@code user_id} of its tokens. */
final class DailyConnector implements Connector {
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_IN_A_CALL = 100;

    private final ConnectorContext context;
    private final DailyApi api;
    private final Optional<DailyInbound> inbound;
    private final boolean userIdIsAccount;
    private volatile boolean closed;

    /** @param inbound null where no events are taken */
    DailyConnector(ConnectorContext context, DailyApi api, DailyInbound inbound, boolean userIdIsAccount) {
        this.context = context;
        this.api = api;
        this.inbound = Optional.ofNullable(inbound);
        this.userIdIsAccount = userIdIsAccount;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = new LinkedHashSet<>();
        all.add(of(ActionType.REMOVE_PARTICIPANT, "Whoever is not blocked comes back: block first."));
        if (userIdIsAccount) {
            all.add(
                    of(
                            ActionType.BLOCK_REJOIN,
                            "From this meeting while it lasts, and removes him at once; Daily may forget it, and cannot take it back."));
        }
        all.add(of(ActionType.END_MEETING, "Everybody who is there is removed; whoever holds a token can come back."));
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
        Target target = request.target();
        if (target.meeting().isEmpty()) {
            return done(unsupported("Daily knows no accounts, only who is in a meeting: name one"));
        }
        String room = target.meeting().get();
        Optional<String> account = target.accountId().filter(id -> userIdIsAccount);
        Instant deadline = request.deadline();
        return switch (request.type()) {
            case REMOVE_PARTICIPANT -> {
                Map<String, Object> whom = new LinkedHashMap<>();
                target.participantId().ifPresent(id -> whom.put("ids", List.of(id)));
                account.ifPresent(id -> whom.put("user_ids", List.of(id)));
                yield whom.isEmpty()
                        ? done(unsupported("nobody in the meeting is named"))
                        : api.eject(room, whom, deadline).thenApply(answer -> ejected(answer, Status.TARGET_GONE));
            }
            case BLOCK_REJOIN ->
                account.isEmpty()
                        ? done(unsupported("only an account can be kept out, and none is named"))
                        : api.eject(room, Map.of("user_ids", List.of(account.get()), "ban", true), deadline)
                                .thenApply(answer -> ejected(answer, Status.DONE));
            case END_MEETING -> end(room, deadline);
            default -> done(unsupported("Daily cannot do this"));
        };
    }

    /** @param nobody what it means when none of them was there */
    private static ActionResult ejected(DailyApi.Answer answer, Status nobody) {
        return answer.failed().orElseGet(() -> {
            boolean some = answer.fields().get("ejectedIds") instanceof List<?> ids && !ids.isEmpty();
            return ActionResult.answered(
                    some ? Status.DONE : nobody,
                    some ? Optional.empty() : Optional.of("nobody of that name was in the meeting"),
                    answer.took());
        });
    }

    /** Daily has no call for it: whoever is there is ejected, a hundred at a time. */
    private CompletionStage<ActionResult> end(String room, Instant deadline) {
        return api.presence(room, deadline).thenCompose(seen -> {
            if (seen.failed().isPresent()) {
                return done(seen.failed().get());
            }
            List<String> all =
                    present(seen).stream().map(Present::participantId).toList();
            CompletionStage<ActionResult> result = done(
                    ActionResult.answered(Status.TARGET_GONE, Optional.of("nobody is in the meeting"), seen.took()));
            for (int i = 0; i < all.size(); i += MOST_IN_A_CALL) {
                List<String> some = all.subList(i, Math.min(i + MOST_IN_A_CALL, all.size()));
                CompletionStage<ActionResult> next = api.eject(room, Map.of("ids", some), deadline)
                        .thenApply(answer -> ejected(answer, Status.DONE));
                result = i == 0 ? next : result.thenCombine(next, DailyConnector::worse);
            }
            return result;
        });
    }

    private static ActionResult worse(ActionResult one, ActionResult other) {
        return one.confirmedBy() == ActionResult.Confirmation.NONE ? one : other;
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        Instant now = context.clock().instant();
        return api.presence(meeting, now.plus(LOOK_WITHIN))
                .thenApply(seen -> seen.failed().isPresent() && !seen.gone()
                        ? Optional.empty()
                        : Optional.of(new MeetingSnapshot(meeting, now, present(seen))));
    }

    private List<Present> present(DailyApi.Answer seen) {
        return DailyApi.list(seen.fields().get("data")).stream()
                .filter(one -> one.get("id") instanceof String)
                .map(one -> new Present(
                        (String) one.get("id"),
                        Optional.ofNullable(one.get("userId"))
                                .map(Object::toString)
                                .filter(id -> userIdIsAccount && !id.isBlank() && !id.equals(one.get("id"))),
                        Set.of()))
                .toList();
    }

    @Override
    public Optional<Inbound> inbound() {
        return inbound.map(taken -> taken);
    }

    @Override
    public CompletionStage<Health> check() {
        return api.domain(context.clock().instant().plus(CHECK_WITHIN))
                .thenApply(answer -> answer.failed()
                        .map(failed -> Health.down(failed.message().orElse("Daily does not answer")))
                        .orElseGet(() -> new Health(
                                Health.State.DEGRADED,
                                List.of("Daily may forget who was blocked: give out tokens for minutes, and ask"
                                        + " /v1/standing before each"))));
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "DailyConnector[" + context.platform() + "]";
    }

    private static ActionResult unsupported(String why) {
        return ActionResult.answered(Status.UNSUPPORTED, Optional.of(why), Duration.ZERO);
    }

    private static CompletionStage<ActionResult> done(ActionResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

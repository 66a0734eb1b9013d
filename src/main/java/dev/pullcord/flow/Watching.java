package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Finding;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.enforcement.Watches;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.PlanPolicy;
import dev.pullcord.review.ReviewQueue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what was answered is true: by what a meeting's events say, before the log's cursor moves on, and by the clock. Told twice,
 * or by two nodes, it changes nothing: what follows an action is written with a mark on it, and names the event it came of. One
 * that cannot be read keeps no other waiting. Safe from any thread.
 */
public final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final int AT_A_TIME = 100;
    private static final int MOST_TRIES = 50;
    private static final Set<MeetingEvent.Kind> MOVES = EnumSet.of(
            MeetingEvent.Kind.JOINED, MeetingEvent.Kind.LEFT, MeetingEvent.Kind.REMOVED, MeetingEvent.Kind.ENDED);

    private final Platform platform;
    private final Partition partition;
    private final Watches watches;
    private final Outbox outbox;
    private final ReviewQueue queue;
    private final Rosters rosters;
    private final Supplier<PlanPolicy> policy;
    private final Consumer<Partition> ordered;
    private final Clock clock;

    /**
     * @param policy the one in force
     * @param ordered is told where something was put into the outbox
     */
    public Watching(
            Platform platform,
            Partition partition,
            Watches watches,
            Outbox outbox,
            ReviewQueue queue,
            Rosters rosters,
            Supplier<PlanPolicy> policy,
            Consumer<Partition> ordered,
            Clock clock) {
        this.platform = platform;
        this.partition = partition;
        this.watches = watches;
        this.outbox = outbox;
        this.queue = queue;
        this.rosters = rosters;
        this.policy = policy;
        this.ordered = ordered;
        this.clock = clock;
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("watches of partition " + partition.number(), context, rest, this::step);
    }

    /** Looks at what is due; answers whether there may be more. */
    public Future<Boolean> step() {
        return of(watches.due(partition, clock.instant(), AT_A_TIME)).compose(ids -> {
            List<Future<Boolean>> looks = ids.stream().map(this::look).toList();
            return Future.join(looks)
                    .map(done -> ids.size() == AT_A_TIME && looks.stream().anyMatch(Future::result));
        });
    }

    private Future<Boolean> look(String actionId) {
        return settle(actionId, 1, (watch, roster) -> watch.looked(roster, policy.get(), clock.instant()), false)
                .compose(written -> written
                        ? Future.succeededFuture(true)
                        : of(watches.forget(partition, actionId)).map(true))
                .recover(failure -> Damaged.is(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    /** What these events of a meeting say of whoever was removed from it; the roster knows them already. */
    public Future<Void> see(Subject meeting, List<LoggedEvent> events) {
        List<LoggedEvent> telling = events.stream().filter(Watching::tells).toList();
        if (telling.isEmpty()) {
            return Future.succeededFuture();
        }
        boolean moves = telling.stream().anyMatch(e -> MOVES.contains(kind(e)));
        return (moves
                        ? of(watches.guards(platform, meeting.id(), clock.instant()))
                        : Future.succeededFuture(List.<String>of()))
                .compose(guards -> {
                    Future<Void> each = Future.succeededFuture();
                    for (LoggedEvent event : telling) {
                        each = each.compose(done -> see(event, guards));
                    }
                    return each;
                });
    }

    private Future<Void> see(LoggedEvent event, List<String> guards) {
        if (kind(event) == MeetingEvent.Kind.ACTION_CONFIRMED) {
            return ((MeetingEvent) event.event().body())
                    .actionId()
                    .map(id -> told(id, (watch, roster) -> watch.confirmed(event), false))
                    .orElseGet(Future::succeededFuture);
        }
        String place = partition.number() + "/" + event.logId();
        boolean joined = kind(event) == MeetingEvent.Kind.JOINED;
        return Future.join(guards.stream()
                        .map(id -> told(
                                id,
                                (watch, roster) ->
                                        joined ? watch.joined(event, place, policy.get()) : watch.left(event, roster),
                                true))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> told(
            String actionId, BiFunction<Watch, Optional<Rosters.Roster>, Optional<Finding>> find, boolean last) {
        return settle(actionId, 1, find, last)
                .recover(failure -> Damaged.is(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure))
                .mapEmpty();
    }

    /**
     * Writes what is found, of the action or of the last one that does it again; read anew as long as it moves.
     *
     * @return whether something was found
     */
    private Future<Boolean> settle(
            String actionId,
            int attempt,
            BiFunction<Watch, Optional<Rosters.Roster>, Optional<Finding>> find,
            boolean last) {
        String caseId = CaseId.caseOf(actionId);
        if (CaseId.partition(platform.id(), platform.partitions(), actionId).isEmpty()) {
            return Future.succeededFuture(false);
        }
        if (attempt > MOST_TRIES) {
            return Future.failedFuture(new IllegalStateException("an action moved at every try"));
        }
        return of(queue.find(platform, caseId))
                .compose(found -> of(outbox.ofCase(platform, caseId)).compose(all -> {
                    Optional<Action> named = all.stream()
                            .filter(a -> a.order().id().equals(actionId))
                            .findFirst();
                    if (found.isEmpty() || named.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    Case c = found.get();
                    Watch watch = new Watch(named.get(), all, c.decisionCount());
                    Action on = last ? watch.last() : named.get();
                    return roster(on).compose(roster -> {
                        Optional<Finding> finding = find.apply(watch, roster);
                        return finding.isEmpty()
                                ? Future.succeededFuture(false)
                                : of(watches.write(c, on, finding.get(), clock.instant()))
                                        .compose(written -> written
                                                ? Future.succeededFuture(wrote(c, finding.get()))
                                                : settle(actionId, attempt + 1, find, last));
                    });
                }));
    }

    private boolean wrote(Case c, Finding finding) {
        if (!finding.orders().isEmpty()) {
            ordered.accept(c.partition());
        }
        if (finding.verb().equals("removal_given_up")) {
            LOG.warn("a removal in partition {} is in vain: {}; it is parked", c.partition(), finding.why());
        }
        return true;
    }

    private Future<Optional<Rosters.Roster>> roster(Action action) {
        return action.order()
                .target()
                .meeting()
                .map(meeting -> of(rosters.find(platform, meeting)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static boolean tells(LoggedEvent event) {
        return event.event().body() instanceof MeetingEvent change
                && (MOVES.contains(change.kind()) || change.kind() == MeetingEvent.Kind.ACTION_CONFIRMED);
    }

    private static MeetingEvent.Kind kind(LoggedEvent event) {
        return ((MeetingEvent) event.event().body()).kind();
    }

    private static <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage);
    }
}

package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Lasting;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Sequel;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.StandingChange.Right;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes back what was ordered for a time when that is over: the platform may end it by itself, or not. One that cannot be
 * read keeps no other waiting.
 */
public final class Endings {
    private static final int AT_A_TIME = 100;

    private final Platform platform;
    private final Partition partition;
    private final Lasting lasting;
    private final Outbox outbox;
    private final ReviewQueue queue;
    private final Runnable ordered;
    private final Clock clock;

    /** @param ordered is told when something was put into the outbox */
    public Endings(
            Platform platform,
            Partition partition,
            Lasting lasting,
            Outbox outbox,
            ReviewQueue queue,
            Runnable ordered,
            Clock clock) {
        this.platform = platform;
        this.partition = partition;
        this.lasting = lasting;
        this.outbox = outbox;
        this.queue = queue;
        this.ordered = ordered;
        this.clock = clock;
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("endings of partition " + partition.number(), context, rest, this::step);
    }

    /** Ends what is over; answers whether there may be more. */
    public Future<Boolean> step() {
        Instant now = clock.instant();
        return of(lasting.over(partition, now, AT_A_TIME)).compose(ids -> {
            List<Future<Boolean>> ends = ids.stream()
                    .map(id -> end(id, now)
                            .recover(failure ->
                                    Damaged.is(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure)))
                    .toList();
            return Future.join(ends).map(done -> {
                boolean any = ends.stream().anyMatch(Future::result);
                if (any) {
                    ordered.run();
                }
                return any && ids.size() == AT_A_TIME;
            });
        });
    }

    /** Answers whether it is over with; what moved meanwhile is looked at again at the next step. */
    private Future<Boolean> end(String actionId, Instant now) {
        String caseId = CaseId.caseOf(actionId);
        return of(queue.find(platform, caseId))
                .compose(found -> of(outbox.ofCase(platform, caseId)).compose(all -> {
                    Optional<Action> over = all.stream()
                            .filter(a -> a.order().id().equals(actionId))
                            .findFirst();
                    if (found.isEmpty() || over.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    return suspended(over.get(), now)
                            .compose(suspended -> end(found.get(), over.get(), all, suspended));
                }));
    }

    private Future<Boolean> end(Case c, Action over, List<Action> all, boolean suspended) {
        Instant now = clock.instant();
        return of(lasting.end(c, over, Sequel.ended(over, all, c.decisionCount(), suspended, now), now));
    }

    private Future<Boolean> suspended(Action over, Instant now) {
        return Right.of(over.order().type())
                .flatMap(right -> over.order()
                        .target()
                        .accountId()
                        .map(account -> of(outbox.standing(platform, right, account, now))
                                .map(Outbox.Standing::suspended)))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    private static <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage);
    }
}

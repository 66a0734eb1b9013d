package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Handovers;
import dev.pullcord.review.ReviewQueue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Takes back what has run out in a partition: claims, so that no case stays with somebody who fell silent, proposals, so
 * that none waits for an answer that does not come, and what was put off until now.
 */
final class Lapses {
    private static final int AT_A_TIME = 100;

    private final Partition partition;
    private final ReviewQueue queue;
    private final Handovers handovers;
    private final Clock clock;
    private final PlatformMeters meters;

    Lapses(Partition partition, ReviewQueue queue, Handovers handovers, Clock clock, Meters meters) {
        this.handovers = handovers;
        this.partition = partition;
        this.queue = queue;
        this.clock = clock;
        this.meters = meters.of(partition.platform());
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("lapses of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        Instant now = clock.instant();
        Future<Boolean> claims = all(
                queue.lapsed(partition, now, AT_A_TIME),
                caseId -> queue.lapse(partition, caseId, now),
                meters::claimLapsed);
        Future<Boolean> proposals = all(
                queue.expired(partition, now, AT_A_TIME),
                caseId -> queue.expire(partition, caseId, now),
                meters::proposalExpired);
        Future<Boolean> snoozes = all(
                handovers.due(partition, now, AT_A_TIME),
                caseId -> handovers.wake(partition, caseId, now),
                meters::caseWoken);
        return Future.join(claims, proposals, snoozes)
                .map(done -> claims.result() || proposals.result() || snoozes.result());
    }

    /** Whether there may be more. */
    private static Future<Boolean> all(
            CompletionStage<List<String>> over, Function<String, CompletionStage<Boolean>> end, Runnable count) {
        return Future.fromCompletionStage(over).compose(due -> {
            List<Future<Boolean>> ends = due.stream()
                    .map(caseId -> Future.fromCompletionStage(end.apply(caseId))
                            .recover(failure ->
                                    Damaged.is(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure))
                            .onSuccess(ended -> {
                                if (ended) {
                                    count.run();
                                }
                            }))
                    .toList();
            return Future.join(ends).map(due.size() == AT_A_TIME);
        });
    }
}

package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.ReviewQueue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes back the claims of a partition that have run out, so that no case stays with somebody who fell silent. */
final class Lapses {
    private static final int AT_A_TIME = 100;

    private final Partition partition;
    private final ReviewQueue queue;
    private final Clock clock;
    private final Meters meters;

    Lapses(Partition partition, ReviewQueue queue, Clock clock, Meters meters) {
        this.partition = partition;
        this.queue = queue;
        this.clock = clock;
        this.meters = meters;
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("lapses of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        Instant now = clock.instant();
        return Future.fromCompletionStage(queue.lapsed(partition, now, AT_A_TIME))
                .compose(due -> {
                    List<Future<Boolean>> lapses = due.stream()
                            .map(caseId -> Future.fromCompletionStage(queue.lapse(partition, caseId, now))
                                    .onSuccess(lapsed -> {
                                        if (lapsed) {
                                            meters.claimLapsed();
                                        }
                                    }))
                            .toList();
                    return Future.join(lapses).map(due.size() == AT_A_TIME);
                });
    }
}

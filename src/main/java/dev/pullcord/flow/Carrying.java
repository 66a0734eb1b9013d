package dev.pullcord.flow;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Damaged;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Carries over the reports of attributed cases that have not arrived: whoever attributed them died before it was done, or their
 * account's partition was away. One that cannot be carried keeps no other waiting.
 */
final class Carrying {
    private static final int AT_A_TIME = 20;

    private final Platform platform;
    private final Partition partition;
    private final Attributions attributions;
    private final Clock clock;
    private final Context context;

    Carrying(Platform platform, Partition partition, Attributions attributions, Clock clock, Context context) {
        this.platform = platform;
        this.partition = partition;
        this.attributions = attributions;
        this.clock = clock;
        this.context = context;
    }

    Loop loop(Duration rest) {
        return new Pulse("attributions of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        return Future.fromCompletionStage(attributions.pending(partition, AT_A_TIME), context)
                .compose(ids -> {
                    List<Future<Boolean>> carried =
                            ids.stream().map(this::carry).toList();
                    return carried.isEmpty()
                            ? Future.succeededFuture(false)
                            : Future.join(carried)
                                    .map(done ->
                                            carried.stream().anyMatch(Future::result) && carried.size() == AT_A_TIME);
                });
    }

    private Future<Boolean> carry(String caseId) {
        return Future.fromCompletionStage(attributions.carryOver(platform, caseId, clock.instant()), context)
                .map(into -> into.isPresent())
                .recover(failure -> Damaged.is(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }
}

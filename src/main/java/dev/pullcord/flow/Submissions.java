package dev.pullcord.flow;

import dev.pullcord.evidence.Paperwork;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Damaged;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the next call of each filing of a partition that is on its way and due. One that fails keeps no other waiting. */
final class Submissions {
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final int AT_A_TIME = 16;

    private final Platform platform;
    private final Partition partition;
    private final Paperwork paperwork;
    private final Clock clock;

    Submissions(Platform platform, Partition partition, Paperwork paperwork, Clock clock) {
        this.platform = platform;
        this.partition = partition;
        this.paperwork = paperwork;
        this.clock = clock;
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("filings of partition " + partition.number(), context, rest, () -> step(context));
    }

    private Future<Boolean> step(Context context) {
        return Future.fromCompletionStage(paperwork.filings().due(partition, clock.instant(), AT_A_TIME), context)
                .compose(ids -> {
                    List<Future<Boolean>> steps = ids.stream()
                            .map(id -> Future.fromCompletionStage(
                                            paperwork.submitting().step(platform, id), context)
                                    .recover(failure -> {
                                        if (!Damaged.is(failure)) {
                                            return Future.failedFuture(failure);
                                        }
                                        LOG.warn("filing {} is damaged and stays where it is", id);
                                        return Future.succeededFuture(false);
                                    }))
                            .toList();
                    return Future.join(steps).map(done -> steps.stream().anyMatch(Future::result));
                });
    }
}

package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.Round;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;

/** Forgets what has had its time in a partition, a small step at a time, so that it holds nothing up. */
final class Forgetting {
    private final Platform platform;
    private final Partition partition;
    private final Retention retention;
    private final Erasing erasing;
    private final PlatformMeters meters;
    private long kept;

    Forgetting(Platform platform, Partition partition, Retention retention, Erasing erasing, Meters meters) {
        this.platform = platform;
        this.partition = partition;
        this.retention = retention;
        this.erasing = erasing;
        this.meters = meters.of(platform.id());
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("forgetting of partition " + partition.number(), context, rest, () -> step(context));
    }

    private Future<Boolean> step(Context context) {
        return Future.fromCompletionStage(retention.step(platform, partition), context)
                .compose(step -> {
                    meters.forgotten("case", step.cases());
                    meters.forgotten("event", step.events());
                    step.round().filter(round -> round.finishedAt().isPresent()).ifPresent(this::met);
                    return step.more()
                            ? Future.succeededFuture(true)
                            : Future.fromCompletionStage(erasing.step(platform, partition), context);
                });
    }

    private void met(Round round) {
        long now = round.counts().held() + round.counts().waiting();
        meters.keptBeyond(now - kept);
        kept = now;
    }
}

package dev.pullcord.flow;

import dev.pullcord.evidence.Archiving;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Puts the old cases of a partition away, a few at a step, where there is a place to put them. */
final class Aging {
    private final Platform platform;
    private final Partition partition;
    private final Optional<Archiving> archiving;

    Aging(Platform platform, Partition partition, Optional<Archiving> archiving) {
        this.platform = platform;
        this.partition = partition;
        this.archiving = archiving;
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse(
                "archiving of partition " + partition.number(),
                context,
                rest,
                () -> archiving
                        .map(its -> Future.fromCompletionStage(its.step(platform, partition), context))
                        .orElseGet(() -> Future.succeededFuture(false)));
    }
}

package dev.pullcord.flow;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.QualityDraw;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Draws a partition's decisions for a blind second look, some seconds after they were made. */
final class Draws {
    private final Platform platform;
    private final Partition partition;
    private final QualityDraw draw;

    Draws(Platform platform, Partition partition, Stores stores, ActivePolicies active, Clock clock) {
        this.platform = platform;
        this.partition = partition;
        this.draw = new QualityDraw(stores.audit(), stores.queue(), stores.reviews(), active, clock);
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("draws of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        return Future.fromCompletionStage(draw.step(platform, partition));
    }
}

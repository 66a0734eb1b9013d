package dev.pullcord.flow;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.transparency.Publishing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Keeps what the public will be told of a partition's decisions, some minutes after they were made. */
final class Publications {
    private final Platform platform;
    private final Partition partition;
    private final Publishing publishing;

    Publications(Platform platform, Partition partition, Stores stores, ActivePolicies active, Clock clock) {
        this.platform = platform;
        this.partition = partition;
        this.publishing = new Publishing(
                stores.audit(),
                stores.queue(),
                stores.appeals(),
                new OutboxMeasures(stores.outbox()),
                stores.restrictions(),
                active,
                clock);
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("publications of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        return Future.fromCompletionStage(publishing.step(platform, partition));
    }
}

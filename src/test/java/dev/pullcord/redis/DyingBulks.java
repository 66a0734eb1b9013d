package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Bulks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Keeps bulks until it is killed at a change. */
final class DyingBulks implements Bulks {
    private final Bulks real;
    private final int at;
    private final boolean after;
    private int changes;
    Consumer<Bulk> seen = bulk -> {};

    DyingBulks(Bulks real, int at, boolean after) {
        this.real = real;
        this.at = at;
        this.after = after;
    }

    @Override
    public CompletionStage<Optional<Bulk>> find(Platform platform, String id) {
        return real.find(platform, id);
    }

    @Override
    public CompletionStage<List<Bulk>> newest(Platform platform, int most) {
        return real.newest(platform, most);
    }

    @Override
    public CompletionStage<Boolean> change(Partition partition, Optional<Bulk> before, Bulk next) {
        seen.accept(next);
        changes++;
        if (changes != at) {
            return real.change(partition, before, next);
        }
        CompletableFuture<Boolean> killed = CompletableFuture.failedFuture(new IllegalStateException("killed"));
        return after ? real.change(partition, before, next).thenCompose(done -> killed) : killed;
    }
}

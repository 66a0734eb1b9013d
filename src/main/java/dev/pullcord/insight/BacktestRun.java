package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Reads a platform's stored log through a {@link Backtest}, a few partitions at a time. Changes nothing. */
public final class BacktestRun {
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final Outcomes outcomes;
    private final Executor threads;
    private final int atOnce;

    /**
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     */
    public BacktestRun(EventLog log, Outcomes outcomes, Executor threads, int atOnce) {
        this.log = log;
        this.outcomes = outcomes;
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /**
     * Replays everything there is up to now.
     *
     * @param progress told after each partition how many are done
     */
    public CompletionStage<BacktestReport> run(
            Platform platform, PolicyPack before, PolicyPack after, Instant since, IntConsumer progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Backtest>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, platform.partitions()); i++) {
            lanes.add(CompletableFuture.supplyAsync(
                    () -> {
                        Backtest mine = new Backtest(before, after, since);
                        for (int n = next.getAndIncrement(); n < platform.partitions(); n = next.getAndIncrement()) {
                            replay(new Partition(platform.id(), n), mine);
                            progress.accept(done.incrementAndGet());
                        }
                        return mine;
                    },
                    threads));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).thenApply(all -> {
            Backtest whole = new Backtest(before, after, since);
            lanes.forEach(lane -> whole.add(lane.join()));
            return whole.report();
        });
    }

    /** The next page is on its way while this one is folded. */
    private void replay(Partition partition, Backtest into) {
        Backtest.Part part = into.part(join(outcomes.of(partition)));
        List<LoggedEvent> page = join(log.read(partition, "0", PAGE));
        while (!page.isEmpty()) {
            CompletionStage<List<LoggedEvent>> following =
                    log.read(partition, page.get(page.size() - 1).logId(), PAGE);
            page.forEach(part::fold);
            page = join(following);
        }
        part.end();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}

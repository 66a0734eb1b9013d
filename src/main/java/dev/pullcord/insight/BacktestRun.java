package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** Reads a platform's stored log through a {@link Backtest}, a few partitions at a time. Changes nothing. */
public final class BacktestRun {
    private final LogWalk walk;

    /**
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     */
    public BacktestRun(EventLog log, Outcomes outcomes, Executor threads, int atOnce) {
        this.walk = new LogWalk(log, outcomes, threads, atOnce);
    }

    /**
     * Replays everything there is up to now.
     *
     * @param progress told after each partition how many are done
     */
    public CompletionStage<BacktestReport> run(
            Platform platform, PolicyPack before, PolicyPack after, Instant since, IntConsumer progress) {
        return walk.run(platform, () -> new Backtest(before, after, since), progress)
                .thenApply(all -> {
                    Backtest whole = new Backtest(before, after, since);
                    all.forEach(whole::add);
                    return whole.report();
                });
    }
}

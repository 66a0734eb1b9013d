package dev.pullcord.insight;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** Holds two policies against a platform's stored log. Changes nothing. */
public final class BacktestRun {
    private final LogWalk walk;

    public BacktestRun(LogWalk walk) {
        this.walk = walk;
    }

    /**
     * Replays everything there is up to now.
     *
     * @param progress told after each partition how many are done
     */
    public CompletionStage<BacktestReport> run(
            Platform platform, PolicyPack before, PolicyPack after, Instant since, IntConsumer progress) {
        return walk.run(platform, new Backtest(platform, before, after, since), progress)
                .thenApply(Backtest::report);
    }
}

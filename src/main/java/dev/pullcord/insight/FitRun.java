package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** Fits a policy's weights to what a platform's people decided. Changes nothing. */
public final class FitRun {
    private final LogWalk walk;
    private final Inverse inverse;

    /**
     * On this log.
     *
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     */
    public FitRun(EventLog log, Outcomes outcomes, Executor threads, int atOnce, Inverse inverse) {
        this.walk = new LogWalk(log, outcomes, threads, atOnce);
        this.inverse = inverse;
    }

    /**
     * Replays everything there is up to now, and fits.
     *
     * @param base the policy to start from
     * @param most see {@link Fit}
     * @param since cases opened from then on count
     * @param progress told after each partition how many are done
     */
    public CompletionStage<Fit.Result> run(
            Platform platform, PolicyPack base, Map<Family, Double> most, Instant since, IntConsumer progress) {
        return walk.run(platform, () -> new DecidedCases(base, since), progress).thenApply(all -> {
            DecidedCases whole = new DecidedCases(base, since);
            all.forEach(whole::add);
            return new Fit(base, most, inverse).of(whole, since);
        });
    }
}
